package io.manako.app.curate;

import static java.util.Objects.requireNonNull;

import io.manako.app.action.Action;
import io.manako.app.action.Commands;
import io.manako.app.gallery.Hint;
import io.manako.app.settings.Messages;
import io.manako.engine.store.Tag;
import io.manako.engine.store.TagColour;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableDoubleValue;
import javafx.collections.ListChangeListener;
import javafx.css.PseudoClass;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TreeCell;
import javafx.scene.control.TreeItem;
import javafx.scene.control.TreeView;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.DragEvent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.TransferMode;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/**
 * The collections and the tags of the photos shown as a tree, and below their cameras, years and stars, each with its photos counted. What is
 * chosen, perhaps several, limits library and search; a tag that is dragged onto another is put below it, onto the heading
 * to the top. Escape chooses nothing.
 */
public final class FacetTree extends TreeView<FacetRow> {
    private static final PseudoClass TARGET = PseudoClass.getPseudoClass("target");
    /** Share of the room that is left to the tree at most. */
    private static final double SHARE = 0.3;

    private final FacetsViewModel facets;
    private final ArrangementViewModel arrangement;
    private final Messages messages;
    private final ReadOnlyObjectWrapper<@Nullable Tag> selectedTag = new ReadOnlyObjectWrapper<>();
    private @Nullable Tag dragged;
    private boolean filling;

