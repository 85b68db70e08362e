# Sourced by build.sh: the AOT cache of JDK 25 (JEP 483, 514, 515). The program is started once, without a display, on a folder of
# its own; the classes that it needed, loaded and linked, and what the compiler learned of them lie in lib/app/manako.aot from then
# on. Where that cannot be made, the program starts without it.

make_aot_cache() {
  cache=$image/lib/app/manako.aot
  practice=$(mktemp -d)
  echo "Starting the program once, to learn what a start needs …"
  MANAKO_HOME=$practice DISPLAY=:none JAVA_TOOL_OPTIONS="-Dglass.platform=Headless -Dprism.order=sw \
    -XX:AOTMode=record -XX:AOTConfiguration=$practice/aot" "$image/bin/manako-java" >"$practice/out" 2>&1 &
  pid=$!
  # Until the sample collection is indexed and was searched.
  for second in $(seq 180); do
    sleep 1
    kill -0 $pid 2>/dev/null || break
    if [ -n "$(find "$practice/library" -name 'descriptors-*' -size +50k 2>/dev/null)" ]; then sleep 15; break; fi
  done
  kill $pid 2>/dev/null || true
  wait $pid 2>/dev/null || true
  if [ -s "$practice/aot" ] && MANAKO_HOME=$practice DISPLAY=:none JAVA_TOOL_OPTIONS="-XX:AOTMode=create \
      -XX:AOTConfiguration=$practice/aot -XX:AOTCache=$cache" "$image/bin/manako-java" >"$practice/out" 2>&1 && [ -s "$cache" ]; then
    # Java tells on stdout where a cache does not fit, such as with another collector; stdout is for results.
    sed -i 's|^\[JavaOptions\]$|&\njava-options=-XX:AOTCache=$APPDIR/manako.aot\njava-options=-Xlog:disable\njava-options=-Xlog:all=warning,aot=off,cds=off:stderr|' \
      "$image/lib/app/manako-java.cfg"
    "$image/bin/manako" --version >/dev/null
  else
    rm -f "$cache"
    echo "No AOT cache, so every start takes longer: $(tail -n 1 "$practice/out")" >&2
  fi
  rm -rf "$practice"
}
