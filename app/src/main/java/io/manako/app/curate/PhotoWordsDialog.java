package io.manako.app.curate;

import io.manako.app.action.Action;
import io.manako.app.gallery.Hint;
import io.manako.app.settings.Messages;
import io.manako.engine.PhotoDocument;
import io.manako.engine.PhotoDocument.Source;
import io.manako.engine.lexical.TextWord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javafx.beans.value.ChangeListener;
import javafx.geometry.Pos;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Dialog;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/**
 * The words that a photo is found by, by where they come from. A word that is typed and Enter is added, with Shift+Enter it
 * is taken out; a press on a word takes it out, or takes back what was said of it; Shortcut+Z takes back the last change.
 */
public final class PhotoWordsDialog {
    private static final KeyCombination TAKE_OUT = KeyCombination.valueOf("Shift+Enter");
    private static final KeyCombination UNDO = KeyCombination.valueOf("Shortcut+Z");
    private static final double WIDTH = 600;
    private static final double HEIGHT = 320;

    /** Of one source; who has read these has seen what kind of text it is. */
    private static final int MOST_SHOWN = 200;

    private final PhotoWordsViewModel words;
    private final Messages messages;
    private final KeyButtons buttons;
    private final Dialog<ButtonType> dialog = new Dialog<>();
    private final TextField typed = new TextField();
    private final VBox sources = new VBox(10);
    private final List<Button> chips = new ArrayList<>();

    private PhotoWordsDialog(PhotoWordsViewModel words, Messages messages) {
        this.words = words;
        this.messages = messages;
        buttons = new KeyButtons(messages);
    }

    /**
     * Shows it for the photo that the words have begun with.
     *
     * @param photo name of its file
     */
    public static void show(Window owner, String photo, PhotoWordsViewModel words, Messages messages) {
        new PhotoWordsDialog(words, messages).show(owner, photo);
    }

