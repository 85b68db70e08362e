# Sourced by build.sh: the RPM package, for Fedora, openSUSE and their kin. What it needs is named by the libraries' own names, since
# the packages that bring them have others on each; the libraries inside are the program's own and told to nobody.

make_rpm() {
  make_tree
  install -m 644 "$root/LICENSE" "$root/NOTICE" "$share/doc/manako"
  top=$out/rpmbuild
  mkdir -p "$top"
  cat > "$top/manako.spec" <<SPEC
Name: manako
Version: $version
Release: 1
Summary: $(echo "$summary" | sed 's/^f/F/')
License: Apache-2.0
Packager: $maintainer
AutoReqProv: no
$(for library in libc.so.6 libgcc_s.so.1 libstdc++.so.6 libz.so.1 libgtk-3.so.0 libGL.so.1 libX11.so.6 libXtst.so.6 \
    libXxf86vm.so.1 libfreetype.so.6; do echo "Requires: $library()(64bit)"; done)
Recommends: google-noto-sans-cjk-fonts, libheif

%description
$description

%install
mkdir -p %{buildroot}
cp -al $tree/usr %{buildroot}

%files
/usr/bin/manako
/usr/lib/manako
/usr/share/applications/manako.desktop
/usr/share/icons/hicolor/256x256/apps/manako.png
/usr/share/icons/hicolor/scalable/apps/manako.svg
/usr/share/metainfo/io.manako.metainfo.xml
%doc /usr/share/doc/manako
%doc /usr/share/man/man1/manako.1.gz
SPEC
  # The files are as they shall be: nothing to strip, to pack again or to give debug symbols to.
  rpmbuild -bb --quiet --buildroot "$top/root" --define "_topdir $top" --define '__os_install_post %{nil}' \
    --define 'debug_package %{nil}' --define '_build_id_links none' --define '_buildhost localhost' --define "_binary_payload w6T$(getconf _NPROCESSORS_ONLN).xzdio" "$top/manako.spec"
  mv "$top"/RPMS/*/*.rpm "$out"
  rm -rf "$top" "$tree"
  ls "$out"/*.rpm
}
