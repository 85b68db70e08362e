package io.manako.engine.lexical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.within;

import io.manako.engine.photo.PhotoId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WordIndexTest {
    private final WordIndex index = new WordIndex();

    @BeforeEach
    void fivePhotos() {
        index.put(List.of(
                text(1, List.of("lamp", "red"), "", "trip/IMG_0001.jpg"),
                text(2, List.of("chair"), "A red chair beside a lamp", "home/chair.jpg"),
                text(3, List.of("赤い椅子", "猫"), "", "写真/ランプ.png"),
                text(4, List.of("Café", "desk", "red lamp"), "", "home/DeskLamp_2.jpg"),
                text(5, List.of(), "Nothing to see", "home/x.jpg")));
    }

    @AfterEach
    void close() {
        index.close();
    }

    private static PhotoText text(long id, List<String> tags, String caption, String place) {
        return new PhotoText(
                new PhotoId(id), tags, List.of(), caption.isEmpty() ? List.of() : List.of(caption), List.of(place));
    }

    private WordRanking rank(String words) {
        return index.rank(WordQuery.parse(words), any -> true, 10);
    }

    private String found(String words) {
        StringBuilder ids = new StringBuilder();
        rank(words).matches().forEach(match -> ids.append(match.photo().value()));
        return ids.toString();
    }

    @ParameterizedTest
    @CsvSource({
        "lamp, 142", // a tag says more than a caption
        "LAMPS, 142",
        "chair, 2",
        "cafe, 4",
        "猫, 3",
        "椅子, 3",
        "椅子赤い, ''",
        "ランプ, 3",
        "写真, 3",
        "desk, 4",
        "0001, 1",
        "trip, 1",
        "ca*, 4",
        "\"red chair\", 2",
        "\"red lamp\", 4", // not half in one tag and half in the next
        "red AND chair, 2",
        "lamp NOT chair, 14",
        "nobody, ''"
    })
    void wordsFindPhotos(String words, String photos) {
        assertThat(found(words)).isEqualTo(photos);
    }

    @ParameterizedTest
    @CsvSource({
        "lamp chair, ''",
        "zebra, zebra",
        "lamp Zebra \"green chair\" yak* zebra, Zebra; green chair; yak*; zebra",
        "lamp AND zebra, zebra",
        "red AND 猫, ''", // each is somewhere, though not on one photo
        "lamp NOT zebra, ''",
        "+-!, +-!"
    })
    void wordsThatNoPhotoHasAreSaid(String words, String missing) {
        assertThat(String.join("; ", rank(words).missing())).isEqualTo(missing);
    }

    @Test
    void wordsOfPhotosThatMayNotBeFoundAreMissed() {
        WordQuery query = WordQuery.parse("lamp chair");
        assertThat(index.rank(query, photo -> photo.value() == 1, 10).missing()).containsExactly("chair");
        assertThat(index.rank(query, any -> true, 1).missing())
                .as("a photo has it that is not among the best")
                .isEmpty();
    }

    @Test
    void theMoreWordsTheBetterAndEachSaysWhichItHas() {
        List<WordMatch> matches = rank("red chair nobody").matches();
        assertThat(matches.getFirst().photo()).isEqualTo(new PhotoId(2));
        assertThat(matches.getFirst().words()).containsExactlyInAnyOrder("red", "chair");
        assertThat(matches).extracting(WordMatch::rank).isSorted().startsWith(1, 2);
        assertThat(matches).extracting(WordMatch::score).isSortedAccordingTo((a, b) -> Float.compare(b, a));
    }

    @Test
    void photosThatMatchAlikeShareARank() {
        index.put(List.of(text(6, List.of("owl"), "", "a"), text(7, List.of("owl"), "", "b")));
        assertThat(rank("owl").matches()).extracting(WordMatch::rank).containsExactly(1, 1);
    }

    @Test
    void whatMustBeThereAndWhatMustNotHoldsForAllPhotos() {
        WordRanking ranking = rank("red AND lamp NOT desk cat");
        assertThat(ranking.admits()).accepts(new PhotoId(1), new PhotoId(2)).rejects(new PhotoId(4), new PhotoId(5));
        assertThat(rank("NOT lamp").admits()).accepts(new PhotoId(5)).rejects(new PhotoId(1));
        assertThat(rank("NOT lamp").matches()).isEmpty();
        assertThat(rank("lamp").admits()).as("wanted is not required").accepts(new PhotoId(5));
    }

    @Test
    void onlyWhatIsEligibleIsFoundAndNotMoreThanAskedFor() {
        assertThat(index.rank(WordQuery.parse("lamp"), id -> id.value() != 1, 1).matches())
                .extracting(WordMatch::photo)
                .containsExactly(new PhotoId(4));
    }

    @Test
    void textsAreReplacedAndForgotten() {
        index.put(List.of(text(1, List.of("candle"), "", "x.jpg")));
        assertThat(found("lamp")).isEqualTo("42");
        assertThat(found("candle")).isEqualTo("1");
        index.remove(List.of(new PhotoId(4)));
        assertThat(found("lamp")).isEqualTo("2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "title:(a OR b",
                "foo~2^3 [a TO b] {x}",
                "+ - && || ! ( ) { } [ ] ^ \" ~ * ? : \\ /",
                "'; DROP TABLE tag; --",
                "\0\u0007\uFFFF",
                "\uD83C",
                "😀🏮",
                "*:*",
                "a\\"
            })
    void noTextIsAnError(String words) {
        assertThatCode(() -> rank(words)).doesNotThrowAnyException();
    }

    @Test
    void hugeTextsAreNoError() {
        assertThatCode(() -> {
                    rank("x".repeat(10_000));
                    rank("赤い椅子".repeat(2500));
                    rank("a ".repeat(10_000));
                    rank("ab* ".repeat(10_000));
                    rank(("赤い椅子の写真".repeat(10) + " ").repeat(100));
                    index.put(List.of(text(8, List.of("y".repeat(200)), "z".repeat(4000), "q".repeat(40_000))));
                })
                .doesNotThrowAnyException();
    }

    @Test
    void aTagLikeAnyOtherStartsFewTermsAPrefixStartsMany() {
        List<PhotoText> many = new ArrayList<>();
        for (int i = 0; i < 5000; i++) {
            many.add(text(100 + i, List.of("word" + i), "", "w"));
        }
        index.put(many);
        assertThat(index.rank(WordQuery.parse("word*"), any -> true, 10_000).matches())
                .hasSize(5000);
    }

    @Test
    void photosAreComparedByWhatIsWrittenOfThem() {
        index.put(List.of(text(6, List.of(), "", "lamp/red lamp.jpg")));
        float[][] cosines = index.cosines(WordQuery.parse("desk NOT red"), ids(1, 2, 4, 6, 77));
        assertThat(cosines).hasDimensions(6, 6);
        for (int i = 0; i < 6; i++) {
            for (int j = 0; j < 6; j++) {
                assertThat(cosines[i][j]).isEqualTo(cosines[j][i]);
            }
        }
        // Lamp and red are all that the first has, and two words of four of the third; the query has but the third's
        // desk.
        assertThat(cosines[1][1]).isCloseTo(1, within(1e-5f));
        assertThat(cosines[1][3]).isGreaterThan(cosines[1][2]).isBetween(0.1f, 0.9f);
        assertThat(cosines[0]).containsExactly(new float[] {1, 0, 0, cosines[0][3], 0, 0}, within(1e-5f));
        assertThat(cosines[0][3]).isBetween(0.3f, 0.9f);
        // Where a photo lies says nothing of it, and one that is not there has nothing.
        assertThat(cosines[4]).containsOnly(0);
        assertThat(cosines[5]).containsOnly(0);
    }

    @Test
    void whereNothingIsWrittenThereIsNothingToCompare() {
        index.put(List.of(text(6, List.of(), "", "lamp/red lamp.jpg")));
        assertThat(index.cosines(WordQuery.parse("lamp"), ids(6, 77))).isEmpty();
        assertThat(index.cosines(WordQuery.parse(""), ids())).isEmpty();
    }

    private static List<PhotoId> ids(long... ids) {
        return LongStream.of(ids).mapToObj(PhotoId::new).toList();
    }
}
