package io.manako.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.manako.engine.geometry.Scenes;
import io.manako.engine.photo.PictureWriter;
import io.manako.engine.prompt.Box;
import io.manako.engine.prompt.Point;
import io.manako.engine.prompt.Polarity;
import io.manako.engine.search.Hit;
import io.manako.engine.search.SearchRequest;
import io.manako.engine.search.SearchResult;
import io.manako.engine.task.CancellationToken;
import io.manako.engine.task.Progress;
import io.manako.engine.task.ProgressListener;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The very same thing among photos of others, on the embedded model. */
@Tag("slow")
class SameThingTest {
    private static final Box THING = new Box(80, 60, 160, 120);
    private static final int OTHERS = 7;

    @TempDir
    static Path folder;

    private static Engine engine;
    private static PhotoLibrary library;
    private static QueryPhoto photo;

    @BeforeAll
    static void index() throws Exception {
        Path photos = Files.createDirectories(folder.resolve("photos"));
        BufferedImage own = Scenes.scene(640, 480, 1);
        own.getGraphics().fillRect(480, 360, 140, 110);
        for (int i = 0; i < OTHERS; i++) {
            PictureWriter.write(Scenes.raster(Scenes.scene(640, 480, 10 + i)), photos.resolve("other-" + i + ".jpg"));
        }
        BufferedImage host = Scenes.scene(480, 640, 50);
        AffineTransform placed = AffineTransform.getTranslateInstance(300, 450);
        placed.rotate(Math.toRadians(-15));
        Scenes.paste(own, 80, 60, 160, 120, host, placed);
        PictureWriter.write(Scenes.raster(host), photos.resolve("same.jpg"));
        Path asked = folder.resolve("asked.png");
        PictureWriter.write(Scenes.raster(own), asked);
        engine = Engine.open(EngineConfig.embedded(folder.resolve("home")));
        library = engine.openLibrary(folder.resolve("library"));
        library.indexAndWait(List.of(photos), ProgressListener.NONE);
        photo = engine.openPhoto(asked);
    }

    @AfterAll
    static void close() {
        photo.close();
        engine.close();
    }

    private static SameThingResult search(SearchRequest request) {
        return search(request, 10, ProgressListener.NONE, new CancellationToken());
    }

    private static SameThingResult search(
            SearchRequest request, int best, ProgressListener listener, CancellationToken cancellation) {
        SearchResult plain = library.search(photo, request);
        return library.sameThing().among(plain, photo, request, best, listener, cancellation);
    }

    @Test
    void thePhotoThatShowsItIsFirstAndSaysWhere() {
        SearchRequest request = new SearchRequest(List.of(THING), Map.of(), 20, null);

        SameThingResult found = search(request);

        assertThat(found.looked()).isEqualTo(OTHERS + 1);
        assertThat(found.same()).isEqualTo(1);
        List<Hit> hits = found.result().first(5).hits();
        assertThat(hits).extracting(Hit::rank).containsExactly(1, 2, 3, 4, 5);
        Hit first = hits.getFirst();
        assertThat(first.path().getFileName()).hasToString("same.jpg");
        assertThat(first.same()).isNotNull();
        assertThat(first.box().iou(new Box(220, 390, 160, 120))).isGreaterThan(0.5);
        assertThat(hits.subList(1, 5)).allSatisfy(hit -> assertThat(hit.same()).isNull());
        assertThat(hits.subList(1, 5))
                .as("the others are in the order of a plain search")
                .extracting(Hit::id)
                .containsExactlyElementsOf(library.search(photo, request).hits().stream()
                        .map(Hit::id)
                        .filter(id -> !id.equals(first.id()))
                        .limit(4)
                        .toList());
    }

    @Test
    void whatStandsBelowTheBestIsNotLookedAt() {
        SearchRequest request = new SearchRequest(List.of(THING), Map.of(), 20, null);
        SearchResult plain = library.search(photo, request);
        int rank = plain.hits().stream()
                .filter(hit -> hit.path().endsWith("same.jpg"))
                .findFirst()
                .orElseThrow()
                .rank();

        SameThingResult above = search(request, rank - 1, ProgressListener.NONE, new CancellationToken());

        assertThat(above.same()).isZero();
        assertThat(above.looked()).isEqualTo(rank - 1);
        assertThat(above.result().hits()).isEqualTo(plain.hits());
    }

    @Test
    void whatWasLookedAtOnceIsKnown() throws Exception {
        SearchRequest request = new SearchRequest(List.of(THING), Map.of(), 20, null);
        Hit first = search(request).result().hits().getFirst();
        FileTime modified = Files.getLastModifiedTime(first.path());
        byte[] photo = Files.readAllBytes(first.path());
        try {
            // Whoever read it again would find nothing of it.
            Files.write(first.path(), new byte[] {1});
            Files.setLastModifiedTime(first.path(), modified);
            assertThat(search(request).same()).isEqualTo(1);

            Files.setLastModifiedTime(first.path(), FileTime.fromMillis(modified.toMillis() + 2000));
            assertThat(search(request).same()).as("it was changed").isZero();
        } finally {
            Files.write(first.path(), photo);
            Files.setLastModifiedTime(first.path(), modified);
        }
    }

    @Test
    void progressIsToldAndTheWorkCanBeStopped() {
        List<Progress> told = Collections.synchronizedList(new ArrayList<>());
        SearchRequest request = new SearchRequest(List.of(THING), Map.of(), 20, null);
        search(request, 10, told::add, new CancellationToken());
        assertThat(told)
                .hasSize(OTHERS + 1)
                .last()
                .satisfies(last -> assertThat(last.fraction()).isEqualTo(1));

        CancellationToken stopped = new CancellationToken();
        stopped.cancel();
        assertThatThrownBy(() -> search(request, 10, ProgressListener.NONE, stopped))
                .isInstanceOf(CancellationException.class);
    }

    @Test
    void aMarkWithoutPatternSaysSoAndLooksAtNothing() {
        SearchRequest request = new SearchRequest(List.of(new Box(520, 395, 60, 50)), Map.of(), 5, null);

        SameThingResult found = search(request);

        assertThat(found.isFeatureless()).isTrue();
        assertThat(found.looked()).isZero();
        assertThat(found.result().hits()).hasSize(5);
    }

    @Test
    void withoutAMarkThereIsNothingToKnowAgain() {
        assertThatThrownBy(() -> search(new SearchRequest(List.of(), Map.of(), 5, null)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() ->
                        search(new SearchRequest(List.of(new Point(5, 5, Polarity.NEGATIVE)), Map.of(), 5, null)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aPhotoThatIsAwayStaysAHitOfItsKind() throws Exception {
        Path same = folder.resolve("photos/same.jpg");
        Path away = folder.resolve("away.jpg");
        Files.move(same, away);
        try {
            SameThingResult found = search(new SearchRequest(List.of(THING), Map.of(), 20, null));

            assertThat(found.same()).isZero();
            assertThat(found.result().hits()).hasSize(OTHERS + 1);
        } finally {
            Files.move(away, same);
        }
    }
}
