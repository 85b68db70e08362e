#!/bin/sh
# Builds in target/installers: the folder manako, which runs as it is; manako-VERSION-linux-ARCH.tar.gz of it; a .deb where
# dpkg-deb is; an .rpm where rpmbuild is. Tried on Debian 12, x86-64.
set -eu
. "$(dirname -- "$0")/../common/build.sh"
here=$root/installers/linux
arch=$(uname -m)

make_image --icon "$icon"
image=$out/manako
# bin/manako is a script that sets what Java cannot; the program itself stands beside it under another name.
mv "$image/bin/manako" "$image/bin/manako-java"
mv "$image/lib/app/manako.cfg" "$image/lib/app/manako-java.cfg"
install -m 755 "$here/manako" "$image/bin/manako"
install -m 644 "$root/LICENSE" "$root/NOTICE" "$image"
"$image/bin/manako" --version
. "$here/aot.sh"
make_aot_cache
echo "$image/bin/manako"

tar -C "$out" -czf "$out/manako-$version-linux-$arch.tar.gz" manako
echo "$out/manako-$version-linux-$arch.tar.gz"

. "$here/tree.sh"
if command -v dpkg-deb >/dev/null; then
  . "$here/deb.sh"
  make_deb
else
  echo "No .deb: dpkg-deb is needed for it." >&2
fi
if command -v rpmbuild >/dev/null; then
  . "$here/rpm.sh"
  make_rpm
else
  echo "No .rpm: rpmbuild is needed for it." >&2
fi
