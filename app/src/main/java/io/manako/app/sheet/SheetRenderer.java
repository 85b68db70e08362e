package io.manako.app.sheet;

import io.manako.app.heat.HeatMap;
import io.manako.engine.photo.Raster;
import io.manako.engine.search.SearchResult;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

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
    private static final int QUESTION_TOP = MARGIN + HEADER;
    private static final int HITS_TOP = QUESTION_TOP + QUERY_HEIGHT + SECTION_GAP;
    private static final int PAGE_HEIGHT = (int) Math.round(WIDTH * Math.sqrt(2));
    private static final int PAGE_BOTTOM = PAGE_HEIGHT - MARGIN - 20;

    private final Lettering letters;

    public SheetRenderer() {
        this(Lettering.best());
    }

    SheetRenderer(Lettering letters) {
        this.letters = letters;
    }

    /** The sheet as a picture 1600 pixels wide, as high as its hits need. */
    public Raster render(Sheet sheet) {
        Wording wording = Wording.of(sheet, letters);
        HitGrid hits = new HitGrid(sheet.result(), sheet.tiles(), letters, wording, INNER);
        int height = HITS_TOP + (sheet.tiles().isEmpty() ? 60 : hits.height()) + MARGIN;
        return drawn(WIDTH, height, g -> {
            drawQuestion(g, sheet, wording);
            drawHits(g, sheet, hits, wording, HITS_TOP);
        });
    }

    /** The sheet as pages of A4's shape, 1600 pixels wide: the question on the first, and on each as many hits as fit. */
    public List<SheetPage> pages(Sheet sheet) {
        Wording wording = Wording.of(sheet, letters);
        List<List<Sheet.Tile>> parts = new ArrayList<>();
        HitGrid all = new HitGrid(sheet.result(), sheet.tiles(), letters, wording, INNER);
        int end = Math.min(sheet.tiles().size(), all.capacity(PAGE_BOTTOM - HITS_TOP));
        parts.add(sheet.tiles().subList(0, end));
        while (end < sheet.tiles().size()) {
            int next = Math.min(sheet.tiles().size(), end + all.capacity(PAGE_BOTTOM - MARGIN));
            parts.add(sheet.tiles().subList(end, next));
            end = next;
        }
        List<SheetPage> pages = new ArrayList<>();
        for (List<Sheet.Tile> part : parts) {
            RecordingLetters written = new RecordingLetters(letters);
            Raster picture = new SheetRenderer(written).page(sheet, wording, part, pages.size(), parts.size());
            pages.add(new SheetPage(picture, written.lines()));
        }
        return pages;
    }

    private Raster page(Sheet sheet, Wording wording, List<Sheet.Tile> tiles, int number, int of) {
        return drawn(WIDTH, PAGE_HEIGHT, g -> {
            if (number == 0) {
                drawQuestion(g, sheet, wording);
            }
            HitGrid hits = new HitGrid(sheet.result(), tiles, letters, wording, INNER);
            drawHits(g, sheet, hits, wording, number == 0 ? HITS_TOP : MARGIN);
            g.setColor(Palette.FAINT_INK);
            letters.drawRight(g, number + 1 + " / " + of, WIDTH - MARGIN, PAGE_HEIGHT - MARGIN, Lettering.Style.SMALL);
        });
    }

    /** The query photo alone, with its marks and what the model takes as marked; the long side in pixels. */
    public static Raster question(Sheet sheet, int longSide) {
        Rectangle place = fitted(sheet.query().width(), sheet.query().height(), longSide);
        return drawn(
                place.width,
                place.height,
                g -> new QueryPanel(sheet.query(), place)
                        .draw(g, sheet.result().grid(), sheet.result().region()));
    }

    /** A hit alone, with where the model looked and the box that matched; empty where its file cannot be read now. */
    public static Optional<Raster> hit(Sheet.Tile tile, int longSide) {
        Raster picture = tile.picture();
        if (picture == null) {
            return Optional.empty();
        }
        Rectangle place = fitted(tile.hit().width(), tile.hit().height(), longSide);
        return Optional.of(drawn(place.width, place.height, g -> HitGrid.drawPicture(g, tile, picture, place)));
    }

    private static Rectangle fitted(int width, int height, int longSide) {
        Rectangle place = Pictures.fit(width, height, new Rectangle(longSide, longSide));
        place.setLocation(0, 0);
        return place;
    }

    private static Raster drawn(int width, int height, Consumer<Graphics2D> drawing) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        smooth(g);
        g.setColor(Palette.PAPER);
        g.fillRect(0, 0, width, height);
        drawing.accept(g);
        g.dispose();
        return Pictures.toRaster(image);
    }

    private void drawQuestion(Graphics2D g, Sheet sheet, Wording wording) {
        drawHeader(g, sheet, wording);
        drawQuery(g, sheet, wording, QUESTION_TOP);
        drawHeads(g, sheet, wording, QUESTION_TOP);
    }

    private void drawHeader(Graphics2D g, Sheet sheet, Wording wording) {
        String title = sheet.query().prompts().isEmpty() ? "sheet.title-like" : "sheet.title-marked";
        g.setColor(Palette.INK);
        int room = INNER - letters.width(wording.say(title, ""), Lettering.Style.TITLE);
        String name = letters.shorten(sheet.query().name(), room, Lettering.Style.TITLE);
        letters.draw(g, wording.say(title, name), MARGIN, MARGIN + 22, Lettering.Style.TITLE);
        g.setColor(Palette.FAINT_INK);
        SearchResult result = sheet.result();
        String facts = wording.say(
                "sheet.facts",
                String.format(Locale.ROOT, "%,d", result.searched()),
                String.format(Locale.ROOT, "%.0f", result.millis().total()),
                sheet.model());
        letters.draw(g, facts, MARGIN, MARGIN + 48, Lettering.Style.TEXT);
    }

    private void drawQuery(Graphics2D g, Sheet sheet, Wording wording, int top) {
        Rectangle frame = new Rectangle(MARGIN, top, QUERY_WIDTH, QUERY_HEIGHT);
        g.setColor(Palette.CARD);
        g.fill(frame);
        new QueryPanel(sheet.query(), frame)
                .draw(g, sheet.result().grid(), sheet.result().region());
        if (!sheet.query().prompts().isEmpty()) {
            int y = top + QUERY_HEIGHT + 20;
            QueryPanel.haloed(g, new Rectangle(MARGIN + 1, y - 10, 10, 10), Palette.THIS, QueryPanel.solid(1.5f));
            g.setColor(Palette.FAINT_INK);
            letters.draw(g, wording.say("sheet.patches"), MARGIN + 20, y, Lettering.Style.SMALL);
        }
    }

    private void drawHeads(Graphics2D g, Sheet sheet, Wording wording, int top) {
        int left = MARGIN + QUERY_WIDTH + 40;
        Rectangle frame = new Rectangle(left, top + 34, WIDTH - MARGIN - left, QUERY_HEIGHT - 34);
        g.setColor(Palette.INK);
        letters.draw(g, wording.say("sheet.heads"), left, top + 14, Lettering.Style.HEADING);
        new HeadStrip(sheet.attention(), sheet.result().heads(), letters, wording).draw(g, frame);
        int y = top + QUERY_HEIGHT + 20;
        g.setColor(Palette.FAINT_INK);
        letters.draw(g, wording.say("sheet.heads-legend"), left, y, Lettering.Style.SMALL);
        drawScale(g, wording, WIDTH - MARGIN, y);
    }

    /** The colours from weak to strong, ending at the right margin. */
    private void drawScale(Graphics2D g, Wording wording, int right, int baseline) {
        String strong = wording.say("sheet.strong");
        int strongLeft = right - letters.width(strong, Lettering.Style.SMALL);
        int barLeft = strongLeft - 8 - 90;
        for (int i = 0; i < 90; i++) {
            g.setColor(new Color(HeatMap.colour(i / 89.0)));
            g.fillRect(barLeft + i, baseline - 10, 1, 11);
        }
        g.setColor(Palette.FAINT_INK);
        letters.draw(g, strong, strongLeft, baseline, Lettering.Style.SMALL);
        letters.drawRight(g, wording.say("sheet.weak"), barLeft - 8, baseline, Lettering.Style.SMALL);
    }

    private void drawHits(Graphics2D g, Sheet sheet, HitGrid hits, Wording wording, int top) {
        if (sheet.tiles().isEmpty()) {
            g.setColor(Palette.LINE);
            g.fillRect(MARGIN, top - 24, INNER, 1);
            g.setColor(Palette.INK);
            String none =
                    wording.say(sheet.result().searched() == 0 ? "sheet.nothing-searched" : "sheet.nothing-found");
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
