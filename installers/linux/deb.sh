# Sourced by build.sh: the Debian package, with dpkg-deb alone. jpackage's own goes to /opt and edits menus when it is installed;
# this one follows Debian's policy, so that dpkg knows every file and nothing stays behind.

make_deb() {
  tree=$out/deb
  share=$tree/usr/share
  rm -rf "$tree"
  mkdir -p "$tree/DEBIAN" "$tree/usr/bin" "$tree/usr/lib" "$share/applications" "$share/doc/manako" "$share/lintian/overrides" \
    "$share/man/man1" "$share/metainfo" "$share/icons/hicolor/256x256/apps" "$share/icons/hicolor/scalable/apps"
  cp -a "$image" "$tree/usr/lib/manako"
  rm "$tree/usr/lib/manako/LICENSE" "$tree/usr/lib/manako/NOTICE"
  ln -s ../lib/manako/bin/manako "$tree/usr/bin/manako"
  install -m 644 "$here/manako.desktop" "$share/applications"
  install -m 644 "$here/io.manako.metainfo.xml" "$share/metainfo"
  install -m 644 "$icon" "$share/icons/hicolor/256x256/apps/manako.png"
  install -m 644 "$common/icon/manako.svg" "$share/icons/hicolor/scalable/apps"
  install -m 644 "$here/lintian-overrides" "$share/lintian/overrides/manako"
  sed "s/@VERSION@/$version/" "$here/manako.1" | gzip -9n > "$share/man/man1/manako.1.gz"
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
  find "$tree/usr" -type d -exec chmod 755 {} +
  find "$tree/usr" -type f ! -perm -u+x -exec chmod 644 {} +
  find "$tree/usr" -type f -perm -u+x -exec chmod 755 {} +
  find "$tree/usr/lib/manako/lib" -name '*.so*' -exec chmod 644 {} +
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
Description: finds photos by the thing you point at
 Manako searches your own photos: open one, mark the lamp, the mug or the dog
 in it with a box, a point or a brush, and get the photos that show such a
 thing, each with the place where it matched and the attention that found it.
 .
 Everything runs on your machine, without a network; your photos are only
 ever read. It brings its own Java and its own model.
CONTROL
  (cd "$tree" && find usr -type f -exec md5sum {} + > DEBIAN/md5sums)
  # Threads, since xz takes minutes for PyTorch's 450 MB with one.
  dpkg-deb --root-owner-group -Zxz -z6 --threads-max="$(getconf _NPROCESSORS_ONLN)" --build "$tree" "$out" 2>/dev/null \
    || dpkg-deb --root-owner-group -Zxz --build "$tree" "$out"
  rm -rf "$tree"
  ls "$out"/*.deb
}
maintainer="The Manako authors <manako@example.org>"
