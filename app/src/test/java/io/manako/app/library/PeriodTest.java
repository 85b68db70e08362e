package io.manako.app.library;

import static org.assertj.core.api.Assertions.assertThat;

import io.manako.app.gallery.FixedGallery;
import io.manako.app.gallery.GalleryPhoto;
import io.manako.app.settings.Language;
import io.manako.app.settings.Messages;
import io.manako.app.task.Background;
import io.manako.engine.filter.Filter;
import io.manako.engine.photo.PhotoId;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PeriodTest {
    private static final Path HOME = Path.of("/photos").toAbsolutePath();

    private final GalleryPhoto newYear = photo(1, LocalDateTime.of(2024, 1, 1, 0, 0));
    private final GalleryPhoto august = photo(2, LocalDateTime.of(2023, 8, 31, 23, 59, 59));
    private final GalleryPhoto early = photo(3, LocalDateTime.of(2023, 8, 1, 7, 30));
    private final GalleryPhoto silvester = photo(4, LocalDateTime.of(2023, 12, 31, 23, 59));
    private final GalleryPhoto scan = photo(5, null);
    private final List<GalleryPhoto> photos = List.of(newYear, august, early, silvester, scan);

    private static GalleryPhoto photo(int id, @Nullable LocalDateTime taken) {
        return new GalleryPhoto(new PhotoId(id), HOME.resolve(id + ".jpg"), taken, false);
    }

    @Test
    void yearsAndMonthsComeNewestFirstWithTheirPhotosCounted() {
        List<Period> years = Period.years(photos);
        assertThat(years).extracting(Period::from).containsExactly(LocalDate.of(2024, 1, 1), LocalDate.of(2023, 1, 1));
        assertThat(years).extracting(Period::photos).containsExactly(1, 3);
        assertThat(years.get(1).months())
                .containsExactly(
                        new Period(LocalDate.of(2023, 12, 1), LocalDate.of(2024, 1, 1), 1, List.of()),
                        new Period(LocalDate.of(2023, 8, 1), LocalDate.of(2023, 9, 1), 2, List.of()));
        assertThat(years.get(1).isYear()).isTrue();
        assertThat(Period.years(List.of(scan))).isEmpty();
    }

    @Test
    void aPeriodIsShownInTheOrderOfItsPhotosAndAsksForThem() {
        FixedGallery gallery = new FixedGallery();
        gallery.folders = List.of(HOME);
        gallery.photos = photos;
        Background background = Background.on(Runnable::run, Runnable::run);
        LibraryViewModel library = new LibraryViewModel(
                background, new IndexingViewModel(background, new Messages(Language.ENGLISH)), failure -> {});
        library.use(gallery);
        library.folderProperty().set(HOME);

        Period year = library.treeProperty().get().years().get(1);
        library.show(year);
        assertThat(library.photos()).containsExactly(early, august, silvester);
        assertThat(library.folderProperty().get()).isNull();
        assertThat(library.timeProperty().getValue())
                .isEqualTo(new Filter.Taken(LocalDate.of(2023, 1, 1), LocalDate.of(2024, 1, 1)));

        library.folderProperty().set(HOME);
        assertThat(library.photos()).containsExactlyElementsOf(photos);
        assertThat(library.timeProperty().getValue()).isEqualTo(Filter.EVERYTHING);
        library.show(year.months().getFirst());
        assertThat(library.photos()).containsExactly(silvester);
        library.showAll();
        assertThat(library.photos()).containsExactlyElementsOf(photos);
    }
}
