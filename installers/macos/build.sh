#!/bin/sh
# Builds target/installers/Manako.app and a .dmg on macOS. Not tried yet, and not signed: macOS will ask before it opens
# the program, and notarization would want the dylibs inside the jars signed, too.
set -eu
. "$(dirname -- "$0")/../common/build.sh"

make_image --icon "$common/icon/manako.icns"
"$found" --type dmg --name manako --app-version "$version" --app-image "$out/manako.app" --dest "$out"
ls "$out"/*.dmg
