package io.manako.engine.lexical;

import static org.assertj.core.api.Assertions.assertThat;

import io.manako.engine.photo.PhotoId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A library of 100 photos, of which the first ten are the best hits. */
class SuggestedWordsTest {
    private final WordIndex index = new WordIndex();
    private final List<PhotoText> photos = new ArrayList<>();

    @BeforeEach
    void aLibrary() {
        for (int i = 0; i < 100; i++) {
            List<String> tags = new ArrayList<>();
            if (i < 6) {
                tags.add("desk lamp");
            }
            if (i % 2 == 0) {
                tags.add("favourite");
            }
            String caption = i < 8 ? "The shades on a table, 赤い" : i < 95 ? "A cat on a table" : "";
            photos.add(new PhotoText(
                    new PhotoId(i), tags, List.of(), List.of(caption), List.of("holiday/IMG_" + i + ".jpg")));
        }
        index.put(photos);
    }

    @AfterEach
    void close() {
        index.close();
    }

    private List<String> suggested(List<PhotoText> best, List<PhotoText> liked, String asked) {
        return new SuggestedWords(index).of(best, List.of(), liked, WordQuery.parse(asked));
    }

    private List<PhotoText> best() {
        return photos.subList(0, 10);
    }

    @Test
    void whatTheHitsHaveAndOthersHaveNotIsSuggested() {
        assertThat(suggested(best(), List.of(), ""))
                .as("whole tags; nothing that all have or half of them, no numbers and no articles")
                .containsExactlyInAnyOrder("shades", "赤", "\"desk lamp\"");
    }

    @Test
    void ofFoldersAndNamesOnlyThoseThatFewPhotosHaveAreSuggested() {
        photos.clear();
        for (int i = 0; i < 100; i++) {
            String folder = i < 6 ? "Lisbon" : i < 40 ? "still-life" : "holiday";
            photos.add(new PhotoText(
                    new PhotoId(i), List.of(), List.of(), List.of(), List.of(folder + "/IMG_" + i + ".jpg")));
        }
        index.put(photos);
        assertThat(suggested(best(), List.of(), "")).containsExactly("Lisbon");
        assertThat(suggested(photos.subList(8, 18), List.of(), ""))
                .as("all hits have it, and a third of the library")
                .isEmpty();
    }

    @Test
    void whatIsAskedAlreadyIsNotSuggestedAgain() {
        assertThat(suggested(best(), List.of(), "SHADE")).containsExactlyInAnyOrder("赤", "\"desk lamp\"");
        assertThat(suggested(best(), List.of(), "sha* \"red desk lamp\"")).containsExactly("赤");
        assertThat(suggested(best(), List.of(), "NOT shade NOT 赤")).containsExactly("\"desk lamp\"");
    }

    @Test
    void eachCanBeAskedFor() {
        for (String word : suggested(best(), List.of(), "")) {
            assertThat(index.rank(WordQuery.parse(word), any -> true, 10).matches())
                    .as(word)
                    .isNotEmpty();
        }
    }

    @Test
    void whatIsLikedHasWordsInCommonThatWhatIsNotLikedHasNot() {
        SuggestedWords words = new SuggestedWords(index);
        List<PhotoText> liked = photos.subList(0, 5);
        assertThat(words.shared(liked, List.of())).containsExactlyInAnyOrder("shades", "赤", "desk lamp");
        assertThat(words.shared(liked, photos.subList(6, 8)))
                .as("the shades are there, too")
                .containsExactly("desk lamp");
        assertThat(words.shared(photos.subList(0, 1), List.of()))
                .as("one photo shares nothing")
                .isEmpty();
        assertThat(words.shared(List.of(), liked)).isEmpty();
    }

    @Test
    void whatIsTakenOutIsNotSuggested() {
        List<PhotoText> without = best().stream()
                .map(text -> new PhotoText(
                        text.photo(), text.tags(), text.titles(), text.captions(), text.places(), List.of("shade")))
                .toList();
        index.put(without);
        assertThat(suggested(without, List.of(), "")).containsExactlyInAnyOrder("赤", "\"desk lamp\"");
    }

    @Test
    void wordsOfLikedPhotosCountMore() {
        List<PhotoText> others = photos.subList(60, 80);
        assertThat(suggested(others, List.of(), "")).doesNotContain("cat");
        List<PhotoText> liked = photos.subList(10, 14);
        assertThat(suggested(others, List.of(), "")).isEmpty();
        assertThat(suggested(photos.subList(80, 82), photos.subList(0, 4), "")).contains("\"desk lamp\"");
        assertThat(suggested(List.of(), liked, "")).doesNotContain("\"desk lamp\"");
    }

    @Test
    void ofNothingNothingIsSuggested() {
        assertThat(suggested(List.of(), List.of(), "lamp")).isEmpty();
        try (WordIndex empty = new WordIndex()) {
            assertThat(new SuggestedWords(empty).of(best(), List.of(), List.of(), WordQuery.parse("")))
                    .hasSizeLessThanOrEqualTo(6);
        }
    }
}
