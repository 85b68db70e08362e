package io.manako.app.shell;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where a chooser of folders and photos begins: systems' own choosers begin where there are none. */
final class PictureFolder {
    /** As the XDG user directories are written down. */
    private static final Pattern XDG = Pattern.compile("(?m)^\\s*XDG_PICTURES_DIR=\"(\\$HOME/)?([^\"]*)\"");

    private PictureFolder() {}

    /**
     * The folder beside those that are shown, else the one that the system keeps pictures in, else the user's own.
     *
     * @param shown folder of the library, or null
     * @param home the user's folder
     */
    static Path toBeginIn(@Nullable Path shown, Path home) {
        return Stream.of(
                        Optional.ofNullable(shown).map(Path::getParent),
                        named(home),
                        Optional.of(home.resolve("Pictures")))
                .flatMap(Optional::stream)
                .filter(Files::isDirectory)
                .findFirst()
                .orElse(home);
    }

    private static Optional<Path> named(Path home) {
        try {
            Matcher line = XDG.matcher(Files.readString(home.resolve(".config/user-dirs.dirs")));
            return line.find() ? Optional.of(home.resolve(line.group(2))) : Optional.empty();
        } catch (IOException none) {
            return Optional.empty(); // as on every system but Linux's desktops
        }
    }
}
