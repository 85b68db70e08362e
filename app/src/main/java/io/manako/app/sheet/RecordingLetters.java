package io.manako.app.sheet;

import java.awt.Graphics2D;
import java.util.ArrayList;
import java.util.List;

/** Draws with other letters, and remembers which text stands where. For one page and one thread. */
final class RecordingLetters implements Lettering {
    private final Lettering letters;
    private final List<SheetPage.Line> lines = new ArrayList<>();

    RecordingLetters(Lettering letters) {
        this.letters = letters;
    }

    List<SheetPage.Line> lines() {
        return lines;
    }

    @Override
    public void draw(Graphics2D g, String text, int x, int baseline, Style style) {
        letters.draw(g, text, x, baseline, style);
        remember(text, x, baseline, width(text, style), style);
    }

    /** Remembers the whole text: it is found although it is not seen to its end. */
    @Override
    public void drawShortened(Graphics2D g, String text, int x, int baseline, int room, Style style) {
        String shown = shorten(text, room, style);
        letters.draw(g, shown, x, baseline, style);
        remember(text, x, baseline, width(shown, style), style);
    }

    private void remember(String text, int x, int baseline, int width, Style style) {
        if (!text.isBlank()) {
            lines.add(new SheetPage.Line(text, x, baseline, width, style.size));
        }
    }

    @Override
    public int width(String text, Style style) {
        return letters.width(text, style);
    }

    @Override
    public boolean shows(String text) {
        return letters.shows(text);
    }
}
