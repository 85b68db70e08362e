package io.manako.app.curate;

import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

/** Where a name is typed, and a button that does what Enter does there. */
final class NameRow extends HBox {
    private final TextField name = new TextField();
    private final StringProperty typed;

    /**
     * @param ids that the ids begin with
     * @param label what a screen reader says of the field
     * @param does what the button says
     */
    NameRow(
            String ids,
            String prompt,
            String label,
            StringProperty typed,
            ObservableValue<String> does,
            Runnable commit) {
        super(8);
        this.typed = typed;
        setAlignment(Pos.CENTER_LEFT);
        name.setId(ids + "-name");
        name.setPromptText(prompt);
        name.setAccessibleText(label);
        name.textProperty().bindBidirectional(typed);
        name.setOnAction(event -> {
            commit.run();
            event.consume();
        });
        HBox.setHgrow(name, Priority.ALWAYS);
        Button button = new Button();
        button.setId(ids + "-commit");
        button.textProperty().bind(does);
        button.setOnAction(event -> commit.run());
        getChildren().addAll(name, button);
    }

    void typeAnew() {
        name.requestFocus();
        name.selectAll();
    }

    void focus() {
        name.requestFocus();
    }

    /** Lets go of the text when the dialog closes. */
    void end() {
        name.textProperty().unbindBidirectional(typed);
    }
}