    private void show(Window owner, String photo) {
        Label hint = new Label(messages.get("words.hint"));
        hint.getStyleClass().add("text-muted");
        hint.setWrapText(true);
        Label message = MessageLabel.ofError("photo-words-message", words.messageProperty(), messages);
        sources.setId("photo-words");
        ScrollPane scroll = new ScrollPane(sources);
        scroll.setFitToWidth(true);
        scroll.setPrefHeight(HEIGHT);
        VBox.setVgrow(scroll, Priority.ALWAYS);
        VBox content = new VBox(10, hint, typing(), message, scroll);
        content.setPrefWidth(WIDTH);
        ChangeListener<PhotoDocument> onDocument = (observable, old, document) -> showDocument(document);
        words.documentProperty().addListener(onDocument);
        showDocument(words.documentProperty().get());

        new DialogFrame(owner, messages)
                .around(dialog, "photo-words-dialog", messages.get("words.of-photo", photo), content);
        dialog.getDialogPane().addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (UNDO.match(event) && words.canUndoProperty().get()) {
                words.undo();
                event.consume();
            }
        });
        dialog.setOnShown(event -> typed.requestFocus());
        dialog.setOnHidden(event -> {
            typed.textProperty().unbindBidirectional(words.textProperty());
            words.documentProperty().removeListener(onDocument);
            words.end();
        });
        dialog.show();
    }

    private Node typing() {
        typed.setId("photo-words-typed");
        typed.setPromptText(messages.get("words.type"));
        typed.setAccessibleText(messages.get("words.type"));
        typed.textProperty().bindBidirectional(words.textProperty());
        typed.setOnAction(event -> {
            if (!words.addTyped()) {
                dialog.close();
            }
            event.consume();
        });
        typed.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (TAKE_OUT.match(event)) {
                words.takeOutTyped();
                event.consume();
            }
        });
        HBox.setHgrow(typed, Priority.ALWAYS);
        Button undo = buttons.button("words.undo", "mdi2u-undo", UNDO, words::undo);
        undo.disableProperty().bind(words.canUndoProperty().not());
        HBox row = new HBox(
                8,
                typed,
                buttons.button("words.add", "mdi2p-plus", KeyCombination.valueOf("Enter"), words::addTyped),
                buttons.button("words.take-out", "mdi2m-minus", TAKE_OUT, words::takeOutTyped),
                undo);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private void showDocument(PhotoDocument document) {
        int focused = focused();
        chips.clear();
        sources.getChildren().clear();
        for (Source source : Source.values()) {
            List<TextWord> all = wordsOf(document, source);
            if (!all.isEmpty()) {
                sources.getChildren().add(section(title(source), nodes(source, all)));
            }
        }
        if (!document.takenOut().isEmpty()) {
            List<Node> nodes = new ArrayList<>();
            document.takenOut().forEach(word -> nodes.add(chip(word, "words.put-back", "mdi2u-undo", words::forget)));
            sources.getChildren().add(section(messages.get("words.source-taken-out"), nodes));
        }
        if (sources.getChildren().isEmpty()) {
            sources.getChildren().add(new Label(messages.get("words.nothing")));
        }
        if (focused >= 0) {
            (chips.isEmpty() ? typed : chips.get(Math.min(focused, chips.size() - 1))).requestFocus();
        }
    }

    private int focused() {
        for (int i = 0; i < chips.size(); i++) {
            if (chips.get(i).isFocused()) {
                return i;
            }
        }
        return -1;
    }

    /** Each once; what the user added as it was typed. */
    private static List<TextWord> wordsOf(PhotoDocument document, Source source) {
        Map<String, TextWord> all = new LinkedHashMap<>();
        for (PhotoDocument.Passage passage : document.passages()) {
            if (passage.source() == source) {
                List<TextWord> of = source == Source.USER || source == Source.TAG
                        ? List.of(new TextWord(passage.text(), true))
                        : passage.words();
                of.forEach(word -> all.merge(
                        word.text().toLowerCase(Locale.ROOT),
                        word,
                        (first, again) -> new TextWord(first.text(), first.found() || again.found())));
            }
        }
        return List.copyOf(all.values());
    }

    private List<Node> nodes(Source source, List<TextWord> all) {
        List<Node> nodes = new ArrayList<>();
        for (TextWord word : all.subList(0, Math.min(MOST_SHOWN, all.size()))) {
            nodes.add(
                    switch (source) {
                        case USER -> chip(word.text(), "words.forget", "mdi2c-close", words::forget);
                        case TAG -> new Label(word.text());
                        default ->
                            word.found()
                                    ? chip(word.text(), "words.take-out-this", null, words::takeOut)
                                    : takenOut(word.text());
                    });
        }
        if (all.size() > MOST_SHOWN) {
            nodes.add(new Label(messages.get("words.more", all.size() - MOST_SHOWN)));
        }
        return nodes;
    }

    /** What a press does with a word. */
    @FunctionalInterface
    private interface Press {
        void on(String word);
    }

    private Button chip(String word, String key, @Nullable String icon, Press press) {
        Button chip = new Button(word);
        if (icon != null) {
            chip.setGraphic(new FontIcon(icon));
        }
        chip.getStyleClass().addAll("small", "tag-chip");
        chip.setAccessibleText(messages.get(key, word));
        Hint.on(chip, messages.get(key, word));
        chip.setOnAction(event -> press.on(word));
        chips.add(chip);
        return chip;
    }

    private static Label takenOut(String word) {
        Label label = new Label(word);
        label.getStyleClass().addAll("text-muted", "word-taken-out");
        return label;
    }

    private static VBox section(String title, List<Node> nodes) {
        Label label = new Label(title);
        label.getStyleClass().add("text-muted");
        FlowPane flow = new FlowPane(6, 6);
        flow.setRowValignment(VPos.CENTER);
        flow.getChildren().setAll(nodes);
        return new VBox(4, label, flow);
    }

    private String title(Source source) {
        return switch (source) {
            case USER -> messages.get("words.source-user");
            case TAG ->
                messages.get("words.source-tag", Action.TAG_HITS.accelerator().getDisplayText());
            case TITLE -> messages.get("words.source-title");
            case CAPTION -> messages.get("words.source-caption");
            case LANGUAGE_MODEL -> messages.get("words.source-language-model");
            case PATH -> messages.get("words.source-path");
        };
    }
}
