package io.manako.app.library;

import static org.assertj.core.api.Assertions.assertThat;

import io.manako.app.gallery.GalleryPhoto;
import io.manako.app.library.Folder.State;
import io.manako.engine.photo.PhotoId;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FolderTest {
    private static final Path HOME = Path.of("/photos").toAbsolutePath();
    private static final Path DRIVE = Path.of("/media/drive").toAbsolutePath();

    private long id;

    private GalleryPhoto photo(Path file, boolean offline) {
        return new GalleryPhoto(new PhotoId(++id), file, null, offline);
    }

    private static Folder leaf(Path path, int photos, int away, State state) {
        return new Folder(path, photos, away, state, List.of());
    }

    private static Folder branch(Path path, int photos, Folder... below) {
        return new Folder(path, photos, 0, State.INDEXED, List.of(below));
    }

    @Test
    void everyFolderCountsAllThatLiesBelowIt() {
        List<GalleryPhoto> photos = List.of(
                photo(HOME.resolve("a.jpg"), false),
                photo(HOME.resolve("2024/lake/b.jpg"), false),
                photo(HOME.resolve("2024/lake/c.jpg"), false),
                photo(HOME.resolve("2023/d.jpg"), false),
                photo(Path.of("/elsewhere/e.jpg").toAbsolutePath(), false));
        List<Folder> tree = Folder.tree(List.of(HOME, DRIVE), photos, Set.of(), Set.of());
        Folder lake = leaf(HOME.resolve("2024/lake"), 2, 0, State.INDEXED);
        assertThat(tree)
                .containsExactly(
                        branch(
                                HOME,
                                4,
                                leaf(HOME.resolve("2023"), 1, 0, State.INDEXED),
                                branch(HOME.resolve("2024"), 2, lake)),
                        leaf(DRIVE, 0, 0, State.INDEXED));
        assertThat(lake.name()).isEqualTo("lake");
        assertThat(leaf(HOME.getRoot(), 0, 0, State.INDEXED).name())
                .isEqualTo(HOME.getRoot().toString());
    }

    @Test
    void aPhotoOfSeveralFilesCountsOnceInEachOfTheirFolders() {
        Path first = HOME.resolve("2023/a.jpg");
        List<GalleryPhoto> photos = List.of(new GalleryPhoto(
                new PhotoId(1),
                first,
                null,
                false,
                List.of(
                        new GalleryPhoto.Copy(HOME.resolve("2023/b.jpg"), false),
                        new GalleryPhoto.Copy(HOME.resolve("2024/c.jpg"), false),
                        new GalleryPhoto.Copy(DRIVE.resolve("d.jpg"), true))));
        assertThat(Folder.tree(List.of(HOME, DRIVE), photos, Set.of(), Set.of()))
                .containsExactly(
                        branch(
                                HOME,
                                1,
                                leaf(HOME.resolve("2023"), 1, 0, State.INDEXED),
                                leaf(HOME.resolve("2024"), 1, 0, State.INDEXED)),
                        leaf(DRIVE, 1, 1, State.OFFLINE));

        GalleryPhoto photo = photos.getFirst();
        assertThat(photo.in(HOME)).contains(photo);
        assertThat(photo.in(DRIVE).orElseThrow().path()).isEqualTo(DRIVE.resolve("d.jpg"));
        assertThat(photo.in(DRIVE).orElseThrow().offline()).isTrue();
        assertThat(photo.in(DRIVE).orElseThrow().files())
                .as("the same files, another one first")
                .containsExactlyInAnyOrderElementsOf(photo.files());
        assertThat(photo.in(Path.of("/elsewhere"))).isEmpty();
    }

    @Test
    void ofFoldersThatAreCalledAlikeSoMuchOfThePathIsShownAsTellsThemApart() {
        List<Path> roots = List.of(HOME, DRIVE.resolve("photos"), DRIVE.resolve("2024"), Path.of("/old/drive/2024"));
        List<GalleryPhoto> photos = List.of(photo(HOME.resolve("2024/a.jpg"), false));
        List<Folder> tree = Folder.tree(roots.stream().map(Path::toAbsolutePath).toList(), photos, Set.of(), Set.of());
        assertThat(tree)
                .extracting(folder -> Path.of(folder.nameAmong(tree)))
                .containsExactly(HOME, Path.of("drive/photos"), Path.of("media/drive/2024"), Path.of("old/drive/2024"));
        Folder below = tree.getFirst().below().getFirst();
        assertThat(below.nameAmong(tree))
                .as("where it lies is seen in the tree")
                .isEqualTo("2024");
    }

    @Test
    void aFolderIsOfflineWhereItIsNotThereOrNoneOfItsPhotosIs() {
        List<GalleryPhoto> photos = List.of(
                photo(DRIVE.resolve("a.jpg"), true),
                photo(HOME.resolve("b.jpg"), false),
                photo(HOME.resolve("share/c.jpg"), true));
        List<Folder> tree = Folder.tree(List.of(HOME, DRIVE), photos, Set.of(DRIVE), Set.of());
        assertThat(tree.get(0).state()).isEqualTo(State.INDEXED);
        assertThat(tree.get(0).away()).isEqualTo(1);
        assertThat(tree.get(0).below()).containsExactly(leaf(HOME.resolve("share"), 1, 1, State.OFFLINE));
        assertThat(tree.get(1)).isEqualTo(leaf(DRIVE, 1, 1, State.OFFLINE));
    }

    @Test
    void aChangeShowsInItsFolderAndAllAbove() {
        List<GalleryPhoto> photos =
                List.of(photo(HOME.resolve("2023/a.jpg"), false), photo(HOME.resolve("2024/b.jpg"), false));
        Folder home = Folder.tree(List.of(HOME), photos, Set.of(), Set.of(HOME.resolve("2024")))
                .getFirst();
        assertThat(home.state()).isEqualTo(State.CHANGED);
        assertThat(home.below()).extracting(Folder::state).containsExactly(State.INDEXED, State.CHANGED);
    }
}
