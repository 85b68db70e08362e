package io.manako.app.curate;

import io.manako.app.curate.SuggestionsViewModel.Choice;
import io.manako.app.gallery.Hint;
import io.manako.app.gallery.PhotoGrid;
import io.manako.app.gallery.Thumbnails;
import io.manako.app.settings.Messages;
import io.manako.engine.TagSuggestion;
import io.manako.engine.message.Message;
import io.manako.engine.store.TagName;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.ObservableBooleanValue;
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonType;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Dialog;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.Window;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/**
 * Suggested tags: Enter confirms those that are selected, Delete rejects them, Shortcut+Z takes that back, F5 learns anew and
 * Escape closes.
 */
public final class SuggestionsDialog {
    private static final KeyCombination CONFIRM = KeyCombination.valueOf("Enter");
    private static final KeyCombination REJECT = KeyCombination.valueOf("Delete");
    private static final KeyCombination UNDO = KeyCombination.valueOf("Shortcut+Z");
    private static final KeyCombination LEARN = KeyCombination.valueOf("F5");
    private static final KeyCombination CLOSE = KeyCombination.valueOf("Esc");
    private static final double WIDTH = 960;
    private static final double HEIGHT = 680;

    private final SuggestionsViewModel suggestions;
    private final CurationHistory history;
    private final BooleanBinding nothingDone; // in this dialog
    private final Messages messages;
    private final KeyButtons buttons;
    private final Dialog<ButtonType> dialog = new Dialog<>();
    private final PhotoGrid<TagSuggestion> grid;
    private final ComboBox<Choice> tag;
    private final ObservableList<TagSuggestion> items = FXCollections.observableArrayList();
    private final ListChangeListener<TagSuggestion> onSuggestions = change -> follow();
    private final ChangeListener<Choice> onChoice = (observable, old, chosen) -> follow(chosen);
    private int place; // of the suggestion that leads

    private SuggestionsDialog(
            SuggestionsViewModel suggestions, CurationHistory history, Thumbnails thumbnails, Messages messages) {
        this.suggestions = suggestions;
        this.history = history;
        nothingDone =
                history.madeProperty().lessThanOrEqualTo(history.madeProperty().get());
        this.messages = messages;
        buttons = new KeyButtons(messages);
        grid = new PhotoGrid<>(
                "suggest-grid",
                items,
                () -> new SuggestionTile(thumbnails, messages),
                suggestion -> List.of(suggestion.photo(), suggestion.tag().key()),
                SuggestionTile.WIDTH,
                SuggestionTile.HEIGHT);
        tag = new ComboBox<>(suggestions.choices());
    }

    /** Shows it for the suggestions that have begun. */
    public static void show(
            Window owner,
            SuggestionsViewModel suggestions,
            CurationHistory history,
            Thumbnails thumbnails,
            Messages messages) {
        new SuggestionsDialog(suggestions, history, thumbnails, messages).show(owner);
    }

    private void show(Window owner) {
        prepareGrid();
        VBox content = new VBox(10, choosing(), learning(), grid, why(), buttons());
        VBox.setVgrow(grid, Priority.ALWAYS);
        content.addEventFilter(KeyEvent.KEY_PRESSED, this::onKey);
        new DialogFrame(owner, messages)
                .around(dialog, "suggest-dialog", messages.get("action.show-suggestions"), content);
        dialog.getDialogPane().setPrefSize(WIDTH, HEIGHT);
        dialog.setOnShown(event -> {
            follow();
            grid.list().requestFocus();
        });
        dialog.setOnHidden(event -> {
            suggestions.suggestions().removeListener(onSuggestions);
            suggestions.choiceProperty().removeListener(onChoice);
            suggestions.end();
        });
        dialog.show();
    }

    private void prepareGrid() {
        Label none = new Label();
        none.textProperty()
                .bind(Bindings.createStringBinding(
                        () -> suggestions.learningProperty().get() ? "" : messages.get("suggest.none"),
                        suggestions.learningProperty()));
        grid.list().setPlaceholder(none);
        grid.list().setPrefHeight(HEIGHT / 3); // at least; it has what the rest leaves
        grid.list().setAccessibleText(messages.get("action.show-suggestions"));
        grid.selectedProperty().addListener((observable, old, suggestion) -> {
            if (suggestion != null) {
                place = items.indexOf(suggestion);
            }
        });
        suggestions.suggestions().addListener(onSuggestions);
        suggestions.choiceProperty().addListener(onChoice);
    }

    /** Where the leading suggestion was answered, the one that took its place leads. */
    private void follow() {
        items.setAll(suggestions.suggestions());
        if (grid.selectedProperty().get() == null && !items.isEmpty()) {
            grid.selectedProperty().set(items.get(Math.clamp(place, 0, items.size() - 1)));
        }
    }

