# Sourced by the scripts of Linux and macOS: what is the same on both.
root=$(CDPATH= cd -- "$(dirname -- "$0")/../.." && pwd)
common=$root/installers/common
lib=$root/app/target/manako/lib
out=$root/target/installers
icon=$root/app/src/main/resources/io/manako/app/icon.png

if [ ! -d "$lib" ]; then
  echo "app/target/manako is not there: run mvn -P installer -DskipTests -pl app -am package." >&2
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
# jar stands beside jpackage, also where the latter was found on the path.
jar=$(dirname -- "$(readlink -f -- "$(command -v "$found")")")/jar

app_jar=$(basename "$lib"/manako-app-*.jar)
version=${app_jar#manako-app-}
version=${version%.jar}
version=${version%-SNAPSHOT}
mkdir -p "$out"

make_input() {
  input=$out/input
  rm -rf "$input"
  "$(dirname -- "$jar")/java" "$common/Natives.java" "$lib" "$input"
  # A fifth of PyTorch's library is the names of its own functions, for debuggers.
  if [ "$(uname)" = Linux ] && command -v strip >/dev/null; then strip --strip-unneeded "$input"/pytorch/*.so; fi
}

# What a system does with the folder of jars and natives before they are packed.
after_input=:

# An image of the program with its own Java; further arguments are jpackage's.
make_image() {
  make_input
  "$after_input" "$input"
  rm -rf "$out/manako" "$out/manako.app"
  # $APPDIR stays as it is: the launcher puts the folder of the jars there.
  # The Java inside is packed: what a start needs of it comes from elsewhere where the system's script sees to that.
  "$found" "@$common/jpackage.args" --type app-image \
    --jlink-options "--strip-native-commands --strip-debug --no-man-pages --no-header-files --compress zip-6" --app-version "$version" --input "$input" --main-jar "$app_jar" \
    --add-modules "$(cat "$common/modules")" --java-options "$(cat "$lib/../bin/jvm.options")" --dest "$out" "$@"
  rm -rf "$input"
}
