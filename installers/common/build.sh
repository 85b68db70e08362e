# Sourced by the scripts of Linux and macOS: what is the same on both.
root=$(CDPATH= cd -- "$(dirname -- "$0")/../.." && pwd)
common=$root/installers/common
lib=$root/app/target/manako/lib
out=$root/target/installers

if [ ! -d "$lib" ]; then
  echo "app/target/manako is not there: run mvn -q -DskipTests package first." >&2
  exit 1
fi
jpackage=${JAVA_HOME:+$JAVA_HOME/bin/}jpackage
for candidate in "$jpackage" /usr/lib/jvm/*25*/bin/jpackage /Library/Java/JavaVirtualMachines/*25*/Contents/Home/bin/jpackage; do
  if "$candidate" --version 2>/dev/null | grep -Eq '^(2[5-9]|[3-9][0-9])'; then found=$candidate; break; fi
done
if [ -z "${found:-}" ]; then
  echo "jpackage of a JDK 25 or newer was not found: set JAVA_HOME to one." >&2
  exit 1
fi

app_jar=$(basename "$lib"/manako-app-*.jar)
version=${app_jar#manako-app-}
version=${version%.jar}
version=${version%-SNAPSHOT}
mkdir -p "$out"

# An image of the program with its own Java; further arguments are jpackage's.
make_image() {
  rm -rf "$out/manako" "$out/manako.app"
  "$found" "@$common/jpackage.args" --type app-image --app-version "$version" --input "$lib" --main-jar "$app_jar" \
    --add-modules "$(cat "$common/modules")" --java-options "$(cat "$lib/../bin/jvm.options")" --dest "$out" "$@"
}
