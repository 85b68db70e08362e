package io.manako.app.gallery;

import java.io.File;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.IndexedCell;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.skin.VirtualFlow;
import javafx.scene.input.ContextMenuEvent;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;

/**
 * A virtual grid: a list of rows of which only those on the screen exist, each with recycled tiles. Arrow keys, Home, End
 * and the page keys move the selection, with Shift they extend it; Ctrl and a click choose one more. Enter or a double
 * click activates, Space looks closer, the right button, the menu key or Shift+F10 open the menu, and a drag takes the
 * files that are chosen out.
 *
 * @param <T> what a tile shows
 */
public final class PhotoGrid<T> extends StackPane {
    /** A recycled tile. */
    public interface Tile<T> {
        Node node();

        /** Shows another item, or nothing: then it stops all work for the item before. */
        void show(@Nullable T item, boolean selected);
    }

    private final ObservableList<T> items;
    private final Supplier<Tile<T>> tiles;
    private final double tileWidth;
    private final ObservableList<Integer> rows = FXCollections.observableArrayList();
    private final ListView<Integer> list = new ListView<>(rows);
    private final List<RowCell> cells = new ArrayList<>();
    private final GridSelection<T> selection;
    private final TileGestures<T> gestures;
    private final GridKeys<T> keys;
    private final DoubleProperty tileScale = new SimpleDoubleProperty(1);
    private int columns = 1;

    /**
     * @param identity what stays the same when an item is replaced by its newer version, so that the selection stays
     * @param tileWidth least width of a tile at scale 1; tiles share what is left over
     */
    public PhotoGrid(
            String id,
            ObservableList<T> items,
            Supplier<Tile<T>> tiles,
            Function<T, Object> identity,
            double tileWidth,
            double tileHeight) {
        this.items = items;
        this.tiles = tiles;
        this.selection = new GridSelection<>(items, identity);
        this.gestures = new TileGestures<>(list, selection);
        this.keys = new GridKeys<>(this, items, selection, gestures);
        this.tileWidth = tileWidth;
        list.setId(id);
        list.getStyleClass().addAll("photo-grid", "edge-to-edge");
        list.fixedCellSizeProperty().bind(tileScale.multiply(tileHeight));
        tileScale.addListener(observable -> countColumns());
        list.setCellFactory(view -> new RowCell());
        list.addEventFilter(KeyEvent.KEY_PRESSED, keys::onPressed);
        list.widthProperty().addListener(observable -> countColumns());
        list.focusedProperty().addListener(observable -> refresh());
        items.addListener((ListChangeListener<T>) change -> onItems());
        list.setOnContextMenuRequested(this::onMenuByKey);
        selection.leadProperty().addListener(observable -> refresh());
        selection.chosen().addListener((ListChangeListener<T>) change -> refresh());
        getChildren().add(list);
        onItems();
    }

    public ListView<Integer> list() {
        return list;
    }

    /** The item that leads the selection, or null. */
    public ObjectProperty<@Nullable T> selectedProperty() {
        return selection.leadProperty();
    }

    /** All items that are selected, in their order. */
    public ObservableList<T> chosen() {
        return selection.chosen();
    }

    /** A single click on a tile, after it is selected. */
    public void setOnClick(Consumer<T> handler) {
        gestures.onClick = handler;
    }

    /** Enter or a double click. */
    public void setOnActivate(Consumer<T> handler) {
        gestures.onActivate = handler;
    }

    /** Space. */
    public void setOnLook(Consumer<T> handler) {
        keys.onLook = handler;
    }

    /** The menu of the selection is wanted at a place of the screen. */
    public void setOnMenu(Consumer<Point2D> handler) {
        gestures.onMenu = handler;
    }

    /** Lets items be dragged out into other programs, as the files that they are. */
    public void setFile(Function<T, File> fileOf) {
        gestures.file = fileOf;
    }

    /** How much larger than at first tiles are. */
    public DoubleProperty tileScaleProperty() {
        return tileScale;
    }

    public int columns() {
        return columns;
    }

    private void countColumns() {
        double room = list.getWidth() - 16;
        int count = Math.max(1, (int) (room / (tileWidth * tileScale.get())));
        if (count != columns) {
            columns = count;
            countRows();
            refresh();
        }
    }

    private void onItems() {
        selection.follow();
        countRows();
        refresh();
    }

    private void countRows() {
        int count = (items.size() + columns - 1) / columns;
        if (count < rows.size()) {
            rows.remove(count, rows.size());
        }
        if (rows.size() < count) {
            rows.addAll(IntStream.range(rows.size(), count).boxed().toList());
        }
    }

