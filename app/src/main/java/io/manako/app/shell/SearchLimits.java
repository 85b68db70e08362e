package io.manako.app.shell;

import io.manako.app.curate.Curation;
import io.manako.app.curate.FilterViewModel;
import io.manako.app.library.LibraryViewModel;
import io.manako.app.query.QueryViewModel;
import io.manako.engine.filter.Filter;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;

/** What limits library and search: the folder, a time, the filter that is typed, and the facets, which count within the others. */
final class SearchLimits {
    private SearchLimits() {}

    static void bind(LibraryViewModel library, FilterViewModel filter, Curation curation, QueryViewModel query) {
        ObservableValue<Filter> time = library.timeProperty();
        curation.facets().folderProperty().bind(library.folderProperty());
        curation.facets()
                .baseProperty()
                .bind(Bindings.createObjectBinding(
                        () -> filter.filterProperty().get().and(time.getValue()), filter.filterProperty(), time));
        library.onlyProperty().bind(curation.facets().onlyProperty());
        query.filterProperty()
                .bind(Bindings.createObjectBinding(
                        () -> curation.facets()
                                .baseProperty()
                                .get()
                                .and(curation.facets().filterProperty().get()),
                        curation.facets().baseProperty(),
                        curation.facets().filterProperty()));
    }
}
