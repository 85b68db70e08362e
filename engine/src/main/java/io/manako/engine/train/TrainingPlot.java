package io.manako.engine.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Draws the table of a training as SVG, which needs neither a display nor fonts: above the loss, of what is learned and of
 * what is held out, below the figures of the evaluation set, if there are any, both over samples.
 */
final class TrainingPlot {
    private static final int WIDTH = 720;
    private static final int PANEL = 220;
    private static final int LEFT = 60;
    private static final int RIGHT = 110;
    private static final int TOP = 30;
    private static final int BOTTOM = 40;
    private static final int TICKS = 4;

    /** Told apart in grey and by any colour vision (Okabe and Ito, 2008). */
    private static final List<String> COLOURS = List.of("#0072b2", "#d55e00", "#009e73");

    private record Point(double x, double y) {}

    private record Line(String name, List<Point> points) {}

    private TrainingPlot() {}

    /** @param rows with the columns of {@link TrainingLog#COLUMNS} */
    static String svg(List<@Nullable Double[]> rows) {
        List<Line> losses =
                lines(rows, List.of(Losses.NAMES.getFirst(), TrainingLog.HELD_OUT + Losses.NAMES.getFirst()));
        List<Line> figures = lines(rows, TrainingLog.FIGURES);
        int height = (figures.isEmpty() ? 1 : 2) * (TOP + PANEL + BOTTOM);
        StringBuilder svg = new StringBuilder(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\""
                        + " font-size=\"12\">%n<rect width=\"%d\" height=\"%d\" fill=\"#fff\"/>%n",
                WIDTH,
                height,
                WIDTH,
                height));
        panel(svg, "loss", losses, TOP);
        if (!figures.isEmpty()) {
            panel(svg, "mean average precision, boxes", figures, 2 * TOP + PANEL + BOTTOM);
        }
        return svg.append("</svg>\n").toString();
    }

    private static List<Line> lines(List<@Nullable Double[]> rows, List<String> columns) {
        int samples = TrainingLog.COLUMNS.indexOf("samples");
        List<Line> lines = new ArrayList<>();
        for (String column : columns) {
            int at = TrainingLog.COLUMNS.indexOf(column);
            List<Point> points = new ArrayList<>();
            for (@Nullable Double[] row : rows) {
                Double x = row[samples];
                Double y = row[at];
                if (x != null && y != null && Double.isFinite(y)) {
                    points.add(new Point(x, y));
                }
            }
            if (!points.isEmpty()) {
                lines.add(new Line(column.replace('_', ' '), points));
            }
        }
        return lines;
    }

    private static void panel(StringBuilder svg, String title, List<Line> lines, int top) {
        double last = 1;
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (Line line : lines) {
            for (Point point : line.points) {
                last = Math.max(last, point.x);
                low = Math.min(low, point.y);
                high = Math.max(high, point.y);
            }
        }
        double room = Math.max((high - low) * 0.05, 1e-3);
        Scale scale = new Scale(last, low - room, high + room, top);
        text(svg, LEFT, top - 10, "start", title);
        for (int i = 0; i <= TICKS; i++) {
            double x = last * i / TICKS;
            double y = scale.low + (scale.high - scale.low) * i / TICKS;
            svg.append(String.format(
                    Locale.ROOT, "<path d=\"M%d %.1fH%d\" stroke=\"#ddd\"/>%n", LEFT, scale.down(y), WIDTH - RIGHT));
            text(svg, LEFT - 6, scale.down(y) + 4, "end", String.format(Locale.ROOT, "%.4g", y));
            text(svg, scale.along(x), top + PANEL + 16, "middle", String.format(Locale.ROOT, "%,.0f", x));
        }
        text(svg, WIDTH - RIGHT, top + PANEL + 32, "end", "samples");
        for (int i = 0; i < lines.size(); i++) {
            line(svg, lines.get(i), COLOURS.get(i % COLOURS.size()), scale);
            svg.append(String.format(
                    Locale.ROOT,
                    "<text x=\"%d\" y=\"%d\" fill=\"%s\">%s</text>%n",
                    WIDTH - RIGHT + 8,
                    top + 12 + 16 * i,
                    COLOURS.get(i % COLOURS.size()),
                    lines.get(i).name));
        }
    }

    private static void line(StringBuilder svg, Line line, String colour, Scale scale) {
        StringBuilder path = new StringBuilder();
        for (Point point : line.points) {
            path.append(path.isEmpty() ? 'M' : 'L')
                    .append(String.format(Locale.ROOT, "%.1f %.1f", scale.along(point.x), scale.down(point.y)));
        }
        svg.append(String.format("<path d=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"1.5\"/>%n", path, colour));
        Point end = line.points.getLast();
        svg.append(String.format(
                Locale.ROOT,
                "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3\" fill=\"%s\"/>%n",
                scale.along(end.x),
                scale.down(end.y),
                colour));
    }

    private static void text(StringBuilder svg, double x, double y, String anchor, String text) {
        svg.append(String.format(
                Locale.ROOT, "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>%n", x, y, anchor, text));
    }

    private record Scale(double last, double low, double high, int top) {
        double along(double x) {
            return LEFT + x / last * (WIDTH - LEFT - RIGHT);
        }

        double down(double y) {
            return top + (high - y) / (high - low) * PANEL;
        }
    }
}
