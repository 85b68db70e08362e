package io.manako.app.sheet;

import io.manako.app.heat.HeatMap;
import io.manako.engine.phs.HeadScore;
import io.manako.engine.vit.AttentionMaps;
import java.awt.AlphaComposite;
import java.awt.BasicStroke;
import java.awt.Composite;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.geom.Path2D;
import java.util.List;
import java.util.Locale;

/** What each attention head looks at, its score, and whether it was selected; a row for each block. */
final class HeadStrip {
    private static final int LABEL_WIDTH = 72;
    private static final int GAP = 10;
    private static final int SCORE_HEIGHT = 20;

    private final AttentionMaps attention;
    private final List<HeadScore> heads;
    private final Lettering letters;
    private final Wording wording;

    HeadStrip(AttentionMaps attention, List<HeadScore> heads, Lettering letters, Wording wording) {
        this.attention = attention;
        this.heads = heads;
        this.letters = letters;
        this.wording = wording;
    }

    void draw(Graphics2D g, Rectangle frame) {
        int cellHeight = frame.height / attention.blocks();
        int widest = (cellHeight - SCORE_HEIGHT - GAP)
                * attention.grid().columns()
                / attention.grid().rows();
        int cellWidth = Math.min((frame.width - LABEL_WIDTH) / attention.heads(), widest + 4 * GAP);
        for (int block = 0; block < attention.blocks(); block++) {
            Rectangle first = mapPlace(frame, cellWidth, cellHeight, block, 0);
            g.setColor(Palette.FAINT_INK);
            letters.draw(
                    g,
                    wording.say("sheet.block", attention.firstBlock() + block + 1), // counted from 1, as on the screen
                    frame.x,
                    first.y + first.height / 2 + 5,
                    Lettering.Style.SMALL);
        }
        for (HeadScore head : heads) {
            int block = head.block() - attention.firstBlock();
            if (block >= 0 && block < attention.blocks() && head.head() < attention.heads()) {
                drawHead(g, head, mapPlace(frame, cellWidth, cellHeight, block, head.head()));
            }
        }
    }

    private Rectangle mapPlace(Rectangle frame, int cellWidth, int cellHeight, int block, int head) {
        Rectangle cell = new Rectangle(
                frame.x + LABEL_WIDTH + head * cellWidth,
                frame.y + block * cellHeight,
                Math.max(8, cellWidth - GAP),
                Math.max(8, cellHeight - SCORE_HEIGHT - GAP));
        Rectangle place =
                Pictures.fit(attention.grid().columns(), attention.grid().rows(), cell);
        place.setLocation(cell.x, cell.y);
        return place;
    }

    private void drawHead(Graphics2D g, HeadScore head, Rectangle place) {
        float[] map = attention.maps()[head.block() - attention.firstBlock()][head.head()];
        Composite solid = g.getComposite();
        if (!head.selected()) {
            g.setComposite(AlphaComposite.SrcOver.derive(0.4f));
        }
        int[] argb = HeatMap.squares(attention.grid(), map, place.width, place.height);
        g.drawImage(Pictures.ofArgb(argb, place.width, place.height), place.x, place.y, null);
        g.setComposite(solid);

        int baseline = place.y + place.height + 16;
        String score = String.format(Locale.ROOT, "%.2f", head.score());
        if (head.selected()) {
            g.setColor(Palette.CHOSEN);
            g.setStroke(QueryPanel.solid(3));
            g.drawRect(place.x - 2, place.y - 2, place.width + 3, place.height + 3);
            g.setStroke(new BasicStroke(2.2f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
            Path2D tick = new Path2D.Double();
            tick.moveTo(place.x + 1, baseline - 5);
            tick.lineTo(place.x + 4.5, baseline - 1.5);
            tick.lineTo(place.x + 11, baseline - 9);
            g.draw(tick);
            g.setColor(Palette.INK);
            letters.draw(g, score, place.x + 16, baseline, Lettering.Style.SMALL);
        } else {
            g.setColor(Palette.FAINT_INK);
            letters.draw(g, score, place.x + 16, baseline, Lettering.Style.SMALL);
        }
    }
}
