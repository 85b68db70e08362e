package io.manako.app.curate;

import io.manako.app.gallery.Gallery;
import io.manako.app.task.Background;
import io.manako.app.task.Background.Lane;
import io.manako.app.task.Newest;
import io.manako.engine.Facets;
import io.manako.engine.filter.Filter;
import io.manako.engine.photo.PhotoId;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;

/**
 * Collections, tags, cameras, years and stars of the photos that are searched, counted, and those of them that are chosen: they limit
 * library and search. For the UI thread.
 */
public final class FacetsViewModel {
    private record Question(Gallery gallery, @Nullable Path folder, Filter base, Set<Facet> chosen) {
        Counts count() {
            Facets all = gallery.facets(folder, base);
            boolean every = folder == null && base.equals(Filter.EVERYTHING);
            Set<Facet> gone = chosen.stream()
                    .filter(facet -> facet.kind() == Facet.Kind.COLLECTION)
                    .filter(facet -> all.collections().stream()
                            .noneMatch(known -> known.name().text().equals(facet.value())))
                    .collect(Collectors.toSet());
            if (chosen.isEmpty()) {
                return new Counts(FacetBranch.of(all, all, every), null, gone);
            }
            Filter filter = Facet.filter(chosen);
            Facets shown = gallery.facets(folder, base.and(filter));
            return new Counts(FacetBranch.of(all, shown, every), gallery.passing(filter), gone);
        }
    }

    /**
     * @param only photos that are chosen, or null for all
     * @param gone collections that were chosen and are not there any more, perhaps since they have another name
     */
    private record Counts(
            List<FacetBranch> sections, @Nullable Set<PhotoId> only, Set<Facet> gone) {}

    private final Newest<Question, Counts> counting;
    private final ObjectProperty<@Nullable Path> folder = new SimpleObjectProperty<>();
    private final ObjectProperty<Filter> base = new SimpleObjectProperty<>(Filter.EVERYTHING);
    private final ReadOnlyObjectWrapper<Set<Facet>> chosen = new ReadOnlyObjectWrapper<>(Set.of());
    private final ReadOnlyObjectWrapper<Filter> filter = new ReadOnlyObjectWrapper<>(Filter.EVERYTHING);
    private final ReadOnlyObjectWrapper<List<FacetBranch>> sections = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<@Nullable Set<PhotoId>> only = new ReadOnlyObjectWrapper<>();
    private @Nullable Gallery gallery;

    public FacetsViewModel(Background background, Consumer<? super Exception> report) {
        counting = new Newest<>(background, Lane.WORK, Question::count, this::show, report);
        folder.addListener(observable -> refresh());
        base.addListener(observable -> refresh());
    }

    /** The gallery whose photos are counted from now on. */
    public void use(Gallery opened) {
        gallery = opened;
        refresh();
    }

    /** Counts again, since photos or what is known of them have changed. */
    public void refresh() {
        Gallery from = gallery;
        if (from != null) {
            counting.ask(new Question(from, folder.get(), base.get(), chosen.get()));
        }
    }

    private void show(Counts counts) {
        if (!counts.gone().isEmpty()) {
            Set<Facet> left = new HashSet<>(chosen.get());
            left.removeAll(counts.gone());
            choose(left); // and counts again
            return;
        }
        only.set(counts.only());
        if (!counts.sections().equals(sections.get())) {
            sections.set(counts.sections());
        }
    }

    /** Limits library and search to what has all of the tags, and of collections, cameras, years and stars one each. */
    void choose(Set<Facet> facets) {
        if (!facets.equals(chosen.get())) {
            chosen.set(Set.copyOf(facets));
            filter.set(Facet.filter(facets));
            refresh();
        }
    }

    /** Shows all again. */
    public void clear() {
        choose(Set.of());
    }

    /** Only photos in this folder and below are counted; null: all. */
    public ObjectProperty<@Nullable Path> folderProperty() {
        return folder;
    }

    /** Only photos that this lets through are counted. */
    public ObjectProperty<Filter> baseProperty() {
        return base;
    }

    ReadOnlyObjectProperty<Set<Facet>> chosenProperty() {
        return chosen.getReadOnlyProperty();
    }

    /** What is chosen asks of photos. */
    public ReadOnlyObjectProperty<Filter> filterProperty() {
        return filter.getReadOnlyProperty();
    }

    /** Photos that have what is chosen, whatever else limits them; null where nothing is chosen. */
    public ReadOnlyObjectProperty<@Nullable Set<PhotoId>> onlyProperty() {
        return only.getReadOnlyProperty();
    }

    /** The headings with all below them. Never changed, but replaced. */
    ReadOnlyObjectProperty<List<FacetBranch>> sectionsProperty() {
        return sections.getReadOnlyProperty();
    }
}
