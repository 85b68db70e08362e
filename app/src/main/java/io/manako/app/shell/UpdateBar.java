package io.manako.app.shell;

import io.manako.app.gallery.FoldingRow;
import io.manako.app.settings.Messages;
import io.manako.app.settings.UpdatesViewModel;
import io.manako.engine.net.Release;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.javafx.FontIcon;

/** Tells of a newer version and of the page to get it from, which nobody opens but the user. */
final class UpdateBar extends HBox {
    private static final double NARROWEST_PAGE = 60;

    UpdateBar(UpdatesViewModel updates, Messages messages) {
        setId("update");
        getStyleClass().add("notice-bar");
        setAlignment(Pos.CENTER_LEFT);
        Label text = new Label();
        text.setId("update-text");
        text.setGraphic(new FontIcon("mdi2u-update"));
        text.setMinWidth(0);
        text.textProperty()
                .bind(messages.text(
                        () -> {
                            Release release = updates.newerProperty().get();
                            return release == null ? "" : messages.get("update.there", release.version());
                        },
                        updates.newerProperty()));
        // To be copied: it can be selected, but not changed.
        TextField page = new TextField();
        page.setId("update-page");
        page.setEditable(false);
        page.setPrefColumnCount(28);
        page.setMinWidth(NARROWEST_PAGE);
        page.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(page, Priority.ALWAYS);
        page.accessibleTextProperty().bind(messages.text("update.page"));
        updates.newerProperty()
                .addListener((observable, old, release) ->
                        page.setText(release == null ? "" : release.page().toString()));
        Button pass = new Button();
        pass.setId("update-pass");
        pass.getStyleClass().add("small");
        pass.textProperty().bind(messages.text("update.pass"));
        pass.setMinWidth(Region.USE_PREF_SIZE);
        pass.setOnAction(event -> updates.passOver());
        HBox to = new HBox(8, page, pass);
        to.setAlignment(Pos.CENTER_LEFT);
        FoldingRow row = new FoldingRow(text, to);
        HBox.setHgrow(row, Priority.ALWAYS);
        getChildren().addAll(row, NoticeBar.closeButton("update-close", messages, updates::dismiss));
        visibleProperty().bind(updates.newerProperty().isNotNull());
        managedProperty().bind(visibleProperty());
    }
}
