package io.manako.app.sheet;

import io.manako.engine.photo.Raster;
import io.manako.engine.search.SearchResult;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.Locale;

/**
 * Draws a {@link Sheet}: the question on top, the hits below. Stateless but for its letters; thread-safe.
 *
 * <pre>{@code Raster picture = new SheetRenderer().render(sheet);}</pre>
 */
public final class SheetRenderer {
    private static final int WIDTH = 1600;
    private static final int MARGIN = 36;
    private static final int INNER = WIDTH - 2 * MARGIN;
    private static final int HEADER = 74;
    private static final int QUERY_WIDTH = 600;
    private static final int QUERY_HEIGHT = 450;
    private static final int SECTION_GAP = 64;

    private final Lettering letters;

    public SheetRenderer() {
        this(Lettering.best());
    }

    SheetRenderer(Lettering letters) {
        this.letters = letters;
    }

    /** The sheet as a picture 1600 pixels wide, as high as its hits need. */
    public Raster render(Sheet sheet) {
        HitGrid hits = new HitGrid(sheet.tiles(), letters, INNER);
        int top = MARGIN + HEADER;
        int gridTop = top + QUERY_HEIGHT + SECTION_GAP;
        int height = gridTop + (sheet.tiles().isEmpty() ? 60 : hits.height()) + MARGIN;
        BufferedImage image = new BufferedImage(WIDTH, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        smooth(g);
        g.setColor(Palette.PAPER);
        g.fillRect(0, 0, WIDTH, height);

        drawHeader(g, sheet);
        drawQuery(g, sheet, top);
        drawHeads(g, sheet, top);
        drawHits(g, sheet, hits, gridTop);
        g.dispose();
        return Pictures.toRaster(image);
    }

    private void drawHeader(Graphics2D g, Sheet sheet) {
        SearchResult result = sheet.result();
        String asked = sheet.query().prompts().isEmpty() ? "Photos like " : "Photos that show what is marked in ";
        g.setColor(Palette.INK);
        int room = INNER - letters.width(asked, Lettering.Style.TITLE);
        String name = letters.shorten(sheet.query().name(), room, Lettering.Style.TITLE);
        letters.draw(g, asked + name, MARGIN, MARGIN + 22, Lettering.Style.TITLE);
        g.setColor(Palette.FAINT_INK);
        String facts = String.format(
                Locale.ROOT,
                "%,d %s searched in %.0f ms  ·  model %s",
                result.searched(),
                result.searched() == 1 ? "photo" : "photos",
                result.millis().total(),
                sheet.model());
        letters.draw(g, facts, MARGIN, MARGIN + 48, Lettering.Style.TEXT);
    }

    private void drawQuery(Graphics2D g, Sheet sheet, int top) {
        Rectangle frame = new Rectangle(MARGIN, top, QUERY_WIDTH, QUERY_HEIGHT);
        g.setColor(Palette.CARD);
        g.fill(frame);
        new QueryPanel(sheet.query(), frame)
                .draw(g, sheet.result().grid(), sheet.result().region());
        if (!sheet.query().prompts().isEmpty()) {
            int y = top + QUERY_HEIGHT + 20;
            QueryPanel.haloed(g, new Rectangle(MARGIN + 1, y - 10, 10, 10), Palette.THIS, QueryPanel.solid(1.5f));
            g.setColor(Palette.FAINT_INK);
            letters.draw(
                    g, "patches of the photo that the model takes as marked", MARGIN + 20, y, Lettering.Style.SMALL);
        }
    }

    private void drawHeads(Graphics2D g, Sheet sheet, int top) {
        int left = MARGIN + QUERY_WIDTH + 40;
        Rectangle frame = new Rectangle(left, top + 34, WIDTH - MARGIN - left, QUERY_HEIGHT - 34);
        g.setColor(Palette.INK);
        letters.draw(g, "What each attention head looks at", left, top + 14, Lettering.Style.HEADING);
        new HeadStrip(sheet.attention(), sheet.result().heads(), letters).draw(g, frame);
        int y = top + QUERY_HEIGHT + 20;
        g.setColor(Palette.FAINT_INK);
        letters.draw(
                g,
                "outlined and ticked: selected, its map fits the mark; the number is its score",
                left,
                y,
                Lettering.Style.SMALL);
        drawScale(g, WIDTH - MARGIN, y);
    }

    /** The colours from weak to strong, ending at the right margin. */
    private void drawScale(Graphics2D g, int right, int baseline) {
        int strong = letters.width("strong", Lettering.Style.SMALL);
        int barLeft = right - strong - 8 - 90;
        for (int i = 0; i < 90; i++) {
            g.setColor(new Color(HeatMap.colour(i / 89.0)));
            g.fillRect(barLeft + i, baseline - 10, 1, 11);
        }
        g.setColor(Palette.FAINT_INK);
        letters.draw(g, "strong", right - strong, baseline, Lettering.Style.SMALL);
        letters.drawRight(g, "attention: weak", barLeft - 8, baseline, Lettering.Style.SMALL);
    }

    private void drawHits(Graphics2D g, Sheet sheet, HitGrid hits, int top) {
        if (sheet.tiles().isEmpty()) {
            g.setColor(Palette.LINE);
            g.fillRect(MARGIN, top - 24, INNER, 1);
            g.setColor(Palette.INK);
            String none = sheet.result().searched() == 0
                    ? "No photo was searched: the library, or the folder chosen in it, has none."
                    : "No photo was found.";
            letters.draw(g, none, MARGIN, top + 20, Lettering.Style.HEADING);
            return;
        }
        hits.draw(g, MARGIN, top);
    }

    static void smooth(Graphics2D g) {
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
        g.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    }
}
