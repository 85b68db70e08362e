package io.manako.app.curate;

import io.manako.app.settings.Messages;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Dialog;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.stage.Window;

/**
 * Says by tags what is looked for: a name is typed, or a known one chosen with Down; Enter says that it has it, Shift+Enter that
 * it has it not; Enter alone and Escape close. What was said stands below: a press takes it back.
 */
public final class TagJudgementDialog {
    private static final KeyCombination HAS = KeyCombination.valueOf("Enter");
    private static final KeyCombination HAS_NOT = KeyCombination.valueOf("Shift+Enter");
    private static final double WIDTH = 440;

    private TagJudgementDialog() {}

    public static void show(Window owner, TagJudgementViewModel judgement, Messages messages) {
        judgement.begin();
        Dialog<ButtonType> dialog = new Dialog<>();
        Label help = new Label(messages.get("feedback.tag-help"));
        help.setWrapText(true);
        TextField name = new TextField();
        name.setId("judged-tag");
        name.setPromptText(messages.get("feedback.tag-prompt"));
        name.setAccessibleText(messages.get("hit.tag-name"));
        name.textProperty().bindBidirectional(judgement.textProperty());
        TagList completions = new TagList(
                "judged-tag-completions",
                judgement.completions(),
                name,
                "feedback.tag-unknown",
                messages,
                (tag, shift) -> judgement.say(tag, !shift));
        name.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (HAS_NOT.match(event)) {
                judgement.say(false);
                event.consume();
            }
        });
        name.setOnAction(event -> {
            if (!judgement.say(true)) {
                dialog.close();
            }
            event.consume();
        });
        KeyButtons keys = new KeyButtons(messages);
        HBox buttons = new HBox(
                8,
                keys.button("feedback.has", "mdi2p-plus", HAS, () -> judgement.say(true)),
                keys.button("feedback.has-not", "mdi2m-minus", HAS_NOT, () -> judgement.say(false)));
        VBox content = new VBox(
                10,
                help,
                name,
                MessageLabel.ofError("judged-tag-message", judgement.messageProperty(), messages),
                completions,
                buttons,
                new SaidTags("judged-tags", judgement.feedback(), messages));
        content.setPrefWidth(WIDTH);
        new DialogFrame(owner, messages).around(dialog, "judge-tag-dialog", messages.get("action.judge-tag"), content);
        dialog.setOnShown(event -> name.requestFocus());
        dialog.setOnHidden(event -> {
            name.textProperty().unbindBidirectional(judgement.textProperty());
            judgement.end();
        });
        dialog.show();
    }
}
