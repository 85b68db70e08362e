package io.manako.app.sheet;

import io.manako.app.heat.HeatMap;
import io.manako.engine.photo.Raster;
import io.manako.engine.prompt.Box;
import io.manako.engine.search.Hit;
import io.manako.engine.search.SearchResult;
import io.manako.engine.vit.ScoreBands.Band;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.Shape;
import java.awt.geom.Rectangle2D;
import java.util.List;

/** The hits in rows of equal frames: where the model looked, the box that matched, rank, score and name. */
final class HitGrid {
    private static final int COLUMNS = 5;
    private static final int GAP = 20;
    private static final int CAPTION = 50;

    /** Opacity of the strongest attention: the photo must still be seen below it. */
    private static final double STRONGEST = 0.62;

    private static final int DOT = 8;

    private final SearchResult result;
    private final List<Sheet.Tile> tiles;
    private final Lettering letters;
    private final Wording wording;
    private final int frameWidth;
    private final int frameHeight;

    /** @param result what the tiles are hits of; says how much their scores mean */
    HitGrid(SearchResult result, List<Sheet.Tile> tiles, Lettering letters, Wording wording, int width) {
        this.result = result;
        this.tiles = tiles;
        this.letters = letters;
        this.wording = wording;
        this.frameWidth = (width - (COLUMNS - 1) * GAP) / COLUMNS;
        this.frameHeight = frameWidth * 3 / 4;
    }

    int height() {
        int rows = (tiles.size() + COLUMNS - 1) / COLUMNS;
        return rows * (frameHeight + CAPTION) + Math.max(0, rows - 1) * GAP;
    }

    /** How many hits fit into a height, at least one row. */
    int capacity(int height) {
        return COLUMNS * Math.max(1, (height + GAP) / (frameHeight + CAPTION + GAP));
    }

    void draw(Graphics2D g, int x, int y) {
        for (int i = 0; i < tiles.size(); i++) {
            int left = x + i % COLUMNS * (frameWidth + GAP);
            int top = y + i / COLUMNS * (frameHeight + CAPTION + GAP);
            drawTile(g, tiles.get(i), new Rectangle(left, top, frameWidth, frameHeight));
        }
    }

    private void drawTile(Graphics2D g, Sheet.Tile tile, Rectangle frame) {
        Hit hit = tile.hit();
        g.setColor(Palette.CARD);
        g.fill(frame);
        Rectangle place = Pictures.fit(hit.width(), hit.height(), frame);
        if (tile.picture() == null) {
            g.setColor(Palette.FAINT_INK);
            letters.drawCentred(
                    g,
                    wording.say("sheet.unreadable"),
                    frame.x + frame.width / 2,
                    frame.y + frame.height / 2,
                    Lettering.Style.TEXT);
        } else {
            drawPicture(g, tile, tile.picture(), place);
        }
        if (result.firstWeaker().filter(hit::equals).isPresent()) {
            drawDivider(g, frame, wording.say(hit.rank() == 1 ? "results.all-weaker" : "results.weaker"));
        }
        drawCaption(g, hit, frame);
    }

    /** From this tile on matches are weaker. */
    private void drawDivider(Graphics2D g, Rectangle frame, String text) {
        g.setColor(Palette.INK);
        g.fillRect(frame.x - GAP / 2 - 1, frame.y, 3, frame.height + CAPTION);
        g.setColor(Palette.PAPER);
        g.fillRect(frame.x, frame.y, letters.width(text, Lettering.Style.SMALL) + 8, 18);
        g.setColor(Palette.INK);
        letters.draw(g, text, frame.x + 2, frame.y + 13, Lettering.Style.SMALL);
    }

    /** The hit's photo with its heat and its box, filling a place of the photo's own aspect. */
    static void drawPicture(Graphics2D g, Sheet.Tile tile, Raster picture, Rectangle place) {
        Shape clip = g.getClip();
        g.clip(place);
        Pictures.draw(g, Pictures.toImage(picture), place);
        if (tile.explanation() != null) {
            g.drawImage(
                    Pictures.ofArgb(
                            HeatMap.overlay(
                                    tile.explanation().grid(),
                                    tile.explanation().attention(),
                                    place.width,
                                    place.height,
                                    STRONGEST),
                            place.width,
                            place.height),
                    place.x,
                    place.y,
                    null);
        }
        Box found = tile.explanation() == null
                ? tile.hit().box()
                : tile.explanation().place();
        QueryPanel.haloed(g, box(tile.hit(), found, place), Color.WHITE, QueryPanel.solid(2));
        g.setClip(clip);
    }

    private void drawCaption(Graphics2D g, Hit hit, Rectangle frame) {
        int baseline = frame.y + frame.height + 20;
        String rank = hit.rank() + ".";
        String score = Sheet.similarity(hit);
        g.setColor(Palette.INK);
        letters.draw(g, rank, frame.x, baseline, Lettering.Style.HEADING);
        int right = frame.x + frame.width;
        letters.drawRight(g, score, right, baseline, Lettering.Style.TEXT);
        int dotsEnd = right - letters.width(score, Lettering.Style.TEXT) - DOT;
        result.band(hit).ifPresent(band -> drawDots(g, band, dotsEnd, baseline));
        g.setColor(Palette.FAINT_INK);
        letters.drawShortened(g, name(hit), frame.x, baseline + 20, frame.width, Lettering.Style.SMALL);
    }

    /** Three dots, as many of them full as the score says much. */
    private static void drawDots(Graphics2D g, Band band, int right, int baseline) {
        int all = Band.values().length;
        for (int i = 0; i < all; i++) {
            int x = right - (all - i) * (DOT + 2);
            if (i < all - band.ordinal()) {
                g.fillOval(x, baseline - DOT - 1, DOT, DOT);
            } else {
                g.drawOval(x, baseline - DOT - 1, DOT - 1, DOT - 1);
            }
        }
    }

    private static String name(Hit hit) {
        return hit.path().getFileName() == null
                ? hit.path().toString()
                : hit.path().getFileName().toString();
    }

    /** A box of the hit's photo on the drawn one, kept a pixel inside it so that a box around the whole photo is seen. */
    private static Shape box(Hit hit, Box box, Rectangle place) {
        double scaleX = (double) place.width / hit.width();
        double scaleY = (double) place.height / hit.height();
        Rectangle2D drawn = new Rectangle2D.Double(
                place.x + box.x() * scaleX, place.y + box.y() * scaleY, box.width() * scaleX, box.height() * scaleY);
        return drawn.createIntersection(
                new Rectangle2D.Double(place.x + 2, place.y + 2, place.width - 4.0, place.height - 4.0));
    }
}
