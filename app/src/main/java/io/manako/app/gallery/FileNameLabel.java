package io.manako.app.gallery;

import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.Tooltip;

/** A file's name or folder: where it is too long its beginning and its end are shown, and the whole of it in a tooltip. */
public final class FileNameLabel extends Label {
    private static final double TOOLTIP_WIDTH = 480;

    public FileNameLabel() {
        setMinWidth(0);
        setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
        Tooltip whole = new Tooltip();
        whole.setWrapText(true);
        whole.setMaxWidth(TOOLTIP_WIDTH);
        whole.textProperty().bind(textProperty());
        tooltipProperty().bind(textProperty().map(text -> text.isEmpty() ? null : whole));
    }
}
