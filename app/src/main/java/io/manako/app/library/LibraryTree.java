package io.manako.app.library;

import io.manako.app.action.Action;
import io.manako.app.action.Commands;
import io.manako.app.gallery.Hint;
import io.manako.app.settings.Messages;
import java.time.LocalDate;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.beans.InvalidationListener;
import javafx.beans.binding.Bindings;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableDoubleValue;
import javafx.css.PseudoClass;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.TreeCell;
import javafx.scene.control.TreeItem;
import javafx.scene.control.TreeView;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/**
 * The library by folders, each with its photos counted and its state, and below by the years and months in which photos
 * were taken; what is chosen is shown.
 */
final class LibraryTree extends TreeView<Row> {
    private static final PseudoClass OFFLINE = PseudoClass.getPseudoClass("offline");
    /** Share of the room that is left to the tree at most. */
    private static final double SHARE = 0.4;

    private final LibraryViewModel library;
    private final Messages messages;
    private boolean choosing;

    /** @param room height of what the tree is a part of */
    LibraryTree(LibraryViewModel library, Messages messages, Commands commands, ObservableDoubleValue room) {
        this.library = library;
        this.messages = messages;
        setId("library-tree");
        getStyleClass().add("library-tree");
        setCellFactory(view -> new Cell());
        setContextMenu(new ContextMenu(
                commands.contextItem(Action.INDEX_AGAIN),
                commands.contextItem(Action.RELOCATE_FOLDER),
                commands.contextItem(Action.REMOVE_FOLDER)));
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
                .bind(Bindings.min(
                        expandedItemCountProperty()
                                .multiply(fixedCellSizeProperty())
                                .add(2),
                        Bindings.multiply(SHARE, room)));
        setMinHeight(USE_PREF_SIZE);
        setMaxHeight(USE_PREF_SIZE);
        library.treeProperty().addListener(observable -> fill());
        messages.languageProperty().addListener(observable -> refresh());
        InvalidationListener elsewhere = observable -> {
            if (!choosing) {
                select();
            }
        };
        library.folderProperty().addListener(elsewhere);
        library.periodProperty().addListener(elsewhere);
        getSelectionModel().selectedItemProperty().addListener((observable, old, item) -> {
            if (!choosing && item != null) {
                choosing = true;
                choose(item.getValue());
                choosing = false;
            }
        });
        fill();
    }

    private void choose(Row row) {
        switch (row) {
            case Row.OfFolder(Folder folder) -> library.folderProperty().set(folder.path());
            case Row.OfPeriod(Period period) -> library.show(period);
            case Row.All all -> library.showAll();
            case Row.Dates dates -> library.showAll();
        }
    }

    private void fill() {
        boolean before = choosing;
        choosing = true;
        Branch all = Branch.of(library.treeProperty().get());
        if (getRoot() == null) {
            setRoot(item(all));
        }
        update(getRoot(), all);
        select();
        choosing = before;
    }

    private static TreeItem<Row> item(Branch branch) {
        TreeItem<Row> item = new TreeItem<>(branch.row());
        item.setExpanded(branch.open());
        return item;
    }

    /** Keeps the items that are there, and so what is folded and how far the tree is scrolled. */
    private static void update(TreeItem<Row> item, Branch branch) {
        if (!item.getValue().equals(branch.row())) {
            item.setValue(branch.row());
        }
        Map<Object, TreeItem<Row>> known = new HashMap<>();
        item.getChildren().forEach(child -> known.put(child.getValue().key(), child));
        List<TreeItem<Row>> children = new ArrayList<>();
        for (Branch below : branch.below()) {
            TreeItem<Row> child = known.getOrDefault(below.row().key(), item(below));
            update(child, below);
            children.add(child);
        }
        if (!item.getChildren().equals(children)) {
            item.getChildren().setAll(children);
        }
    }

    private void select() {
        boolean before = choosing;
        choosing = true;
        select(getRoot());
        choosing = before;
    }

    private void select(TreeItem<Row> item) {
        if (isShown(item.getValue())) {
            if (getSelectionModel().getSelectedItem() != item) {
                getSelectionModel().select(item);
            }
        } else {
            item.getChildren().forEach(this::select);
        }
    }

    private boolean isShown(Row row) {
        Period period = library.periodProperty().get();
        return switch (row) {
            case Row.OfFolder(Folder folder) ->
                folder.path().equals(library.folderProperty().get());
            case Row.OfPeriod(Period here) -> period != null && here.isSame(period);
            case Row.All all -> period == null && library.folderProperty().get() == null;
            case Row.Dates dates -> false;
        };
    }

    private String name(Row row) {
        return switch (row) {
            case Row.All all -> messages.get("library.all");
            case Row.Dates dates -> messages.get("library.dates");
            case Row.OfFolder(Folder folder) ->
                folder.nameAmong(library.treeProperty().get().folders());
            case Row.OfPeriod(Period period) -> {
                LocalDate from = period.from();
                yield period.isYear()
                        ? messages.get("library.year", from.getYear())
                        : from.getMonth()
                                .getDisplayName(
                                        TextStyle.FULL_STANDALONE,
                                        messages.language().locale());
            }
        };
    }

    private String describe(Row row) {
        String state = switch (row) {
            case Row.OfFolder(Folder folder)
            when folder.state() == Folder.State.CHANGED -> ", " + messages.get("library.changed");
            case Row.OfFolder(Folder folder)
            when folder.state() == Folder.State.OFFLINE -> ", " + messages.get("library.offline");
            default -> "";
        };
        return messages.get("library.folder-photos", name(row), row.photos()) + state;
    }

    private static String icon(Row row) {
        return switch (row) {
            case Row.All all -> "mdi2i-image-multiple-outline";
            case Row.Dates dates -> "mdi2c-calendar-month-outline";
            case Row.OfPeriod period -> "mdi2c-calendar-blank-outline";
            case Row.OfFolder(Folder folder) ->
                switch (folder.state()) {
                    case INDEXED -> "mdi2f-folder-outline";
                    case CHANGED -> "mdi2f-folder-sync-outline";
                    case OFFLINE -> "mdi2f-folder-off-outline";
                };
        };
    }

    private final class Cell extends TreeCell<Row> {
        private final FontIcon icon = new FontIcon();
        private final StringProperty hint = Hint.on(this);

        Cell() {
            setPrefWidth(0); // as wide as the pane, whatever the names say
            setTextOverrun(OverrunStyle.CENTER_ELLIPSIS); // the count stays
        }

        @Override
        protected void updateItem(@Nullable Row row, boolean empty) {
            super.updateItem(row, empty);
            if (empty || row == null) {
                setText(null);
                setGraphic(null);
                hint.set(null);
                setAccessibleText(null);
                pseudoClassStateChanged(OFFLINE, false);
                return;
            }
            Folder folder = row instanceof Row.OfFolder(Folder of) ? of : null;
            icon.setIconLiteral(icon(row));
            pseudoClassStateChanged(OFFLINE, folder != null && folder.state() == Folder.State.OFFLINE);
            setGraphic(icon);
            setText(name(row) + "  " + messages.get("library.count", row.photos()));
            setAccessibleText(describe(row));
            hint.set(folder == null ? describe(row) : folder.path() + "\n" + describe(row));
        }
    }
}
