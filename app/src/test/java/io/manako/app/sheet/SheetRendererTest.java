package io.manako.app.sheet;

import static org.assertj.core.api.Assertions.assertThat;

import io.manako.app.settings.Language;
import io.manako.app.settings.Messages;
import io.manako.engine.message.Message;
import io.manako.engine.photo.PhotoId;
import io.manako.engine.photo.Raster;
import io.manako.engine.phs.HeadScore;
import io.manako.engine.prompt.Box;
import io.manako.engine.prompt.Mask;
import io.manako.engine.prompt.PatchGrid;
import io.manako.engine.prompt.Point;
import io.manako.engine.prompt.Polarity;
import io.manako.engine.prompt.Prompt;
import io.manako.engine.search.Explanation;
import io.manako.engine.search.Hit;
import io.manako.engine.search.SearchResult;
import io.manako.engine.vit.AttentionMaps;
import java.awt.Color;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SheetRendererTest {
    private static final PatchGrid GRID = new PatchGrid(3, 4);
    private static final int GREY = 0x909090;

    /** Where a photo of 4:3 lies on the sheet: it fills the query's frame. */
    private static final int LEFT = 36;

    private static final int TOP = 110;
    private static final double SCALE = 600 / 400.0;

    private final SheetRenderer renderer = new SheetRenderer(new DotLetters());

    @Test
    void keepsWhatIsMarkedBrightAndDimsTheRest() {
        Raster sheet = renderer.render(sheet(List.of(new Box(100, 100, 120, 80)), false, 0));

        assertThat(photoPixel(sheet, 160, 130)).isEqualTo(GREY);
        assertThat(brightness(photoPixel(sheet, 40, 40))).isLessThan(brightness(GREY) / 2);
    }

    @Test
    void dimsNothingWhereTheWholePhotoIsMeant() {
        Raster sheet = renderer.render(sheet(List.of(), false, 0));

        assertThat(photoPixel(sheet, 40, 40)).isEqualTo(GREY);
        assertThat(photoPixel(sheet, 390, 290)).isEqualTo(GREY);
    }

    @Test
    void dimsOnlyWhatANegativeMarkExcludesWhereNothingElseIsMarked() {
        Raster sheet = renderer.render(sheet(List.of(new Box(100, 100, 120, 80, Polarity.NEGATIVE)), false, 0));

        assertThat(brightness(photoPixel(sheet, 160, 130))).isLessThan(brightness(GREY) / 2);
        assertThat(photoPixel(sheet, 40, 40)).isEqualTo(GREY);
    }

    @Test
    void showsAMaskSmallerThanThePhoto() {
        boolean[] inside = new boolean[40 * 30];
        for (int y = 10; y < 20; y++) {
            Arrays.fill(inside, y * 40 + 10, y * 40 + 30, true);
        }
        Raster sheet = renderer.render(sheet(List.of(new Mask(40, 30, inside)), false, 0));

        assertThat(photoPixel(sheet, 200, 150)).isEqualTo(GREY);
        assertThat(brightness(photoPixel(sheet, 40, 40))).isLessThan(brightness(GREY) / 2);
    }

    @Test
    void marksAPointWithItsSign() {
        Raster sheet =
                renderer.render(sheet(List.of(new Point(100, 100), new Point(300, 200, Polarity.NEGATIVE)), false, 0));

        assertThat(around(sheet, 100, 100)).contains(0xFFFFFF);
        assertThat(around(sheet, 300, 200)).contains(Palette.NOT_THIS.getRGB() & 0xFFFFFF);
    }

    @Test
    void outlinesSelectedHeadsOnly() {
        int chosen = Palette.CHOSEN.getRGB() & 0xFFFFFF;

        assertThat(headPixels(renderer.render(sheet(List.of(), true, 0)))).contains(chosen);
        assertThat(headPixels(renderer.render(sheet(List.of(), false, 0)))).doesNotContain(chosen);
    }

    @Test
    void growsWithItsHitsAndDrawsTheirBoxes() {
        Raster none = renderer.render(sheet(List.of(), true, 0));
        Raster five = renderer.render(sheet(List.of(), true, 5));
        Raster six = renderer.render(sheet(List.of(), true, 6));

        assertThat(none.width()).isEqualTo(five.width()).isEqualTo(1600);
        assertThat(five.height()).isGreaterThan(none.height());
        assertThat(six.height()).isGreaterThan(five.height());
        assertThat(pixels(five, 0, 624, 1600, five.height())).contains(0xFFFFFF);
    }

    @ParameterizedTest
    @CsvSource({"4000,40", "40,4000", "1,1", "1,3000"})
    void drawsPhotosOfAnyShape(int width, int height) {
        Raster picture = grey(width, height);
        Sheet.Query query = new Sheet.Query("thin.png", picture, width, height, List.of(new Box(0, 0, width, height)));
        Hit hit = new Hit(1, new PhotoId(1), Path.of("thin.png"), 1, new Box(0, 0, width, height), 0, width, height);
        Sheet.Tile tile = new Sheet.Tile(hit, picture, explanation());

        Sheet sheet = new Sheet(query, attention(), result(true, List.of(hit)), "m", List.of(tile), Message::english);

        assertThat(renderer.render(sheet)).isNotNull();
    }

    @Test
    void writesWithTheSystemsLettersOrItsOwn() {
        Raster system = new SheetRenderer().render(sheet(List.of(), true, 3));

        assertThat(pixels(system, 36, 36, 600, 60)).contains(Palette.INK.getRGB() & 0xFFFFFF);
    }

    @ParameterizedTest
    @EnumSource(Lettering.Style.class)
    void shortensLongNamesInTheMiddle(Lettering.Style style) {
        Lettering letters = new DotLetters();
        String shorter = letters.shorten("a very long name of a photo from the holidays (copy 2).jpeg", 300, style);

        assertThat(shorter).startsWith("a ").contains("…").endsWith("eg");
        assertThat(letters.width(shorter, style)).isLessThanOrEqualTo(300);
        assertThat(letters.shorten("b.png", 300, style)).isEqualTo("b.png");
    }

    @Test
    void wordsWhoseLettersAreMissingAreEnglish() {
        Messages japanese = new Messages(Language.JAPANESE);
        List<Prompt> prompts = List.of(new Box(100, 100, 120, 80));

        assertThat(renderer.render(sheet(prompts, true, 3, japanese::get)).rgb())
                .isEqualTo(renderer.render(sheet(prompts, true, 3)).rgb());
        assertThat(new Wording(japanese::get).say("sheet.block", 12)).isEqualTo("ブロック 12");
    }

    private static Sheet sheet(List<Prompt> prompts, boolean selected, int hits) {
        return sheet(prompts, selected, hits, Message::english);
    }

    private static Sheet sheet(List<Prompt> prompts, boolean selected, int hits, Function<Message, String> words) {
        List<Sheet.Tile> tiles = new ArrayList<>();
        for (int i = 0; i < hits; i++) {
            Hit hit = new Hit(
                    i + 1, new PhotoId(i), Path.of("photo " + i + ".jpg"), 0.5f, new Box(20, 20, 60, 40), 0, 160, 120);
            tiles.add(i == 2 ? new Sheet.Tile(hit, null, null) : new Sheet.Tile(hit, grey(160, 120), explanation()));
        }
        Sheet.Query query = new Sheet.Query("query.jpg", grey(400, 300), 400, 300, prompts);
        return new Sheet(
                query,
                attention(),
                result(selected, tiles.stream().map(Sheet.Tile::hit).toList()),
                "tiny",
                tiles,
                words);
    }

    private static SearchResult result(boolean selected, List<Hit> hits) {
        List<HeadScore> heads =
                List.of(new HeadScore(5, 0, 0.4f, selected, 1.2f), new HeadScore(5, 1, 0.1f, false, 0.8f));
        return new SearchResult(
                GRID, new float[GRID.patches()], heads, hits, hits.size(), new SearchResult.Timing(1, 2, 3));
    }

    private static AttentionMaps attention() {
        return new AttentionMaps(GRID, 5, new float[][][] {{uneven(), uneven()}});
    }

    private static Explanation explanation() {
        return new Explanation(GRID, uneven(), uneven(), new Box(10, 10, 40, 40), List.of());
    }

    private static float[] uneven() {
        float[] values = new float[GRID.patches()];
        values[5] = 1;
        return values;
    }

    private static Raster grey(int width, int height) {
        byte[] rgb = new byte[width * height * 3];
        Arrays.fill(rgb, (byte) GREY);
        return new Raster(width, height, rgb);
    }

    private static int photoPixel(Raster sheet, int x, int y) {
        return pixel(sheet, LEFT + (int) (x * SCALE), TOP + (int) (y * SCALE));
    }

    private static List<Integer> around(Raster sheet, int x, int y) {
        int cx = LEFT + (int) (x * SCALE);
        int cy = TOP + (int) (y * SCALE);
        return pixels(sheet, cx - 12, cy - 12, cx + 12, cy + 12);
    }

    private static List<Integer> headPixels(Raster sheet) {
        return pixels(sheet, 676, 130, 1600, 540);
    }

    private static List<Integer> pixels(Raster sheet, int left, int top, int right, int bottom) {
        List<Integer> pixels = new ArrayList<>();
        for (int y = top; y < bottom; y++) {
            for (int x = left; x < right; x++) {
                pixels.add(pixel(sheet, x, y));
            }
        }
        return pixels;
    }

    private static int pixel(Raster sheet, int x, int y) {
        return sheet.at(x, y, 0) << 16 | sheet.at(x, y, 1) << 8 | sheet.at(x, y, 2);
    }

    private static double brightness(int rgb) {
        Color colour = new Color(rgb);
        return 0.2126 * colour.getRed() + 0.7152 * colour.getGreen() + 0.0722 * colour.getBlue();
    }
}
