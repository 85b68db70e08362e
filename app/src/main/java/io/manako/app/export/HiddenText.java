package io.manako.app.export;

import io.manako.app.sheet.SheetPage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSInteger;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.cos.COSString;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.common.PDStream;

/**
 * The text of a page that is a picture, over the picture and not seen: found by search, marked and copied, read aloud. Its
 * font has no shapes, which a viewer does not need for letters in rendering mode 3 (ISO 32000-1, 9.3.6), and so none for
 * each script: characters are UTF-16 (CMap UniJIS-UTF16-H) and a ToUnicode map gives each back as it is.
 */
final class HiddenText {
    private static final String FONT = "HiddenText";
    private static final int EM = 1000;
    private static final String TO_UNICODE = """
            /CIDInit /ProcSet findresource begin
            12 dict begin
            begincmap
            /CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
            /CMapName /Adobe-Identity-UCS def
            /CMapType 2 def
            1 begincodespacerange
            <0000> <FFFF>
            endcodespacerange
            %s
            endcmap
            CMapName currentdict /CMap defineresource pop
            end
            end
            """;

    private final PDDocument document;
    private final COSDictionary font;

    HiddenText(PDDocument document) throws IOException {
        this.document = document;
        this.font = font();
    }

    /** Puts lines over a page, which has a content already; a pixel of the picture is {@code scale} points. */
    void over(PDPage page, List<SheetPage.Line> lines, double scale) throws IOException {
        double top = page.getMediaBox().getHeight();
        StringBuilder text = new StringBuilder("BT 3 Tr\n");
        for (SheetPage.Line line : lines) {
            String codes = HexFormat.of().withUpperCase().formatHex(line.text().getBytes(StandardCharsets.UTF_16BE));
            double size = line.size() * scale;
            int characters = codes.length() / 4;
            double stretch = 100 * line.width() * scale / (characters * size);
            text.append(String.format(
                    Locale.ROOT,
                    "/%s %.2f Tf %.2f Tz 1 0 0 1 %.2f %.2f Tm <%s> Tj%n",
                    FONT,
                    size,
                    stretch,
                    line.x() * scale,
                    top - line.baseline() * scale,
                    codes));
        }
        PDStream stream = stream(text.append("ET\n").toString());
        COSArray contents = new COSArray();
        page.getContentStreams().forEachRemaining(content -> contents.add(content.getCOSObject()));
        contents.add(stream.getCOSObject());
        page.getCOSObject().setItem(COSName.CONTENTS, contents);
        PDResources resources = page.getResources();
        COSDictionary fonts = new COSDictionary();
        fonts.setItem(FONT, font);
        resources.getCOSObject().setItem(COSName.FONT, fonts);
    }

    private COSDictionary font() throws IOException {
        COSDictionary system = new COSDictionary();
        system.setItem(COSName.REGISTRY, new COSString("Adobe"));
        system.setItem(COSName.ORDERING, new COSString("Japan1"));
        system.setInt(COSName.SUPPLEMENT, 6);

        COSDictionary descriptor = new COSDictionary();
        descriptor.setItem(COSName.TYPE, COSName.FONT_DESC);
        descriptor.setName(COSName.FONT_NAME, FONT);
        descriptor.setInt(COSName.FLAGS, 4);
        COSArray box = new COSArray();
        for (int edge : new int[] {0, 0, EM, EM}) {
            box.add(COSInteger.get(edge));
        }
        descriptor.setItem(COSName.FONT_BBOX, box);
        descriptor.setInt(COSName.ITALIC_ANGLE, 0);
        descriptor.setInt(COSName.ASCENT, EM);
        descriptor.setInt(COSName.DESCENT, 0);
        descriptor.setInt(COSName.CAP_HEIGHT, EM);
        descriptor.setInt(COSName.STEM_V, 80);

        COSDictionary letters = new COSDictionary();
        letters.setItem(COSName.TYPE, COSName.FONT);
        letters.setItem(COSName.SUBTYPE, COSName.CID_FONT_TYPE0);
        letters.setName(COSName.BASE_FONT, FONT);
        letters.setItem(COSName.CIDSYSTEMINFO, system);
        letters.setItem(COSName.FONT_DESC, descriptor);
        letters.setInt(COSName.DW, EM);

        COSDictionary whole = new COSDictionary();
        whole.setItem(COSName.TYPE, COSName.FONT);
        whole.setItem(COSName.SUBTYPE, COSName.TYPE0);
        whole.setName(COSName.BASE_FONT, FONT);
        whole.setName(COSName.ENCODING, "UniJIS-UTF16-H");
        COSArray descendants = new COSArray();
        descendants.add(letters);
        whole.setItem(COSName.DESCENDANT_FONTS, descendants);
        whole.setItem(COSName.TO_UNICODE, stream(String.format(TO_UNICODE, ranges())));
        return whole;
    }

    /** Every character is itself. A range may change its last byte alone, and a block has a hundred ranges at most. */
    private static String ranges() {
        StringBuilder ranges = new StringBuilder();
        for (int block = 0; block < 256; block += 64) {
            ranges.append("64 beginbfrange\n");
            for (int high = block; high < block + 64; high++) {
                ranges.append(String.format(Locale.ROOT, "<%02X00> <%02XFF> <%02X00>%n", high, high, high));
            }
            ranges.append("endbfrange\n");
        }
        return ranges.toString();
    }

    private PDStream stream(String content) throws IOException {
        COSStream stream = document.getDocument().createCOSStream();
        try (OutputStream out = stream.createOutputStream(COSName.FLATE_DECODE)) {
            out.write(content.getBytes(StandardCharsets.US_ASCII));
        }
        return new PDStream(stream);
    }
}