    /** @param room height of what the tree is a part of */
    public FacetTree(
            FacetsViewModel facets,
            ArrangementViewModel arrangement,
            Messages messages,
            Commands commands,
            ObservableDoubleValue room) {
        this.facets = facets;
        this.arrangement = arrangement;
        this.messages = messages;
        setId("facet-tree");
        getStyleClass().add("library-tree");
        setShowRoot(false);
        setRoot(new TreeItem<>());
        getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        setCellFactory(view -> new Cell());
        setContextMenu(
                new ContextMenu(commands.contextItem(Action.EDIT_TAG), commands.contextItem(Action.CLEAR_FACETS)));
        accessibleTextProperty()
                .bind(messages.text(
                        () -> {
                            TreeItem<FacetRow> chosen = getSelectionModel().getSelectedItem();
                            return messages.get("facets.title")
                                    + (chosen == null ? "" : ": " + describe(chosen.getValue()));
                        },
                        getSelectionModel().selectedItemProperty()));
        prefHeightProperty()
                .bind(Bindings.min(
                        expandedItemCountProperty()
                                .multiply(fixedCellSizeProperty())
                                .add(2),
                        Bindings.multiply(SHARE, room)));
        setMinHeight(USE_PREF_SIZE);
        setMaxHeight(USE_PREF_SIZE);
        facets.sectionsProperty().addListener(observable -> fill());
        facets.chosenProperty().addListener(observable -> select());
        messages.languageProperty().addListener(observable -> refresh());
        getSelectionModel().getSelectedItems().addListener((ListChangeListener<TreeItem<FacetRow>>) change -> choose());
        getSelectionModel().selectedItemProperty().addListener(observable -> lead());
        addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            int selected = getSelectionModel().getSelectedIndex();
            if (getFocusModel().getFocusedIndex() < 0 && selected >= 0) {
                getFocusModel().focus(selected); // lost where a heading came or went: keys would begin at the top
            }
            if (event.getCode() == KeyCode.ESCAPE) {
                facets.clear();
                event.consume();
            }
        });
        fill();
        visibleProperty()
                .bind(Bindings.createBooleanBinding(
                        () -> !facets.sectionsProperty().get().isEmpty(), facets.sectionsProperty()));
        managedProperty().bind(visibleProperty());
    }

    private void choose() {
        if (!filling) {
            Set<Facet> chosen = new HashSet<>();
            chosenItems()
                    .forEach(item -> chosen.add(requireNonNull(item.getValue().facet())));
            facets.choose(chosen);
        }
    }

    private void lead() {
        TreeItem<FacetRow> item = getSelectionModel().getSelectedItem();
        selectedTag.set(item != null && item.getValue() instanceof FacetRow.OfTag(Tag tag, int photos) ? tag : null);
    }

    private void fill() {
        filling = true;
        update(getRoot(), facets.sectionsProperty().get());
        filling = false;
        select();
        lead(); // the same line may have another colour now
    }

    /** Keeps the items that are there, and so what is folded and how far the tree is scrolled. */
    private static void update(TreeItem<FacetRow> item, List<FacetBranch> below) {
        Map<Object, TreeItem<FacetRow>> known = new HashMap<>();
        item.getChildren().forEach(child -> known.put(child.getValue().key(), child));
        List<TreeItem<FacetRow>> children = new ArrayList<>();
        for (FacetBranch branch : below) {
            TreeItem<FacetRow> child = known.get(branch.row().key());
            if (child == null) {
                child = new TreeItem<>(branch.row());
                // Of what nobody made by hand one knows that there is some.
                child.setExpanded(!(branch.row() instanceof FacetRow.Section(Facet.Kind kind))
                        || kind == Facet.Kind.COLLECTION
                        || kind == Facet.Kind.TAG);
            } else if (!child.getValue().equals(branch.row())) {
                child.setValue(branch.row());
            }
            update(child, branch.below());
            children.add(child);
        }
        if (!item.getChildren().equals(children)) {
            item.getChildren().setAll(children);
        }
    }

    private void select() {
        boolean before = filling;
        filling = true;
        List<TreeItem<FacetRow>> wanted = new ArrayList<>();
        collect(getRoot(), wanted);
        if (!chosenItems().equals(new HashSet<>(wanted))) {
            getSelectionModel().clearSelection();
            wanted.forEach(getSelectionModel()::select);
        }
        filling = before;
    }

    /** What is selected but for headings, which ask for nothing and stay: the keys go on from there. */
    private Set<TreeItem<FacetRow>> chosenItems() {
        return getSelectionModel().getSelectedItems().stream()
                .filter(item -> item != null && item.getValue().facet() != null)
                .collect(Collectors.toSet());
    }

    private void collect(TreeItem<FacetRow> item, List<TreeItem<FacetRow>> wanted) {
        for (TreeItem<FacetRow> child : item.getChildren()) {
            Facet facet = child.getValue().facet();
            if (facet != null && facets.chosenProperty().get().contains(facet)) {
                wanted.add(child);
            }
            collect(child, wanted);
        }
    }

    /** The tag that leads the selection, or null. */
    public ReadOnlyObjectProperty<@Nullable Tag> selectedTagProperty() {
        return selectedTag.getReadOnlyProperty();
    }

    private String name(FacetRow row) {
        return switch (row) {
            case FacetRow.Section(Facet.Kind kind) ->
                switch (kind) {
                    case COLLECTION -> messages.get("facets.collections");
                    case TAG -> messages.get("facets.tags");
                    case CAMERA -> messages.get("facets.cameras");
                    case YEAR -> messages.get("facets.years");
                    case STARS -> messages.get("facets.stars");
                };
            case FacetRow.OfTag(Tag tag, int photos) -> tag.name().text();
            case FacetRow.OfValue(Facet facet, int photos) ->
                switch (facet.kind()) {
                    case COLLECTION, TAG, CAMERA -> facet.value();
                    case YEAR -> messages.get("library.year", Integer.parseInt(facet.value()));
                    case STARS -> messages.get("facets.star", Integer.parseInt(facet.value()));
                };
        };
    }

    private String describe(FacetRow row) {
        return switch (row) {
            case FacetRow.Section section -> name(row);
            case FacetRow.OfTag(Tag tag, int photos) -> {
                TagColour colour = tag.colour();
                yield messages.get("library.folder-photos", name(row), photos)
                        + (colour == null ? "" : ", " + TagDot.name(colour, messages));
            }
            case FacetRow.OfValue(Facet facet, int photos) -> messages.get("library.folder-photos", name(row), photos);
        };
    }

    private static String icon(Facet.Kind kind) {
        return switch (kind) {
            case COLLECTION -> "mdi2f-folder-heart-outline";
            case TAG -> "mdi2t-tag-multiple-outline";
            case CAMERA -> "mdi2c-camera-outline";
            case YEAR -> "mdi2c-calendar-month-outline";
            case STARS -> "mdi2s-star-outline";
        };
    }

    private final class Cell extends TreeCell<FacetRow> {
        private final StringProperty hint = Hint.on(this);

        Cell() {
            setPrefWidth(0); // as wide as the pane, whatever the names say
            setTextOverrun(OverrunStyle.CENTER_ELLIPSIS); // the count stays
            setOnDragDetected(this::begin);
            setOnDragOver(event -> {
                if (takes()) {
                    event.acceptTransferModes(TransferMode.MOVE);
                    event.consume();
                }
            });
            setOnDragEntered(event -> pseudoClassStateChanged(TARGET, takes()));
            setOnDragExited(event -> pseudoClassStateChanged(TARGET, false));
            setOnDragDropped(this::drop);
            setOnDragDone(event -> dragged = null);
        }

        private void begin(MouseEvent event) {
            if (getItem() instanceof FacetRow.OfTag(Tag tag, int photos)) {
                dragged = tag;
                ClipboardContent content = new ClipboardContent();
                content.putString(tag.name().text());
                startDragAndDrop(TransferMode.MOVE).setContent(content);
                event.consume();
            }
        }

        private boolean takes() {
            Tag moved = dragged;
            return moved != null
                    && switch (getItem()) {
                        case FacetRow.OfTag(Tag tag, int photos) -> !tag.name().equals(moved.name());
                        case FacetRow.Section(Facet.Kind kind) -> kind == Facet.Kind.TAG && moved.parent() != null;
                        case FacetRow.OfValue value -> false;
                        case null -> false;
                    };
        }

        private void drop(DragEvent event) {
            Tag moved = dragged;
            if (moved != null && takes()) {
                arrangement.place(moved, getItem() instanceof FacetRow.OfTag(Tag tag, int photos) ? tag.name() : null);
                event.setDropCompleted(true);
                event.consume();
            }
        }

        @Override
        protected void updateItem(@Nullable FacetRow row, boolean empty) {
            super.updateItem(row, empty);
            if (empty || row == null) {
                setText(null);
                setGraphic(null);
                hint.set(null);
                setAccessibleText(null);
                return;
            }
            switch (row) {
                case FacetRow.Section(Facet.Kind kind) -> {
                    setGraphic(new FontIcon(icon(kind)));
                    setText(name(row));
                }
                case FacetRow.OfTag(Tag tag, int photos) -> {
                    setGraphic(TagDot.of(tag.colour()));
                    setText(name(row) + "  " + messages.get("library.count", photos));
                }
                case FacetRow.OfValue(Facet facet, int photos) -> {
                    setGraphic(null);
                    setText(name(row) + "  " + messages.get("library.count", photos));
                }
            }
            setAccessibleText(describe(row));
            hint.set(describe(row));
        }
    }
}
