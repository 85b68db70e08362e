package io.manako.app.curate;

import static org.assertj.core.api.Assertions.assertThat;

import io.manako.app.curate.SavedSearchesViewModel.Entry;
import io.manako.app.gallery.FixedGallery;
import io.manako.app.gallery.GalleryPhoto;
import io.manako.app.gallery.SavedQuery;
import io.manako.app.query.Mark;
import io.manako.app.query.QueryViewModel;
import io.manako.app.settings.Language;
import io.manako.app.settings.Messages;
import io.manako.app.task.Background;
import io.manako.engine.message.Message;
import io.manako.engine.photo.PhotoId;
import io.manako.engine.phs.HeadId;
import io.manako.engine.prompt.Box;
import io.manako.engine.prompt.Polarity;
import io.manako.engine.search.Judgement;
import io.manako.engine.search.SearchRequest;
import io.manako.engine.store.SearchName;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SavedSearchesViewModelTest {
    private static final Path PHOTO = Path.of("/p/a.jpg");
    private static final Mark BOX = new Mark.Frame(10, 20, 30, 40, Polarity.POSITIVE);

    private final Background background = Background.on(Runnable::run, Runnable::run);
    private final FixedGallery gallery = new FixedGallery();
    private final QueryViewModel query = new QueryViewModel(background, new Messages(Language.ENGLISH));
    private final CurationHistory history = new CurationHistory();
    private final List<Message> told = new ArrayList<>();
    private final List<SavedQuery> asked = new ArrayList<>();
    private final SavedSearchesViewModel searches = new SavedSearchesViewModel(
            background,
            history,
            query,
            saved -> {
                asked.add(saved);
                query.show(saved);
            },
            told::add);

    @BeforeEach
    void openTheGallery() {
        gallery.photos = List.of(photo(1), photo(2));
        query.use(gallery);
        searches.use(gallery);
    }

    private static GalleryPhoto photo(long id) {
        return new GalleryPhoto(new PhotoId(id), Path.of("/p", id + ".jpg"));
    }

    private void save(String name) {
        searches.begin();
        searches.textProperty().set(name);
        searches.commit();
    }

    private void select(String name) {
        searches.selectedProperty()
                .set(searches.entries().stream()
                        .filter(entry -> entry.name().text().equals(name))
                        .findFirst()
                        .orElseThrow());
    }

    private List<String> names() {
        return searches.entries().stream().map(entry -> entry.name().text()).toList();
    }

    @Test
    void allThatIsAskedIsAskedAgain() {
        query.open(PHOTO, List.of(BOX));
        query.toggleHead(new HeadId(1, 2), false);
        query.feedback().judge(List.of(new PhotoId(2)), true);
        query.wordsProperty().set("lamp");
        save("lamps");
        assertThat(searches.messageProperty().get()).isEqualTo(Message.of("saved.saved", "lamps"));
        assertThat(searches.textProperty().get()).isEmpty();

        query.open(Path.of("/p/other.jpg"), List.of());
        query.resetHeads();
        select("lamps");
        int[] closed = {0};
        searches.run(() -> closed[0]++);

        assertThat(closed[0]).isEqualTo(1);
        assertThat(query.sessionProperty().get().path()).isEqualTo(PHOTO);
        assertThat(query.marks().drawingProperty().get().marks()).containsExactly(BOX);
        SearchRequest request = gallery.sessions.getLast().requests.getLast();
        assertThat(request.prompts()).containsExactly(new Box(10, 20, 30, 40));
        assertThat(request.overrides()).isEqualTo(Map.of(new HeadId(1, 2), true));
        assertThat(request.judgements()).containsExactly(new Judgement.OfPhoto(new PhotoId(2), true, null));
        assertThat(asked.getFirst().request().limit()).isEqualTo(SavedSearchesViewModel.MATCHES);
    }

    @Test
    void wordsAloneLeaveThePhoto() {
        query.wordsProperty().set("lamp");
        save("words");
        query.open(PHOTO, List.of(BOX));
        select("words");
        searches.run(() -> {});

        assertThat(query.sessionProperty().get()).isNull();
        assertThat(gallery.sessions.getLast().closed).isTrue();
        assertThat(gallery.wordRequests.getLast().words()).isEqualTo("lamp");
    }

    @Test
    void newMatchesAreCountedUntilTheyAreLookedAt() {
        query.open(PHOTO);
        save("lamps");
        assertThat(searches.entries()).containsExactly(new Entry(new SearchName("lamps"), 0));

        gallery.photos = List.of(photo(1), photo(2), photo(3));
        searches.refresh();
        assertThat(searches.entries()).containsExactly(new Entry(new SearchName("lamps"), 1));

        select("lamps");
        searches.run(() -> {});
        assertThat(asked.getFirst().isNew().test(new PhotoId(3))).isTrue();
        assertThat(asked.getFirst().isNew().test(new PhotoId(2))).isFalse();
        searches.refresh();
        assertThat(searches.entries()).containsExactly(new Entry(new SearchName("lamps"), 0));
    }

    @Test
    void aSearchIsRenamedAndDeletedAndBothCanBeTakenBack() {
        query.open(PHOTO);
        save("lmaps");
        history.push(() -> {
            throw new AssertionError("a tag, say, that was given before");
        });
        searches.begin();
        select("lmaps");
        searches.beginRenaming();
        assertThat(searches.textProperty().get()).isEqualTo("lmaps");
        searches.textProperty().set("lamps");
        searches.commit();
        assertThat(names()).containsExactly("lamps");
        assertThat(searches.renamingProperty().get()).isFalse();

        select("lamps");
        searches.delete();
        assertThat(names()).isEmpty();
        assertThat(told.getLast()).isEqualTo(Message.of("saved.deleted", "lamps"));
        searches.undo();
        assertThat(names()).containsExactly("lamps");
        searches.undo();
        assertThat(names()).containsExactly("lmaps");
        assertThat(searches.canUndoProperty().get()).isFalse();
        searches.undo();
    }

    @ParameterizedTest
    @CsvSource({"'  ', engine.saved.empty", "'a\u0007b', engine.saved.unplain", "Lamps, engine.saved.taken"})
    void whatIsNoNameIsToldAndNothingIsSaved(String name, String sentence) {
        query.open(PHOTO);
        save("lamps");
        save(name);
        assertThat(searches.messageProperty().get().key()).isEqualTo(sentence);
        assertThat(searches.textProperty().get()).as("can be corrected").isEqualTo(name);
        assertThat(names()).containsExactly("lamps");
    }

    @Test
    void whereNothingIsAskedNothingIsSaved() {
        save("lamps");
        assertThat(searches.messageProperty().get()).isEqualTo(Message.of("saved.nothing-asked"));
        assertThat(names()).isEmpty();
    }

    @Test
    void aSearchThatIsGoneOrOfAnotherModelSaysSo() {
        query.open(PHOTO);
        save("lamps");
        select("lamps");
        gallery.shelf.notice = Message.of("engine.saved.other-model", "lamps", "a", "b");
        searches.run(() -> {});
        assertThat(told.getLast().key()).isEqualTo("engine.saved.other-model");

        gallery.shelf.delete(new SearchName("lamps"));
        searches.run(() -> {
            throw new AssertionError("it cannot be asked");
        });
        assertThat(searches.messageProperty().get()).isEqualTo(Message.of("engine.saved.unknown", "lamps"));
    }
}
