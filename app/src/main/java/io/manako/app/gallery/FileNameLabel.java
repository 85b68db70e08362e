package io.manako.app.gallery;

import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;

/** A file's name or folder: where it is too long its beginning and its end are shown, and the whole of it in a tooltip. */
public final class FileNameLabel extends Label {
    public FileNameLabel() {
        setMinWidth(0);
        setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
        Hint.on(this).bind(textProperty());
    }
}
