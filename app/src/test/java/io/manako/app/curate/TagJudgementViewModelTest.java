package io.manako.app.curate;

import static org.assertj.core.api.Assertions.assertThat;

import io.manako.app.gallery.FixedGallery;
import io.manako.app.query.QueryViewModel;
import io.manako.app.settings.Language;
import io.manako.app.settings.Messages;
import io.manako.app.task.Background;
import io.manako.engine.message.Message;
import io.manako.engine.photo.PhotoId;
import io.manako.engine.search.Judgement;
import io.manako.engine.store.Tag;
import io.manako.engine.store.TagEdit;
import io.manako.engine.store.TagName;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TagJudgementViewModelTest {
    private final FixedGallery gallery = new FixedGallery();
    private final Background background = Background.on(Runnable::run, Runnable::run);
    private final TagsViewModel tags = new TagsViewModel(background, new CurationHistory(), told -> {}, failure -> {
        throw new AssertionError(failure);
    });
    private final QueryViewModel query = new QueryViewModel(background, new Messages(Language.ENGLISH));
    private final TagJudgementViewModel judgement = new TagJudgementViewModel(tags, query.feedback());

    @BeforeEach
    void openAPhotoInALibraryWithTwoTags() {
        gallery.apply(TagEdit.of(
                List.of(new PhotoId(1), new PhotoId(2)),
                List.of(new TagName("dog"), new TagName("red car")),
                List.of()));
        tags.use(gallery);
        query.use(gallery);
        query.open(Path.of("/photos/a.jpg"));
        judgement.begin();
    }

    private boolean type(String tag, boolean wanted) {
        judgement.textProperty().set(tag);
        return judgement.say(wanted);
    }

    private List<Judgement> asked() {
        return gallery.sessions.getLast().requests.getLast().judgements();
    }

    private static Judgement said(String tag, boolean wanted) {
        return new Judgement.OfTag(tag, wanted);
    }

    @Test
    void whatIsTypedIsAskedForAtOnceAndCanBeTakenBack() {
        assertThat(type("DOG", true)).isTrue();
        assertThat(judgement.textProperty().get()).as("room for the next").isEmpty();
        type("red car", false);
        assertThat(asked()).as("as the tags are called").containsExactly(said("dog", true), said("red car", false));

        type("dog", false);
        assertThat(asked()).as("either or").containsExactly(said("red car", false), said("dog", false));
        type("dog", false);
        assertThat(asked()).as("said twice").hasSize(2);

        query.feedback().forget(said("red car", false));
        assertThat(asked()).containsExactly(said("dog", false));
        query.feedback().undo();
        assertThat(asked()).hasSize(2);
    }

    @Test
    void tagsAndHitsAreJudgedTogether() {
        query.feedback().judge(List.of(new PhotoId(1)), true);
        type("dog", true);
        assertThat(asked()).containsExactly(new Judgement.OfPhoto(new PhotoId(1), true, null), said("dog", true));
        assertThat(query.feedback().summaryProperty().getValue()).isEqualTo("Learned from 1 liked, 0 not");
        query.feedback().judge(List.of(new PhotoId(1)), true);
        assertThat(query.feedback().summaryProperty().getValue()).isEqualTo("Learned from tags:");
    }

    @Test
    void whatCannotBeLearnedFromIsASentence() {
        assertThat(type("cat", true)).isTrue();
        assertThat(judgement.messageProperty().get()).isEqualTo(Message.of("engine.tag.unknown", new TagName("cat")));
        assertThat(judgement.textProperty().get()).as("to be mended").isEqualTo("cat");
        judgement.textProperty().set("ca");
        assertThat(judgement.messageProperty().get()).isNull();
        type("a\u0007b", false);
        assertThat(judgement.messageProperty().get().key()).isEqualTo("engine.tag.unplain");
        assertThat(query.feedback().saidProperty().get()).isFalse();
        assertThat(type("  ", true)).isFalse();
    }

    @Test
    void knownTagsThatBeginSoAreOffered() {
        judgement.textProperty().set("RE");
        assertThat(judgement.completions()).extracting(Tag::name).containsExactly(new TagName("red car"));
        judgement.end();
        assertThat(judgement.completions()).isEmpty();
    }
}