    private void follow(Choice chosen) {
        tag.setValue(chosen);
    }

    private Node choosing() {
        tag.setId("suggest-tag");
        tag.setAccessibleText(messages.get("suggest.of-tag"));
        Hint.on(tag, messages.get("suggest.of-tag"));
        tag.setConverter(new StringConverter<>() {
            @Override
            public String toString(@Nullable Choice choice) {
                TagName name = choice == null ? null : choice.tag();
                return name == null ? messages.get("suggest.all-tags") : name.text();
            }

            @Override
            public Choice fromString(String text) {
                return Choice.ALL; // nobody types
            }
        });
        tag.setValue(suggestions.choiceProperty().get());
        tag.valueProperty().addListener((observable, old, chosen) -> {
            if (chosen != null) {
                suggestions.choiceProperty().set(chosen);
            }
        });
        int selected = suggestions.selectedProperty().get().size();
        CheckBox only = new CheckBox(messages.get("suggest.only-selected", selected));
        only.setId("suggest-only-selected");
        only.selectedProperty().bindBidirectional(suggestions.onlySelectedProperty());
        only.setDisable(selected == 0);
        HBox row = new HBox(16, tag, only);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private Node learning() {
        Label message = new Label();
        message.setId("suggest-message");
        message.setWrapText(true);
        message.setPrefWidth(WIDTH / 4); // no matter how much it says: it would make the dialog wider than the screen
        message.setMinHeight(Region.USE_PREF_SIZE);
        message.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(message, Priority.ALWAYS);
        message.textProperty()
                .bind(messages.text(
                        () -> {
                            Message said = suggestions.messageProperty().get();
                            return said == null ? "" : messages.get(said);
                        },
                        suggestions.messageProperty()));
        ProgressBar progress = new ProgressBar();
        progress.setId("suggest-progress");
        progress.setAccessibleText(messages.get("suggest.learning"));
        progress.progressProperty().bind(suggestions.progressProperty());
        Button cancel = new Button(messages.get("suggest.cancel"), new FontIcon("mdi2s-stop"));
        cancel.setId("suggest-cancel");
        cancel.setOnAction(event -> suggestions.cancel());
        BooleanBinding idle = suggestions.learningProperty().not();
        Button learn = buttons.button(
                "suggest.learn",
                "mdi2s-school-outline",
                LEARN,
                Bindings.not(suggestions.changedProperty()),
                suggestions::learn);
        showOnly(progress, suggestions.learningProperty());
        showOnly(cancel, suggestions.learningProperty());
        showOnly(learn, idle);
        HBox row = new HBox(8, message, progress, cancel, learn);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private static void showOnly(Node node, ObservableBooleanValue when) {
        node.visibleProperty().bind(when);
        node.managedProperty().bind(when);
    }

    private Node why() {
        Label why = new Label();
        why.setId("suggest-why");
        why.setWrapText(true);
        why.setMinHeight(Region.USE_PREF_SIZE);
        why.textProperty()
                .bind(messages.text(
                        () -> {
                            TagSuggestion lead = grid.selectedProperty().get();
                            return lead == null
                                    ? ""
                                    : messages.get(
                                            "suggest.why",
                                            lead.path().getFileName(),
                                            SuggestionTile.percent(lead),
                                            lead.tag(),
                                            suggestions.examples(lead.tag()));
                        },
                        grid.selectedProperty()));
        return why;
    }

    private Node buttons() {
        BooleanBinding none = grid.selectedProperty().isNull().or(suggestions.readOnlyProperty());
        return new HBox(
                8,
                buttons.button("suggest.confirm", "mdi2c-check", CONFIRM, none, () -> answer(suggestions::confirm)),
                buttons.button("suggest.reject", "mdi2c-close", REJECT, none, () -> answer(suggestions::reject)),
                buttons.button("suggest.undo", "mdi2u-undo", UNDO, nothingDone, this::undo));
    }

    private void answer(Consumer<List<TagSuggestion>> answer) {
        answer.accept(List.copyOf(grid.chosen()));
        grid.list().requestFocus();
    }

    private void undo() {
        if (!nothingDone.get()) {
            history.undo();
        }
    }

    private void onKey(KeyEvent event) {
        boolean inGrid = grid.list().isFocused();
        if (inGrid && CONFIRM.match(event)) {
            answer(suggestions::confirm);
        } else if (inGrid && REJECT.match(event)) {
            answer(suggestions::reject);
        } else if (inGrid && CLOSE.match(event)) {
            dialog.close(); // a list keeps Escape for itself
        } else if (UNDO.match(event)) {
            undo();
        } else if (LEARN.match(event)) {
            if (suggestions.changedProperty().get()
                    && !suggestions.learningProperty().get()) {
                suggestions.learn();
            }
        } else {
            return;
        }
        event.consume();
    }
}
