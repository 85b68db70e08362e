package io.manako.app.curate;

import io.manako.app.gallery.Answer;
import io.manako.app.gallery.Gallery;
import io.manako.app.query.FeedbackViewModel;
import io.manako.app.task.Background;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** All by which a question is asked better the next time, from what it has found. For the UI thread. */
public final class Refinement {
    private final SuggestedWordsViewModel words;
    private final TagJudgementViewModel tags;
    private final LessonsViewModel lessons;

    /**
     * @param asked takes words that are asked for, too
     * @param feedback takes what is said by tags
     * @param report takes what went wrong
     */
    public Refinement(
            Background background,
            WordsViewModel asked,
            TagsViewModel tags,
            FeedbackViewModel feedback,
            Consumer<Exception> report) {
        words = new SuggestedWordsViewModel(background, asked, report);
        this.tags = new TagJudgementViewModel(tags, feedback);
        lessons = new LessonsViewModel(background, report);
    }

    /** The gallery that is asked from now on. */
    public void use(Gallery opened) {
        words.use(opened);
        lessons.use(opened);
    }

    /** Begins with another answer, or with none. */
    public void show(@Nullable Answer answer) {
        words.show(answer);
        lessons.show(answer);
    }

    /** Words that may be asked for besides. */
    public SuggestedWordsViewModel words() {
        return words;
    }

    /** What the photos have that are looked for, and what they have not. */
    public TagJudgementViewModel tags() {
        return tags;
    }

    /** What was learned from judged photos. */
    public LessonsViewModel lessons() {
        return lessons;
    }
}
