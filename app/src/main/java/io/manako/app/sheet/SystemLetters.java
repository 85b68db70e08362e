package io.manako.app.sheet;

import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.font.FontRenderContext;

/** The system's sans-serif font. */
final class SystemLetters implements Lettering {
    private static final FontRenderContext SMOOTH = new FontRenderContext(null, true, true);

    @Override
    public void draw(Graphics2D g, String text, int x, int baseline, Style style) {
        g.setFont(font(style));
        g.drawString(text, x, baseline);
    }

    @Override
    public int width(String text, Style style) {
        return (int) Math.ceil(font(style).getStringBounds(text, SMOOTH).getWidth());
    }

    @Override
    public boolean shows(String text) {
        return font(Style.TEXT).canDisplayUpTo(text) < 0;
    }

    private static Font font(Style style) {
        return new Font(Font.SANS_SERIF, style.bold ? Font.BOLD : Font.PLAIN, style.size);
    }
}
