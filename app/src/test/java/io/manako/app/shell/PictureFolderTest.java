package io.manako.app.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PictureFolderTest {
    @TempDir
    private Path home;

    @Test
    void whereNothingIsKnownItIsTheUsersFolder() {
        assertThat(PictureFolder.toBeginIn(null, home)).isEqualTo(home);
        assertThat(PictureFolder.toBeginIn(home.resolve("gone/trip"), home)).isEqualTo(home);
    }

    @Test
    void picturesAreWhereTheSystemKeepsThem() throws IOException {
        Path usual = Files.createDirectory(home.resolve("Pictures"));
        assertThat(PictureFolder.toBeginIn(null, home)).isEqualTo(usual);
        Path named = Files.createDirectory(home.resolve("画像"));
        Files.createDirectory(home.resolve(".config"));
        Files.writeString(
                home.resolve(".config/user-dirs.dirs"), "# by xdg-user-dirs\nXDG_PICTURES_DIR=\"$HOME/画像\"\n");
        assertThat(PictureFolder.toBeginIn(null, home)).isEqualTo(named);
    }

    @Test
    void whoHasAFolderOpenChoosesAmongThoseBesideIt() throws IOException {
        Path albums = Files.createDirectories(home.resolve("albums"));
        assertThat(PictureFolder.toBeginIn(albums.resolve("trip"), home)).isEqualTo(albums);
    }
}
