package io.manako.app.cli;

/** Control characters that names of files and tags may have, made visible: a terminal would obey them. */
final class VisibleControls {
    /** Unicode's pictures of control characters begin here, in the same order. */
    private static final int PICTURES = 0x2400;

    private static final char DELETE = 0x7f;
    private static final char DELETE_PICTURE = 0x2421;

    /** Stands for U+0080 to U+009F, which are control characters, too, but have no pictures. */
    private static final char REPLACEMENT = 0xfffd;

    private VisibleControls() {}

    /** The text as it is shown; line breaks and tabs stay what they are. */
    static String in(String text) {
        StringBuilder shown = null;
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            boolean lineBreak = c == '\n' || c == '\r' && at + 1 < text.length() && text.charAt(at + 1) == '\n';
            if (Character.isISOControl(c) && c != '\t' && !lineBreak) {
                shown = shown == null ? new StringBuilder(text) : shown;
                shown.setCharAt(at, picture(c));
            }
        }
        return shown == null ? text : shown.toString();
    }

    private static char picture(char control) {
        if (control == DELETE) {
            return DELETE_PICTURE;
        }
        return control > DELETE ? REPLACEMENT : (char) (PICTURES + control);
    }
}
