package io.manako.app.shell;

import io.manako.app.settings.Messages;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/** One sentence under the tool bar: a hint, or what went wrong. */
final class NoticeBar extends HBox {
    private static final PseudoClass ERROR = PseudoClass.getPseudoClass("error");

    NoticeBar(Notices notices, Messages messages) {
        setId("notice");
        getStyleClass().add("notice-bar");
        setAlignment(Pos.CENTER_LEFT);
        FontIcon icon = new FontIcon("mdi2l-lightbulb-on-outline");
        Label text = new Label();
        text.setId("notice-text");
        text.setGraphic(icon);
        text.setWrapText(true);
        text.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(text, Priority.ALWAYS);
        getChildren().addAll(text, closeButton("notice-close", messages, notices::dismiss));

        notices.nowProperty().addListener((observable, old, notice) -> show(icon, notice));
        show(icon, notices.nowProperty().get());
        text.textProperty()
                .bind(messages.text(
                        () -> {
                            Notice notice = notices.nowProperty().get();
                            return notice == null ? "" : messages.get(notice.text());
                        },
                        notices.nowProperty()));
        visibleProperty().bind(notices.nowProperty().isNotNull());
        managedProperty().bind(visibleProperty());
    }

    static Button closeButton(String id, Messages messages, Runnable close) {
        Button button = new Button(null, new FontIcon("mdi2c-close"));
        button.setId(id);
        button.getStyleClass().addAll("button-icon", "flat", "small");
        button.accessibleTextProperty().bind(messages.text("notice.close"));
        button.setOnAction(event -> close.run());
        return button;
    }

    private void show(FontIcon icon, @Nullable Notice notice) {
        if (notice != null) {
            boolean error = notice.kind() == Notice.Kind.ERROR;
            icon.setIconLiteral(error ? "mdi2a-alert-outline" : "mdi2l-lightbulb-on-outline");
            pseudoClassStateChanged(ERROR, error);
        }
    }
}
