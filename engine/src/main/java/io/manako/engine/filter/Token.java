package io.manako.engine.filter;

/**
 * A piece of a filter.
 *
 * @param field what is before the colon of a term in lower case, or empty
 * @param text of a term, without quotes, field and asterisk; of others as it was written
 * @param prefix whether an asterisk stood at the end of a term
 * @param position of its first character, counted from 1
 */
record Token(Kind kind, String field, String text, boolean prefix, int position) {
    enum Kind {
        OPEN,
        CLOSE,
        AND,
        OR,
        NOT,
        TERM,
        END
    }
}
