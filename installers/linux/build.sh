#!/bin/sh
# Builds target/installers/manako (runs as it is) and a .deb. Tried on Debian 12, x86-64.
set -eu
. "$(dirname -- "$0")/../common/build.sh"

make_image
echo "$out/manako/bin/manako"

if command -v dpkg-deb >/dev/null && command -v fakeroot >/dev/null; then
  # Jars are packed already: the default, xz, takes ten minutes for nothing.
  DPKG_DEB_COMPRESSOR_TYPE=gzip "$found" --type deb --name manako --app-version "$version" --app-image "$out/manako" --dest "$out" \
    --description "Finds photos by the thing you point at." --vendor Manako \
    --linux-deb-maintainer manako@example.org --linux-package-deps "libgtk-3-0, libgl1" \
    --linux-menu-group "Graphics;Photography" --linux-shortcut --license-file "$root/LICENSE"
  ls "$out"/*.deb
else
  echo "No .deb: dpkg-deb and fakeroot are needed for it." >&2
fi
