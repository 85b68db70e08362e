# Sourced by build.sh: the files of a package where a Linux system wants them, in the folder $tree. jpackage's own packages go to /opt
# and edit menus when they are installed; in these the package manager knows of every file, and nothing stays behind.
maintainer="The Manako authors <manako@example.org>"
summary="finds photos by the thing you point at"
description="Manako searches your own photos: open one, mark the lamp, the mug or the dog
in it with a box, a point or a brush, and get the photos that show such a
thing, each with the place where it matched and the attention that found it.

Everything runs on your machine, without a network; your photos are only
ever read. It brings its own Java and its own model."

make_tree() {
  tree=$out/tree
  share=$tree/usr/share
  rm -rf "$tree"
  mkdir -p "$tree/usr/bin" "$tree/usr/lib" "$share/applications" "$share/doc/manako" \
    "$share/man/man1" "$share/metainfo" "$share/icons/hicolor/256x256/apps" "$share/icons/hicolor/scalable/apps"
  cp -a "$image" "$tree/usr/lib/manako"
  rm "$tree/usr/lib/manako/LICENSE" "$tree/usr/lib/manako/NOTICE"
  ln -s ../lib/manako/bin/manako "$tree/usr/bin/manako"
  install -m 644 "$here/manako.desktop" "$share/applications"
  install -m 644 "$here/io.manako.metainfo.xml" "$share/metainfo"
  install -m 644 "$icon" "$share/icons/hicolor/256x256/apps/manako.png"
  install -m 644 "$common/icon/manako.svg" "$share/icons/hicolor/scalable/apps/manako.svg"
  sed "s/@VERSION@/$version/" "$here/manako.1" | gzip -9n > "$share/man/man1/manako.1.gz"
  find "$tree/usr" -type d -exec chmod 755 {} +
  find "$tree/usr" -type f ! -perm -u+x -exec chmod 644 {} +
  find "$tree/usr" -type f -perm -u+x -exec chmod 755 {} +
  find "$tree/usr/lib/manako/lib" -name '*.so*' -exec chmod 644 {} +
}
