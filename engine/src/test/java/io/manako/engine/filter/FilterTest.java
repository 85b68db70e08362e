package io.manako.engine.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.manako.engine.filter.Filter.And;
import io.manako.engine.filter.Filter.InFolder;
import io.manako.engine.filter.Filter.Not;
import io.manako.engine.filter.Filter.Or;
import io.manako.engine.filter.Filter.Rated;
import io.manako.engine.filter.Filter.Tagged;
import io.manako.engine.filter.Filter.Taken;
import io.manako.engine.filter.Filter.TakenBy;
import io.manako.engine.photo.PhotoId;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FilterTest {
    private static final Filter A = new Tagged("a", false);
    private static final Filter B = new Tagged("b", false);
    private static final Filter C = new Tagged("c", false);

    @Test
    void wordsSideBySideMustAllHold() throws FilterException {
        assertThat(Filter.parse("a b  AND c")).isEqualTo(new And(List.of(A, B, C)));
    }

    @Test
    void notBindsMoreThanAndAndAndMoreThanOr() throws FilterException {
        assertThat(Filter.parse("a OR b NOT c")).isEqualTo(new Or(List.of(A, new And(List.of(B, new Not(C))))));
        assertThat(Filter.parse("(a OR b) NOT (c)")).isEqualTo(new And(List.of(new Or(List.of(A, B)), new Not(C))));
    }

    @Test
    void itsTagsAreThoseOfAllItsParts() throws FilterException {
        assertThat(Filter.parse("a OR (folder:x NOT b*) rating:3 date:2024 camera:y collection:z NOT (c)")
                        .tags())
                .containsExactly(new Tagged("a", false), new Tagged("b", true), new Tagged("c", false));
        assertThat(Filter.EVERYTHING.tags()).isEmpty();
    }

    @Test
    void blankIsEverything() throws FilterException {
        assertThat(Filter.parse(" \u3000\t")).isSameAs(Filter.EVERYTHING);
    }

    @Test
    void quotesAndAsterisks() throws FilterException {
        assertThat(Filter.parse("\"red chair\"")).isEqualTo(new Tagged("red chair", false));
        assertThat(Filter.parse("\"red ch\"* ca*"))
                .isEqualTo(new And(List.of(new Tagged("red ch", true), new Tagged("ca", true))));
        assertThat(Filter.parse("\"ca*\"")).isEqualTo(new Tagged("ca*", false));
        assertThat(Filter.parse("\"AND\"")).isEqualTo(new Tagged("AND", false));
        assertThat(Filter.parse("\"a \"\"b\"\" c\"")).isEqualTo(new Tagged("a \"b\" c", false));
        assertThat(Filter.parse("*")).isEqualTo(new Tagged("", true));
    }

    @Test
    void japaneseInputIsUnderstood() throws FilterException {
        assertThat(Filter.parse("（ランプ　ＯＲ　“赤い 椅子”）　ＮＯＴ　猫＊"))
                .isEqualTo(new And(List.of(
                        new Or(List.of(new Tagged("ランプ", false), new Tagged("赤い 椅子", false))),
                        new Not(new Tagged("猫", true)))));
    }

    @Test
    void foldersAndTagsByName() throws FilterException {
        assertThat(Filter.parse("folder:holi* FOLDER:\"C:\\my photos\\\" tag:folder"))
                .isEqualTo(new And(List.of(
                        new InFolder("holi", true),
                        new InFolder("C:\\my photos\\", false),
                        new Tagged("folder", false))));
    }

    @ParameterizedTest
    @CsvSource({
        "2024, 2024-01-01, 2025-01-01",
        "2024-02, 2024-02-01, 2024-03-01",
        "2024-2-29, 2024-02-29, 2024-03-01",
        "2024-05..2025, 2024-05-01, 2026-01-01",
        "2024.., 2024-01-01, 9999-12-31",
        "..2020-06, 0001-01-01, 2020-07-01"
    })
    void dates(String date, LocalDate from, LocalDate until) throws FilterException {
        assertThat(Filter.parse("date:" + date)).isEqualTo(new Taken(from, until));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"yesterday", "2024-13", "2023-02-29", "..", "2025..2024", "24", "2024*", "2024...2025", "２０２４年"})
    void whatIsNoDate(String date) {
        assertWrong("a date:" + date, 3, "is no date");
    }

    @ParameterizedTest
    @CsvSource({"4, 4, 4", "3..5, 3, 5", "4.., 4, 5", "..2, 0, 2", "0, 0, 0", "０..１, 0, 1"})
    void stars(String rating, int least, int most) throws FilterException {
        assertThat(Filter.parse("rating:" + rating)).isEqualTo(new Rated(least, most));
    }

    @ParameterizedTest
    @ValueSource(strings = {"6", "-1", "..", "5..3", "★★★", "3*", "3.5", "many"})
    void whatIsNoNumberOfStars(String rating) {
        assertWrong("a rating:" + rating, 3, "from 0 to 5");
    }

    @Test
    void camerasByTheWordsOfTheirNames() throws FilterException {
        assertThat(Filter.parse("Camera:canon camera:\"eos 80\"*"))
                .isEqualTo(new And(List.of(new TakenBy("canon", false), new TakenBy("eos 80", true))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "';DROP",
                "TABLE",
                "title:foo~2^3",
                "[a",
                "TO",
                "b]",
                "a/b",
                "+x",
                "-x",
                "&&",
                "or",
                "💡",
                "%_",
                "Not"
            })
    void otherLanguagesAreJustText(String word) throws FilterException {
        assertThat(Filter.parse(word)).isEqualTo(new Tagged(word, false));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "(a; 1; opened at character 1 is not closed",
                "a (b (c); 3; opened at character 3 is not closed",
                "a); 2; has no opening one",
                "a OR; 5; ends where",
                "NOT; 4; ends where",
                "OR a; 1; “OR” at character 1",
                "a AND OR b; 7; “OR” at character 7",
                "(); 2; “)” at character 2",
                "💡 \"b; 3; quotation mark at character 3",
                "folder:; 1; “folder:” at character 1",
                "a date: b; 3; “date:” at character 3"
            })
    void mistakesAreNamedWithTheirPlace(String filter, int position, String said) {
        assertWrong(filter, position, said);
    }

    @Test
    void hostileInputEndsInASentence() throws FilterException {
        assertWrong("(".repeat(100_000), 101, "more than 100 deep");
        assertWrong("(".repeat(100_000) + "a" + ")".repeat(100_000), 101, "more than 100 deep");
        assertWrong("NOT ".repeat(100_000), 401, "more than 100 deep");
        assertWrong(")".repeat(100_000), 1, "“)” at character 1");
        assertWrong("date:" + "9".repeat(100_000), 1, "…");
        assertThat(Filter.parse("a ".repeat(100_000)).on(new Library())).accepts(new PhotoId(1));
        assertThat(Filter.parse("x".repeat(10_000)).on(new Library())).rejects(new PhotoId(1));
    }

    private static void assertWrong(String filter, int position, String said) {
        assertThatThrownBy(() -> Filter.parse(filter))
                .isInstanceOfSatisfying(
                        FilterException.class, e -> assertThat(e.position()).isEqualTo(position))
                .hasMessageContaining(said)
                .hasMessageContaining(String.valueOf(position));
    }

    @ParameterizedTest
    @CsvSource({
        "a b, 3",
        "a OR b, 123",
        "NOT a, 245",
        "NOT (a OR b), 45",
        "b* , 23",
        "*, 123",
        "NOT *, 45",
        "folder:x, 45",
        "folder:x date:2024, 5",
        "camera:canon OR rating:3.., 124",
        "collection:\"my trip\" NOT x, 14",
        "nobody, ''",
        "'', 12345"
    })
    void letsThrough(String filter, String photos) throws FilterException {
        var passes = Filter.parse(filter).on(new Library());
        assertThat(LongStream.rangeClosed(1, 5)
                        .filter(id -> passes.test(new PhotoId(id)))
                        .mapToObj(Long::toString)
                        .collect(Collectors.joining()))
                .isEqualTo(photos);
    }

    /**
     * Five photos: 1 and 3 bear a, 2 and 3 bear b, 4 and 5 lie in x, 1 and 4 are in a collection, 5 has a date, 1 a
     * camera, 2 and 4 have stars.
     */
    private static final class Library implements PhotoFacts {
        private static final Map<String, Set<PhotoId>> TAGS = Map.of("a", ids(1, 3), "b", ids(2, 3));

        @Override
        public Set<PhotoId> tagged(String text, boolean prefix) {
            return TAGS.entrySet().stream()
                    .filter(tag -> prefix
                            ? tag.getKey().startsWith(text)
                            : tag.getKey().equals(text))
                    .flatMap(tag -> tag.getValue().stream())
                    .collect(Collectors.toSet());
        }

        @Override
        public Set<PhotoId> in(String text, boolean prefix) {
            return text.equals("x") ? ids(4, 5) : Set.of();
        }

        @Override
        public Set<PhotoId> collected(String text, boolean prefix) {
            return text.equals("my trip") ? ids(1, 4) : Set.of();
        }

        @Override
        public Set<PhotoId> taken(LocalDate from, LocalDate until) {
            return from.getYear() == 2024 ? ids(5) : Set.of();
        }

        @Override
        public Set<PhotoId> takenBy(String text, boolean prefix) {
            return text.equals("canon") ? ids(1) : Set.of();
        }

        @Override
        public Set<PhotoId> rated(int least, int most) {
            return least <= 3 && most >= 3 ? ids(2, 4) : Set.of();
        }

        private static Set<PhotoId> ids(long... ids) {
            return LongStream.of(ids).mapToObj(PhotoId::new).collect(Collectors.toSet());
        }
    }
}