    private void refresh() {
        // From the top down: in this order pictures are asked for, and come.
        cells.sort(Comparator.comparingInt(IndexedCell::getIndex));
        for (RowCell cell : cells) {
            cell.fill();
        }
    }

    /** Items that fit on the screen. */
    int page() {
        return Math.max(1, (int) (list.getHeight() / list.getFixedCellSize())) * columns;
    }

    void scrollTo(int index) {
        list.scrollTo(Math.max(0, index / columns - 1));
    }

    /** Selects the item that many places after the one that leads, if there is one, and shows it. */
    public void step(int by) {
        int next = selection.leadIndex() + by;
        if (next >= 0 && next < items.size()) {
            selection.only(items.get(next));
            scrollTo(next);
        }
    }

    @Override
    protected void layoutChildren() {
        double before = list.getHeight();
        super.layoutChildren();
        if (list.getHeight() < before) {
            list.layout(); // so that the rows have the places that they have with less room
            keepInSight(before);
        }
    }

    /** Scrolls until the leading item's row is whole, where it was seen with the room that there was. */
    private void keepInSight(double roomBefore) {
        int lead = selection.leadIndex();
        if (lead >= 0
                && list.lookup(".virtual-flow") instanceof VirtualFlow<?> flow
                && flow.getFirstVisibleCell() instanceof IndexedCell<?> first) {
            double top = (lead / columns - first.getIndex()) * list.getFixedCellSize() + first.getLayoutY();
            double hidden = top + list.getFixedCellSize() - flow.getHeight();
            if (hidden > 0 && top < roomBefore) {
                flow.scrollPixels(hidden);
            }
        }
    }

    /** The middle of the leading item's tile on the screen, or of the grid where it is scrolled away. */
    Point2D middleOfLead() {
        T lead = selection.leadProperty().get();
        for (RowCell cell : cells) {
            Node tile = cell.tileOf(lead);
            if (tile != null) {
                return middle(tile);
            }
        }
        return middle(this);
    }

    private static Point2D middle(Node node) {
        Bounds bounds = node.localToScreen(node.getBoundsInLocal());
        return new Point2D(bounds.getCenterX(), bounds.getCenterY());
    }

    /** Some systems tell of the menu key by this event instead of the key; what was clicked is the tile's concern. */
    private void onMenuByKey(ContextMenuEvent event) {
        if (event.isKeyboardTrigger() && selection.leadIndex() >= 0) {
            gestures.onMenu.accept(middleOfLead());
            event.consume();
        }
    }

    /** A row of tiles; as many tiles as columns, made once and shown again and again. */
    private final class RowCell extends ListCell<Integer> {
        private final HBox box = new HBox();
        private final List<Tile<T>> row = new ArrayList<>();
        private final List<@Nullable T> shown = new ArrayList<>();

        RowCell() {
            getStyleClass().add("photo-row");
            box.setAlignment(Pos.CENTER_LEFT);
            box.setFillHeight(true);
            setPrefWidth(0);
            setText(null);
            cells.add(this);
        }

        @Override
        protected void updateItem(@Nullable Integer index, boolean empty) {
            super.updateItem(index, empty);
            setGraphic(empty ? null : box);
            fill();
        }

        void fill() {
            Integer index = isEmpty() ? null : getItem();
            if (index == null) {
                for (Tile<T> tile : row) {
                    tile.show(null, false);
                }
                return;
            }
            fitTiles();
            for (int column = 0; column < columns; column++) {
                int i = index * columns + column;
                T item = i < items.size() ? items.get(i) : null;
                shown.set(column, item);
                row.get(column).show(item, item != null && selection.contains(item));
            }
        }

        @Nullable
        Node tileOf(@Nullable T item) {
            int column = item == null || isEmpty() ? -1 : shown.indexOf(item);
            return column < 0 ? null : row.get(column).node();
        }

        private void fitTiles() {
            while (row.size() > columns) {
                row.removeLast().show(null, false);
                shown.removeLast();
                box.getChildren().removeLast();
            }
            while (row.size() < columns) {
                Tile<T> tile = tiles.get();
                int column = row.size();
                Node node = tile.node();
                gestures.listen(node, () -> shown.get(column));
                HBox.setHgrow(node, Priority.ALWAYS);
                row.add(tile);
                shown.add(null);
                box.getChildren().add(node);
            }
        }
    }
}
