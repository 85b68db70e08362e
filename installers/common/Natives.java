import module java.base;

/**
 * Lays out what jpackage packs: the program's jars, and PyTorch's natives unpacked beside them in the folder pytorch. Loaded where they
 * lie (PYTORCH_LIBRARY_PATH), they need neither the half minute nor the 430 MB of a user's home that unpacking them at the first
 * start takes. The same on Linux, macOS and Windows:
 *
 *     java Natives.java LIB INPUT
 */
void main(String[] args) throws IOException {
    Path lib = Path.of(args[0]);
    Path input = Path.of(args[1]);
    Path natives = Files.createDirectories(input.resolve("pytorch"));
    Path libraries = null;
    Path jni = null;
    try (DirectoryStream<Path> jars = Files.newDirectoryStream(lib, "*.jar")) {
        for (Path jar : jars) {
            String name = jar.getFileName().toString();
            if (name.startsWith("pytorch-native-cpu-")) {
                libraries = jar;
            } else if (name.startsWith("pytorch-jni-")) {
                jni = jar;
            } else {
                Files.copy(jar, input.resolve(name));
            }
        }
    }
    if (libraries == null || jni == null) {
        System.err.println("PyTorch's natives for the CPU are not in " + lib + ": installers are built without -P cuda.");
        System.exit(1);
    }
    String platform = unpack(libraries, Pattern.compile("pytorch/cpu/([^/]+)/[^/]+"), natives);
    unpack(jni, Pattern.compile("jnilib/(" + platform + ")/cpu/[^/]+"), natives);
}

/** Unpacks the entries of a jar that fit, into one folder; the name of their platform is the pattern's first group. */
String unpack(Path jar, Pattern wanted, Path folder) throws IOException {
    String platform = null;
    try (ZipFile zip = new ZipFile(jar.toFile())) {
        for (ZipEntry entry : Collections.list(zip.entries())) {
            Matcher fits = wanted.matcher(entry.getName());
            if (fits.matches() && !entry.isDirectory()) {
                platform = fits.group(1);
                try (InputStream in = zip.getInputStream(entry)) {
                    Files.copy(in, folder.resolve(Path.of(entry.getName()).getFileName()));
                }
            }
        }
    }
    if (platform == null) {
        throw new NoSuchFileException(jar + "!/" + wanted);
    }
    return platform;
}
