#!/bin/sh
# Builds target/installers/Manako.app and a .dmg on macOS. Not tried yet on a Mac.
#
# Signed where MANAKO_SIGN_ID names a certificate of the keychain ("Developer ID Application: NAME (TEAM)"), and notarized
# where MANAKO_NOTARY_PROFILE names what `xcrun notarytool store-credentials` keeps; otherwise each is left out with a line.
set -eu
. "$(dirname -- "$0")/../common/build.sh"

# A library is signed where it lies. Those inside jars are taken out and put back: notarization looks into jars, too.
sign_libraries() {
  find "$1" -name '*.dylib' -exec codesign --force --timestamp --options runtime --sign "$MANAKO_SIGN_ID" {} +
  for file in "$1"/*.jar; do
    names=$("$jar" tf "$file" | grep -E '\.(dylib|jnilib)$' || true)
    if [ -n "$names" ]; then
      taken=$out/taken
      rm -rf "$taken"
      mkdir -p "$taken"
      (cd "$taken" && "$jar" xf "$file")
      find "$taken" \( -name '*.dylib' -o -name '*.jnilib' \) \
        -exec codesign --force --timestamp --options runtime --sign "$MANAKO_SIGN_ID" {} +
      (cd "$taken" && echo "$names" | while read -r name; do "$jar" uf "$file" "$name"; done)
      rm -rf "$taken"
    fi
  done
}

set --
for kind in "$common"/associations/*.properties; do set -- "$@" --file-associations "$kind"; done
if [ -n "${MANAKO_SIGN_ID:-}" ]; then
  after_input=sign_libraries
  set -- "$@" --mac-sign --mac-signing-key-user-name "$MANAKO_SIGN_ID"
else
  echo "Not signed, since MANAKO_SIGN_ID names no certificate: macOS asks before it opens the program."
fi
make_image --icon "$common/icon/manako.icns" "$@"
"$found" --type dmg --name manako --app-version "$version" --app-image "$out/manako.app" --dest "$out"
if [ -n "${MANAKO_SIGN_ID:-}" ] && [ -n "${MANAKO_NOTARY_PROFILE:-}" ]; then
  xcrun notarytool submit "$out"/*.dmg --keychain-profile "$MANAKO_NOTARY_PROFILE" --wait
  xcrun stapler staple "$out"/*.dmg
else
  echo "Not notarized, since MANAKO_NOTARY_PROFILE names no credentials, or nothing is signed."
fi
ls "$out"/*.dmg
