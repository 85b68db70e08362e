package io.manako.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.manako.engine.photo.PhotoId;
import io.manako.engine.sample.Kind;
import io.manako.engine.sample.SampleCollection;
import io.manako.engine.sample.SampleCollection.SamplePhoto;
import io.manako.engine.sample.SceneObject;
import io.manako.engine.search.Hit;
import io.manako.engine.search.SearchRequest;
import io.manako.engine.search.SearchResult;
import io.manako.engine.store.TagEdit;
import io.manako.engine.store.TagName;
import io.manako.engine.task.CancellationToken;
import io.manako.engine.task.ProgressListener;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What learned tags have to say in searches, on the embedded model and the sample collection. */
@Tag("slow")
class LearnedTagsTest {
    private static final int TAGGED = 40;

    @TempDir
    Path folder;

    private List<SamplePhoto> photos;
    private Engine engine;
    private PhotoLibrary library;

    @BeforeEach
    void index() throws Exception {
        photos = SampleCollection.writeTo(folder.resolve("photos"), ProgressListener.NONE, new CancellationToken());
        engine = Engine.open(EngineConfig.embedded(folder.resolve("home")));
        library = engine.openLibrary(folder.resolve("library"));
        library.indexAndWait(List.of(folder.resolve("photos")), ProgressListener.NONE);
    }

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    void whatATaggedThingIsCalledHasASayAndAnythingElseIsRankedByLooks() throws Exception {
        List<Asked> plain = ask();
        assertThat(plain).allSatisfy(asked -> assertThat(asked.called).isEmpty());

        Set<Kind> two = Stream.of(Kind.values()).limit(2).collect(Collectors.toSet());
        two.forEach(this::tag);
        library.learnTags(null, ProgressListener.NONE, new CancellationToken());
        List<Asked> few = ask();

        Stream.of(Kind.values()).filter(kind -> !two.contains(kind)).forEach(this::tag);
        library.learnTags(null, ProgressListener.NONE, new CancellationToken());
        List<Asked> all = ask();

        System.err.printf(
                Locale.ROOT,
                "sample collection, precision at 5 of %d queries: by looks %.3f, all tags learned %.3f; of %d things without a"
                        + " tag: by looks %.3f, two tags learned %.3f%n",
                plain.size(),
                precision(plain, Set.of()),
                precision(all, Set.of()),
                plain.stream().filter(asked -> !two.contains(asked.kind)).count(),
                precision(plain, two),
                precision(few, two));
        assertThat(all)
                .filteredOn(asked -> asked.called.stream()
                        .findFirst()
                        .equals(Optional.of(name(asked.kind).text())))
                .as("things that are called what they are")
                .hasSizeGreaterThan(all.size() * 2 / 3);
        assertThat(few)
                .filteredOn(asked -> !two.contains(asked.kind) && !asked.called.isEmpty())
                .as("things without a tag that are called something")
                .hasSizeLessThan(all.size() / 8);
        assertThat(precision(all, Set.of())).isGreaterThan(precision(plain, Set.of()));
        assertThat(precision(few, two)).isGreaterThan(precision(plain, two) - 0.02);

        engine.close();
        engine = Engine.open(EngineConfig.embedded(folder.resolve("home")));
        library = engine.openLibrary(folder.resolve("library"));
        library.recallTags();
        assertThat(ask()).as("a start that recalls").isEqualTo(all);
    }

    private record Asked(Kind kind, double precision, List<String> called) {}

    private static double precision(List<Asked> all, Set<Kind> without) {
        return all.stream()
                .filter(asked -> !without.contains(asked.kind))
                .mapToDouble(Asked::precision)
                .average()
                .orElseThrow();
    }

    /** Asks for every thing of the photos that nobody tags. */
    private List<Asked> ask() throws Exception {
        List<Asked> all = new ArrayList<>();
        for (SamplePhoto photo : photos.subList(TAGGED, photos.size())) {
            try (QueryPhoto query = engine.openPhoto(folder.resolve("photos").resolve(photo.fileName()))) {
                for (SceneObject object : photo.objects()) {
                    SearchResult result =
                            library.search(query, new SearchRequest(List.of(object.box()), Map.of(), 5, null));
                    long right = result.hits().stream()
                            .filter(hit -> shows(hit, object.kind()))
                            .count();
                    all.add(new Asked(object.kind(), right / 5.0, result.called()));
                }
            }
        }
        return all;
    }

    private boolean shows(Hit hit, Kind kind) {
        return photos.stream()
                .filter(photo -> hit.path().endsWith(photo.fileName()))
                .anyMatch(photo -> photo.objects().stream().anyMatch(object -> object.kind() == kind));
    }

    private static TagName name(Kind kind) {
        return new TagName(kind.name().toLowerCase(Locale.ROOT));
    }

    private void tag(Kind kind) {
        List<PhotoId> showing = photos.subList(0, TAGGED).stream()
                .filter(photo -> photo.objects().stream().anyMatch(object -> object.kind() == kind))
                .map(photo -> library.find(folder.resolve("photos").resolve(photo.fileName()))
                        .orElseThrow())
                .toList();
        library.tags().apply(TagEdit.of(showing, List.of(name(kind)), List.of()));
    }
}
