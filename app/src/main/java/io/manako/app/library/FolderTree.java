package io.manako.app.library;

import io.manako.app.action.Action;
import io.manako.app.action.Commands;
import io.manako.app.settings.Messages;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javafx.beans.InvalidationListener;
import javafx.beans.binding.Bindings;
import javafx.css.PseudoClass;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.Tooltip;
import javafx.scene.control.TreeCell;
import javafx.scene.control.TreeItem;
import javafx.scene.control.TreeView;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/** The folders of the library, each with its photos counted and its state; the one that is chosen is shown. */
final class FolderTree extends TreeView<FolderTree.Row> {
    private static final PseudoClass OFFLINE = PseudoClass.getPseudoClass("offline");
    private static final int MOST_ROWS = 8;

    /** A line of the tree; no folder stands for all photos. */
    record Row(@Nullable Folder folder, int photos) {
        @Nullable
        Path path() {
            return folder == null ? null : folder.path();
        }
    }

    private final LibraryViewModel library;
    private final Messages messages;
    private final Set<Path> folded = new HashSet<>();
    private boolean filling;

    FolderTree(LibraryViewModel library, Messages messages, Commands commands) {
        this.library = library;
        this.messages = messages;
        setId("library-folder");
        getStyleClass().add("folder-tree");
        setCellFactory(view -> new Cell());
        setContextMenu(new ContextMenu(
                commands.contextItem(Action.INDEX_AGAIN), commands.contextItem(Action.RELOCATE_FOLDER)));
        accessibleTextProperty()
                .bind(messages.text(
                        () -> {
                            TreeItem<Row> chosen = getSelectionModel().getSelectedItem();
                            return messages.get("library.folder")
                                    + (chosen == null ? "" : ": " + describe(chosen.getValue()));
                        },
                        getSelectionModel().selectedItemProperty()));
        // As high as its rows, as far as that leaves room for the photos.
        prefHeightProperty()
                .bind(Bindings.min(expandedItemCountProperty(), MOST_ROWS)
                        .multiply(fixedCellSizeProperty())
                        .add(2));
        setMinHeight(USE_PREF_SIZE);
        setMaxHeight(USE_PREF_SIZE);
        InvalidationListener changed = observable -> fill();
        library.treeProperty().addListener(changed);
        library.folderProperty().addListener(changed);
        messages.languageProperty().addListener(changed);
        getSelectionModel().selectedItemProperty().addListener((observable, old, item) -> {
            if (!filling && item != null) {
                library.folderProperty().set(item.getValue().path());
            }
        });
        fill();
    }

    private void fill() {
        filling = true;
        List<Folder> roots = library.treeProperty().get();
        TreeItem<Row> all = new TreeItem<>(
                new Row(null, roots.stream().mapToInt(Folder::photos).sum()));
        all.setExpanded(true);
        roots.forEach(root -> all.getChildren().add(item(root)));
        setRoot(all);
        select(all, library.folderProperty().get());
        filling = false;
    }

    private TreeItem<Row> item(Folder folder) {
        TreeItem<Row> item = new TreeItem<>(new Row(folder, folder.photos()));
        item.setExpanded(!folded.contains(folder.path()));
        item.expandedProperty().addListener((observable, was, is) -> {
            if (is) {
                folded.remove(folder.path());
            } else {
                folded.add(folder.path());
            }
        });
        folder.below().forEach(below -> item.getChildren().add(item(below)));
        return item;
    }

    private void select(TreeItem<Row> item, @Nullable Path path) {
        Path here = item.getValue().path();
        if (path == null ? here == null : path.equals(here)) {
            getSelectionModel().select(item);
        } else {
            item.getChildren().forEach(below -> select(below, path));
        }
    }

    private String name(Row row) {
        return row.folder() == null ? messages.get("library.all") : row.folder().name();
    }

    private String describe(Row row) {
        Folder folder = row.folder();
        String state = folder == null
                ? ""
                : switch (folder.state()) {
                    case INDEXED -> "";
                    case CHANGED -> ", " + messages.get("library.changed");
                    case OFFLINE -> ", " + messages.get("library.offline");
                };
        return messages.get("library.folder-photos", name(row), row.photos()) + state;
    }

    private final class Cell extends TreeCell<Row> {
        private final FontIcon icon = new FontIcon();
        private final Tooltip tooltip = new Tooltip();

        Cell() {
            setPrefWidth(0); // as wide as the pane, whatever the names say
            setTextOverrun(OverrunStyle.CENTER_ELLIPSIS); // the count stays
            setGraphic(icon);
        }

        @Override
        protected void updateItem(@Nullable Row row, boolean empty) {
            super.updateItem(row, empty);
            if (empty || row == null) {
                setText(null);
                setGraphic(null);
                setTooltip(null);
                setAccessibleText(null);
                pseudoClassStateChanged(OFFLINE, false);
                return;
            }
            Folder folder = row.folder();
            icon.setIconLiteral(
                    folder == null
                            ? "mdi2i-image-multiple-outline"
                            : switch (folder.state()) {
                                case INDEXED -> "mdi2f-folder-outline";
                                case CHANGED -> "mdi2f-folder-sync-outline";
                                case OFFLINE -> "mdi2f-folder-off-outline";
                            });
            pseudoClassStateChanged(OFFLINE, folder != null && folder.state() == Folder.State.OFFLINE);
            setGraphic(icon);
            setText(name(row) + "  " + messages.get("library.count", row.photos()));
            setAccessibleText(describe(row));
            tooltip.setText(folder == null ? describe(row) : folder.path() + "\n" + describe(row));
            setTooltip(tooltip);
        }
    }
}
