package io.manako.app.export;

import io.manako.app.sheet.Sheet;
import io.manako.app.sheet.SheetRenderer;
import io.manako.engine.message.Message;
import io.manako.engine.photo.PictureWriter;
import io.manako.engine.photo.Raster;
import io.manako.engine.search.Hit;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Locale;

/** A sheet as one HTML file: pictures inside, no script, nothing that is fetched. */
final class HtmlSheet {
    private static final int QUALITY = 85;
    private static final int QUESTION_SIDE = 900;
    private static final int HIT_SIDE = 480;

    /** The policy holds whatever a name may say: a browser runs and fetches nothing of this page. */
    private static final String HEAD = """
            <!DOCTYPE html>
            <html lang="%4$s">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>%1$s</title>
            <style>
            :root { color-scheme: light dark; }
            body { font: 15px/1.45 system-ui, sans-serif; margin: 2rem auto; max-width: 1500px; padding: 0 1.5rem; }
            h1 { font-size: 1.4rem; margin: 0; overflow-wrap: anywhere; }
            p, figcaption { color: color-mix(in srgb, currentColor 75%%, transparent); }
            img { max-width: 100%%; height: auto; display: block; }
            figure { margin: 0; }
            .question { max-width: 640px; }
            ol { list-style: none; padding: 0; margin: 2rem 0 0; display: grid; gap: 1.5rem;
                 grid-template-columns: repeat(auto-fill, minmax(230px, 1fr)); }
            .frame { position: relative; aspect-ratio: 4 / 3; background: #8882; display: grid; place-items: center; }
            .frame img { position: absolute; inset: 0; width: 100%%; height: 100%%; object-fit: contain; }
            figcaption { font-size: 0.85rem; margin-top: 0.4rem; overflow-wrap: anywhere; }
            figcaption bdi { display: block; clear: both; }
            .score { float: right; }
            .weaker { grid-column: 1 / -1; border-top: 2px solid; padding-top: 0.4rem; }
            </style>
            </head>
            <body>
            <h1>%1$s</h1>
            <p>%2$s</p>
            <figure class="question">%3$s</figure>
            """;

    private HtmlSheet() {}

    static byte[] of(Sheet sheet) {
        String name = escaped(sheet.query().name());
        String title = sheet.query().prompts().isEmpty() ? "sheet.title-like" : "sheet.title-marked";
        StringBuilder html = new StringBuilder(String.format(
                Locale.ROOT,
                HEAD,
                escaped(say(sheet, title, sheet.query().name())),
                escaped(say(
                        sheet,
                        "sheet.facts-html",
                        String.format(Locale.ROOT, "%,d", sheet.result().searched()),
                        sheet.tiles().size(),
                        sheet.model())),
                picture(SheetRenderer.question(sheet, QUESTION_SIDE), name),
                escaped(say(sheet, "sheet.language"))));
        sheet.result()
                .missingNotice()
                .ifPresent(notice -> html.append("<p>")
                        .append(escaped(sheet.words().apply(notice)))
                        .append("</p>\n"));
        html.append("<ol>\n");
        String unreadable = escaped(say(sheet, "sheet.unreadable"));
        sheet.tiles().forEach(tile -> append(html, sheet, tile, unreadable));
        return html.append("</ol>\n</body>\n</html>\n").toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String say(Sheet sheet, String key, Object... arguments) {
        return sheet.words().apply(Message.of(key, arguments));
    }

    private static void append(StringBuilder html, Sheet sheet, Sheet.Tile tile, String unreadable) {
        Hit hit = tile.hit();
        Path file = hit.path().getFileName();
        String name = escaped(file == null ? hit.path().toString() : file.toString());
        if (sheet.result().firstWeaker().filter(hit::equals).isPresent()) {
            html.append("<li class=\"weaker\">")
                    .append(escaped(say(sheet, hit.rank() == 1 ? "results.all-weaker" : "results.weaker")))
                    .append("</li>\n");
        }
        html.append("<li><figure><div class=\"frame\">")
                .append(SheetRenderer.hit(tile, HIT_SIDE)
                        .map(picture -> picture(picture, name))
                        .orElse(unreadable))
                .append("</div><figcaption title=\"")
                .append(escaped(hit.path().toString()))
                .append("\"><span class=\"score\">")
                .append(escaped(score(sheet, hit)))
                .append("</span><b>")
                .append(hit.rank())
                .append(".</b> <bdi>")
                .append(name)
                .append("</bdi></figcaption></figure></li>\n");
    }

    /** In words where it is known what it means. */
    private static String score(Sheet sheet, Hit hit) {
        String number = Sheet.similarity(hit);
        return sheet.result()
                .band(hit)
                .map(band -> "results.band-%s".formatted(band.name().toLowerCase(Locale.ROOT)))
                .map(key -> say(sheet, key, number))
                .orElse(number);
    }

    private static String picture(Raster picture, String escapedName) {
        return String.format(
                Locale.ROOT,
                "<img width=\"%d\" height=\"%d\" alt=\"%s\" src=\"data:image/jpeg;base64,%s\">",
                picture.width(),
                picture.height(),
                escapedName,
                Base64.getEncoder().encodeToString(PictureWriter.jpeg(picture, QUALITY)));
    }

    /** A text that stays text, in an element as in an attribute. */
    static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.append(c);
            }
        }
        return escaped.toString();
    }
}
