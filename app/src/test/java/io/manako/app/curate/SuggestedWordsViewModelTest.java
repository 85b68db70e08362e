package io.manako.app.curate;

import static org.assertj.core.api.Assertions.assertThat;

import io.manako.app.gallery.Answer;
import io.manako.app.gallery.FixedGallery;
import io.manako.app.task.Background;
import io.manako.engine.filter.Filter;
import io.manako.engine.photo.PhotoId;
import io.manako.engine.prompt.Box;
import io.manako.engine.prompt.PatchGrid;
import io.manako.engine.search.Hit;
import io.manako.engine.search.SearchRequest;
import io.manako.engine.search.SearchResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SuggestedWordsViewModelTest {
    private final FixedGallery gallery = new FixedGallery();
    private final Background background = Background.on(Runnable::run, Runnable::run);
    private final WordsViewModel words = new WordsViewModel(background);
    private final List<Exception> failures = new ArrayList<>();
    private final SuggestedWordsViewModel suggested = new SuggestedWordsViewModel(background, words, failures::add);

    @BeforeEach
    void useTheGallery() {
        gallery.notes.suggested = List.of("lamp", "\"red shade\"");
        suggested.use(gallery);
    }

    private static Answer answer(String asked, int hits) {
        return answer(asked, hits, true);
    }

    private static Answer answer(String asked, int hits, boolean closeUp) {
        List<Hit> found = new ArrayList<>();
        for (int id = 1; id <= hits; id++) {
            found.add(new Hit(id, new PhotoId(id), Path.of("/p", id + ".jpg"), 0.5f, new Box(1, 2, 3, 4), 0, 80, 60));
        }
        SearchRequest request =
                new SearchRequest(List.of(), Map.of(), 10, null, Filter.EVERYTHING, List.of(), closeUp, asked);
        return new Answer(
                null,
                request,
                new SearchResult(
                        new PatchGrid(1, 2), new float[2], List.of(), found, hits, new SearchResult.Timing(1, 1, 2)));
    }

    @Test
    void wordsAreSuggestedForAnAnswerAndAddedToWhatIsAsked() {
        suggested.show(answer("", 3));
        assertThat(suggested.suggested()).containsExactly("lamp", "\"red shade\"");
        suggested.add("\"red shade\"");
        assertThat(words.wordsProperty().get()).isEqualTo("\"red shade\"");
        assertThat(suggested.suggested()).as("until the next answer").containsExactly("lamp");
        suggested.add("lamp");
        assertThat(words.wordsProperty().get()).isEqualTo("\"red shade\" lamp");
        suggested.show(answer("lamp", 3));
        assertThat(suggested.suggested()).as("another round").containsExactly("\"red shade\"");
    }

    @Test
    void anAnswerThatAnotherWillReplaceIsNotAskedFor() {
        suggested.show(answer("", 3, false));
        assertThat(suggested.suggested()).as("nothing yet").isEmpty();
        suggested.show(answer("", 3, true));
        gallery.notes.suggested = List.of("vase");
        suggested.show(answer("", 3, false));
        assertThat(suggested.suggested()).as("those before stay meanwhile").containsExactly("lamp", "\"red shade\"");
        suggested.show(answer("", 3, true));
        assertThat(suggested.suggested()).containsExactly("vase");
    }

    @Test
    void withoutHitsThereIsNothingToSuggest() {
        suggested.show(answer("", 1));
        suggested.show(answer("", 0));
        assertThat(suggested.suggested()).isEmpty();
        suggested.show(answer("", 1));
        suggested.show(null);
        assertThat(suggested.suggested()).isEmpty();
        assertThat(failures).isEmpty();
    }
}
