package io.manako.app.query;

/** What a press and a drag on the query photo do. A tool stays chosen until another is. */
public enum Tool {
    POINT,
    NEGATIVE,
    BOX,
    BRUSH,
    LASSO,
    ERASER,
    HAND
}
