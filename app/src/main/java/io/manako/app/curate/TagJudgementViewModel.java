package io.manako.app.curate;

import io.manako.app.query.FeedbackViewModel;
import io.manako.app.settings.Failures;
import io.manako.engine.message.Message;
import io.manako.engine.store.Tag;
import io.manako.engine.store.TagName;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/** What the user looks for, said by tags: it has this, it has not that. For the UI thread. */
public final class TagJudgementViewModel {
    private final TagsViewModel tags;
    private final FeedbackViewModel feedback;
    private final TagEntry entry;

    /** @param feedback learns of it */
    public TagJudgementViewModel(TagsViewModel tags, FeedbackViewModel feedback) {
        this.tags = tags;
        this.feedback = feedback;
        entry = new TagEntry(tags);
    }

    void begin() {
        entry.begin();
    }

    void end() {
        entry.end();
    }

    /**
     * Says it of the tag that is typed.
     *
     * @param wanted whether what is looked for has it, or has it not
     * @return whether anything was typed
     */
    boolean say(boolean wanted) {
        boolean typed = !entry.isBlank();
        entry.name().ifPresent(name -> say(name, wanted));
        return typed;
    }

    /** Says it of a tag, where there is something to learn from. */
    void say(TagName name, boolean wanted) {
        String typed = entry.textProperty().get();
        tags.findToLearnFrom(
                name,
                tag -> {
                    feedback.judge(tag.name(), wanted);
                    if (entry.textProperty().get().equals(typed)) {
                        entry.textProperty().set("");
                    }
                },
                failure -> entry.refuse(Failures.message(failure)));
    }

    /** What was said by now. */
    public FeedbackViewModel feedback() {
        return feedback;
    }

    StringProperty textProperty() {
        return entry.textProperty();
    }

    /** Why nothing can be said of the tag that is typed, or null. */
    ReadOnlyObjectProperty<@Nullable Message> messageProperty() {
        return entry.messageProperty();
    }

    /** Known tags that begin with what is typed. */
    ObservableList<Tag> completions() {
        return entry.completions();
    }
}
