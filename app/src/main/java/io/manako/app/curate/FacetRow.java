package io.manako.app.curate;

import io.manako.engine.store.Tag;
import org.jspecify.annotations.Nullable;

/** A line of the tree of facets. */
sealed interface FacetRow {
    /** What stays the same when it is counted anew. */
    Object key();

    /** What choosing the line asks for, or null for a heading. */
    default @Nullable Facet facet() {
        return null;
    }

    /** A heading. */
    record Section(Facet.Kind kind) implements FacetRow {
        @Override
        public Object key() {
            return kind;
        }
    }

    /** @param photos of those shown that bear it or one below it */
    record OfTag(Tag tag, int photos) implements FacetRow {
        @Override
        public Facet key() {
            return new Facet(Facet.Kind.TAG, tag.name().key());
        }

        @Override
        public Facet facet() {
            return key();
        }
    }

    /** @param photos of those shown */
    record OfValue(Facet facet, int photos) implements FacetRow {
        @Override
        public Object key() {
            return facet;
        }
    }
}
