package io.manako.app.library;

import java.util.List;

/** A line of the library's tree. */
sealed interface Row {
    int photos();

    /** What stays the same when it is counted anew. */
    Object key();

    record All(int photos) implements Row {
        @Override
        public Object key() {
            return All.class;
        }
    }

    record OfFolder(Folder folder) implements Row {
        @Override
        public int photos() {
            return folder.photos();
        }

        @Override
        public Object key() {
            return folder.path();
        }
    }

    /** Above the years. */
    record Dates(int photos) implements Row {
        @Override
        public Object key() {
            return Dates.class;
        }
    }

    record OfPeriod(Period period) implements Row {
        @Override
        public int photos() {
            return period.photos();
        }

        @Override
        public Object key() {
            return List.of(period.from(), period.until());
        }
    }
}
