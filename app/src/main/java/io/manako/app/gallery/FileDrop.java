package io.manako.app.gallery;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.input.DragEvent;
import javafx.scene.input.TransferMode;

/** Where files and folders can be dropped. While some are held above the place it has the pseudo-class {@code target}. */
public final class FileDrop {
    private static final PseudoClass TARGET = PseudoClass.getPseudoClass("target");

    private final Node place;
    private final Predicate<DragEvent> takes;
    private final Consumer<List<Path>> onDropped;

    private FileDrop(Node place, Predicate<DragEvent> takes, Consumer<List<Path>> onDropped) {
        this.place = place;
        this.takes = takes;
        this.onDropped = onDropped;
        place.setOnDragEntered(event -> place.pseudoClassStateChanged(TARGET, takes.test(event)));
        place.setOnDragExited(event -> place.pseudoClassStateChanged(TARGET, false));
        place.setOnDragOver(this::onOver);
        place.setOnDragDropped(this::onDrop);
    }

    /** Takes files wherever they come from, this window included. */
    public static void ofAny(Node place, Consumer<List<Path>> onDropped) {
        new FileDrop(place, event -> event.getDragboard().hasFiles(), onDropped);
    }

    /** Takes files of other programs. */
    public static void ofOthers(Node place, Consumer<List<Path>> onDropped) {
        new FileDrop(
                place,
                event ->
                        event.getGestureSource() == null && event.getDragboard().hasFiles(),
                onDropped);
    }

    private void onOver(DragEvent event) {
        if (takes.test(event)) {
            // Copied, never moved: originals stay where they are.
            event.acceptTransferModes(TransferMode.COPY);
            event.consume();
        }
    }

    private void onDrop(DragEvent event) {
        List<Path> dropped = takes.test(event)
                ? event.getDragboard().getFiles().stream().map(File::toPath).toList()
                : List.of();
        if (!dropped.isEmpty()) {
            onDropped.accept(dropped);
            event.consume();
        }
        event.setDropCompleted(!dropped.isEmpty());
    }
}
