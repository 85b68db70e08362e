package io.manako.app.curate;

import static org.assertj.core.api.Assertions.assertThat;

import io.manako.app.gallery.FixedGallery;
import io.manako.app.gallery.GalleryPhoto;
import io.manako.app.task.Background;
import io.manako.engine.filter.Filter;
import io.manako.engine.photo.PhotoId;
import io.manako.engine.store.CollectionName;
import io.manako.engine.store.Rating;
import io.manako.engine.store.TagEdit;
import io.manako.engine.store.TagName;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FacetsViewModelTest {
    private final FixedGallery gallery = new FixedGallery();
    private final List<Exception> failures = new ArrayList<>();
    private final FacetsViewModel facets =
            new FacetsViewModel(Background.on(Runnable::run, Runnable::run), failures::add);
    private final PhotoId first = new PhotoId(1);
    private final PhotoId second = new PhotoId(2);
    private final PhotoId third = new PhotoId(3);

    @BeforeEach
    void threePhotos() {
        gallery.photos = List.of(
                new GalleryPhoto(first, Path.of("/a/1.jpg")),
                new GalleryPhoto(second, Path.of("/a/2.jpg")),
                new GalleryPhoto(third, Path.of("/b/3.jpg")));
        tag("lamp", first);
        tag("desk lamp", second);
        tag("red", second, third);
        gallery.arrangement().place(new TagName("desk lamp"), new TagName("lamp"));
        facets.use(gallery);
    }

    private void tag(String name, PhotoId... photos) {
        gallery.apply(TagEdit.of(List.of(photos), List.of(new TagName(name)), List.of()));
    }

    private static Facet tagged(String key) {
        return new Facet(Facet.Kind.TAG, key);
    }

    /** The tree as text: name and count, those below in parentheses. */
    private String tags() {
        return facets.sectionsProperty().get().isEmpty()
                ? ""
                : describe(facets.sectionsProperty().get().getFirst().below());
    }

    private static String describe(List<FacetBranch> branches) {
        List<String> lines = new ArrayList<>();
        for (FacetBranch branch : branches) {
            FacetRow.OfTag row = (FacetRow.OfTag) branch.row();
            lines.add(row.tag().name() + " " + row.photos()
                    + (branch.below().isEmpty() ? "" : " (" + describe(branch.below()) + ")"));
        }
        return String.join(", ", lines);
    }

    @Test
    void aTagCountsThePhotosOfThoseBelowItToo() {
        assertThat(tags()).isEqualTo("lamp 2 (desk lamp 1), red 2");
        facets.folderProperty().set(Path.of("/b"));
        assertThat(tags()).isEqualTo("red 1");
    }

    @Test
    void whatIsChosenLimitsAndCountsWhatIsShown() {
        facets.choose(Set.of(tagged("lamp")));
        assertThat(facets.filterProperty().get()).isEqualTo(new Filter.Tagged("lamp", false));
        assertThat(facets.onlyProperty().get()).containsExactlyInAnyOrder(first, second);
        assertThat(tags()).isEqualTo("lamp 2 (desk lamp 1), red 1");

        facets.choose(Set.of(tagged("lamp"), tagged("red")));
        assertThat(facets.onlyProperty().get()).containsExactly(second);
        assertThat(tags()).as("all that can be chosen stays").isEqualTo("lamp 1 (desk lamp 1), red 1");

        facets.clear();
        assertThat(facets.filterProperty().get()).isEqualTo(Filter.EVERYTHING);
        assertThat(facets.onlyProperty().get()).isNull();
        assertThat(tags()).isEqualTo("lamp 2 (desk lamp 1), red 2");
    }

    @Test
    void photosAreCountedThatTheTypedFilterLetsThrough() throws Exception {
        facets.baseProperty().set(Filter.parse("NOT red"));
        assertThat(tags()).isEqualTo("lamp 1");
    }

    @Test
    void collectionsLimitToOneOfThemAndAreLeftWhenTheyAreGone() {
        CollectionName trip = new CollectionName("Trip");
        gallery.collections().put(trip, List.of(third, first));
        gallery.collections().put(new CollectionName("best"), List.of(second));
        facets.refresh();
        assertThat(facets.sectionsProperty().get().getFirst().below())
                .extracting(FacetBranch::row)
                .containsExactly(
                        new FacetRow.OfValue(new Facet(Facet.Kind.COLLECTION, "best"), 1),
                        new FacetRow.OfValue(new Facet(Facet.Kind.COLLECTION, "Trip"), 2));

        Facet chosen = new Facet(Facet.Kind.COLLECTION, "Trip");
        facets.choose(Set.of(chosen, tagged("red")));
        assertThat(facets.onlyProperty().get()).containsExactly(third);
        facets.choose(Set.of(chosen, new Facet(Facet.Kind.COLLECTION, "best")));
        assertThat(facets.onlyProperty().get()).containsExactlyInAnyOrder(first, second, third);

        gallery.collections().rename(trip, new CollectionName("Voyage"));
        facets.refresh();
        assertThat(facets.chosenProperty().get()).containsExactly(new Facet(Facet.Kind.COLLECTION, "best"));
        assertThat(facets.onlyProperty().get()).containsExactly(second);
    }

    @Test
    void starsAreThereOnceAPhotoIsRated() {
        assertThat(facets.sectionsProperty().get()).hasSize(1);
        gallery.rate(List.of(new Rating(first, 4)));
        facets.refresh();
        assertThat(facets.sectionsProperty().get().getLast().below())
                .extracting(FacetBranch::row)
                .containsExactly(
                        new FacetRow.OfValue(new Facet(Facet.Kind.STARS, "4"), 1),
                        new FacetRow.OfValue(new Facet(Facet.Kind.STARS, "0"), 2));
    }

    @Test
    void allOfTheTagsAndOneOfEachOther() {
        Facet canon = new Facet(Facet.Kind.CAMERA, "Canon \"80D\"");
        Facet nikon = new Facet(Facet.Kind.CAMERA, "Nikon");
        Filter filter = Facet.filter(List.of(
                canon,
                nikon,
                tagged("red"),
                tagged("lamp"),
                new Facet(Facet.Kind.YEAR, "2024"),
                new Facet(Facet.Kind.STARS, "0")));
        assertThat(parts(filter))
                .containsExactly(
                        new Filter.Tagged("red", false),
                        new Filter.Tagged("lamp", false),
                        new Filter.Or(List.of(
                                new Filter.TakenBy("Canon \"80D\"", false), new Filter.TakenBy("Nikon", false))),
                        new Filter.Taken(LocalDate.of(2024, 1, 1), LocalDate.of(2025, 1, 1)),
                        new Filter.Rated(0, 0));
    }

    private static List<Filter> parts(Filter filter) {
        List<Filter> parts = new ArrayList<>();
        if (filter instanceof Filter.And(List<Filter> inner)) {
            inner.forEach(part -> parts.addAll(parts(part)));
        } else {
            parts.add(filter);
        }
        return parts;
    }

    @Test
    void aTagThatNobodyBearsIsShownUntilSomethingIsFiltered() throws Exception {
        gallery.arrangement().place(new TagName("lamp"), new TagName("things"));
        facets.refresh();
        assertThat(tags()).isEqualTo("red 2, things 2 (lamp 2 (desk lamp 1))");
        facets.baseProperty().set(Filter.parse("NOT lamp"));
        assertThat(tags()).isEqualTo("red 1");
        assertThat(failures).isEmpty();
    }
}
