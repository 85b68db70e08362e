# Sourced by build.sh: the Debian package, with dpkg-deb alone and by Debian's policy.

make_deb() {
  make_tree
  mkdir -p "$tree/DEBIAN" "$share/lintian/overrides"
  install -m 644 "$here/lintian-overrides" "$share/lintian/overrides/manako"
  {
    printf 'Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/\nUpstream-Name: Manako\n\n'
    printf 'Files: *\nCopyright: 2026 The Manako authors\nLicense: Apache-2.0\n'
    printf ' On Debian systems the licence is in /usr/share/common-licenses/Apache-2.0.\n .\n'
    sed 's/^$/./; s/^/ /' "$root/NOTICE"
    printf ' .\n The licences of the Java inside are in /usr/lib/manako/lib/runtime/legal.\n'
  } > "$share/doc/manako/copyright"
  date=$(LC_ALL=C date -u -R -d "@${SOURCE_DATE_EPOCH:-$(date +%s)}")
  printf 'manako (%s) stable; urgency=medium\n\n  * Built from the project at this version.\n\n -- %s  %s\n' \
    "$version" "$maintainer" "$date" | gzip -9n > "$share/doc/manako/changelog.gz"
  cat > "$tree/DEBIAN/control" <<CONTROL
Package: manako
Version: $version
Architecture: $(dpkg --print-architecture)
Maintainer: $maintainer
Installed-Size: $(du -sk "$tree/usr" | cut -f1)
Depends: libc6, libgcc-s1, libstdc++6, zlib1g, libgtk-3-0 | libgtk-3-0t64, libgl1, libx11-6, libxtst6, libxxf86vm1, libfreetype6
Recommends: fonts-noto-cjk, libheif1
Section: graphics
Priority: optional
Description: $summary
$(echo "$description" | sed 's/^$/./; s/^/ /')
CONTROL
  (cd "$tree" && find usr -type f -exec md5sum {} + > DEBIAN/md5sums)
  # Threads, since xz takes minutes for PyTorch's 450 MB with one.
  dpkg-deb --root-owner-group -Zxz -z6 --threads-max="$(getconf _NPROCESSORS_ONLN)" --build "$tree" "$out" 2>/dev/null \
    || dpkg-deb --root-owner-group -Zxz --build "$tree" "$out"
  rm -rf "$tree"
  ls "$out"/*.deb
}
