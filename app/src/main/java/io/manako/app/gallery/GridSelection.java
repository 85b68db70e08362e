package io.manako.app.gallery;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/**
 * Which items of a list are selected: one that leads, which the keys move, and others chosen with it. Setting the lead
 * alone chooses it alone. For the UI thread.
 */
final class GridSelection<T> {
    private final List<T> items;
    private final Function<T, Object> identity;
    private final ObjectProperty<@Nullable T> lead = new SimpleObjectProperty<>();
    private final ObservableList<T> chosen = FXCollections.observableArrayList();
    private final Set<Object> identities = new HashSet<>();
    private @Nullable Object anchor;
    private boolean changing;

    /** @param identity what stays the same when an item is replaced by its newer version */
    GridSelection(List<T> items, Function<T, Object> identity) {
        this.items = items;
        this.identity = identity;
        lead.addListener((observable, old, item) -> {
            if (!changing) {
                anchor = item == null ? null : identity.apply(item);
                choose(item == null ? List.of() : List.of(item));
            }
        });
    }

    ObjectProperty<@Nullable T> leadProperty() {
        return lead;
    }

    /** The lead and what is chosen with it, in the order of the list. */
    ObservableList<T> chosen() {
        return chosen;
    }

    boolean contains(T item) {
        return identities.contains(identity.apply(item));
    }

    /** Place of the lead, or −1. */
    int leadIndex() {
        T item = lead.get();
        return item == null ? -1 : indexOf(identity.apply(item));
    }

    private int indexOf(Object wanted) {
        for (int i = 0; i < items.size(); i++) {
            if (identity.apply(items.get(i)).equals(wanted)) {
                return i;
            }
        }
        return -1;
    }

    /** Chooses an item alone. */
    void only(T item) {
        anchor = identity.apply(item);
        lead(item, List.of(item));
    }

    /** Chooses an item with the others, or leaves it out again; the last one stays. */
    void toggle(T item) {
        Set<Object> wanted = new HashSet<>(identities);
        Object same = identity.apply(item);
        if (!wanted.remove(same)) {
            wanted.add(same);
        } else if (wanted.isEmpty()) {
            return;
        }
        anchor = same;
        List<T> now = items.stream()
                .filter(other -> wanted.contains(identity.apply(other)))
                .toList();
        lead(wanted.contains(same) ? item : now.getLast(), now);
    }

    /** Chooses everything from where the selection began to an item, which leads. */
    void extendTo(T item) {
        int from = anchor == null ? -1 : indexOf(anchor);
        int to = indexOf(identity.apply(item));
        if (from < 0 || to < 0) {
            only(item);
        } else {
            lead(item, items.subList(Math.min(from, to), Math.max(from, to) + 1));
        }
    }

    void all() {
        if (!items.isEmpty()) {
            T leading = lead.get();
            lead(leading == null ? items.getFirst() : leading, items);
        }
    }

    /** After the list has changed: what is still in it stays selected. */
    void follow() {
        T before = lead.get();
        int at = leadIndex();
        List<T> still = items.stream().filter(this::contains).toList();
        if (before != null || !chosen.isEmpty()) {
            lead(at < 0 ? null : items.get(at), at < 0 ? List.of() : still);
        }
    }

    private void lead(@Nullable T item, List<T> with) {
        changing = true;
        choose(List.copyOf(with));
        lead.set(item);
        changing = false;
    }

    private void choose(List<T> now) {
        identities.clear();
        now.forEach(item -> identities.add(identity.apply(item)));
        if (!new ArrayList<>(chosen).equals(now)) {
            chosen.setAll(now);
        }
    }
}
