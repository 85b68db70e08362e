package io.manako.app.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Columns that line up: words to the left, figures to the right. */
final class TextTable {
    private final int words;
    private final List<List<String>> lines = new ArrayList<>();

    /** @param words number of first columns that hold words */
    TextTable(int words, String... heads) {
        this.words = words;
        lines.add(List.of(heads));
    }

    void add(String... cells) {
        if (cells.length != lines.getFirst().size()) {
            throw new IllegalArgumentException(
                    cells.length + " cells under " + lines.getFirst().size() + " heads");
        }
        lines.add(List.of(cells));
    }

    /** A figure with one decimal, or a dash where there is none. */
    static String figure(double value) {
        return Double.isFinite(value) ? String.format(Locale.ROOT, "%.1f", value) : "–";
    }

    /** A difference: a figure with its sign. */
    static String signed(double value) {
        return Double.isFinite(value) ? String.format(Locale.ROOT, "%+.1f", value) : "–";
    }

    @Override
    public String toString() {
        int columns = lines.getFirst().size();
        StringBuilder text = new StringBuilder();
        for (List<String> line : lines) {
            for (int column = 0; column < columns; column++) {
                int at = column;
                int width = lines.stream()
                        .mapToInt(cells -> cells.get(at).length())
                        .max()
                        .orElse(0);
                String padding = " ".repeat(width - line.get(column).length());
                text.append(column == 0 ? "" : "  ")
                        .append(column < words ? line.get(column) + padding : padding + line.get(column));
            }
            text.append(System.lineSeparator());
        }
        return text.toString();
    }
}
