package io.manako.app.export;

import io.manako.app.sheet.Sheet;
import io.manako.app.sheet.SheetPage;
import io.manako.app.sheet.SheetRenderer;
import io.manako.engine.photo.PictureWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.graphics.image.JPEGFactory;

/**
 * A sheet as PDF, pages of A4. A page is one picture at 190 dots an inch, letters too: so names in any script look as on
 * the screen, without a font for each in the file. Over it lies the text, unseen, to be searched and copied.
 */
final class PdfSheet {
    private static final int QUALITY = 92;

    private PdfSheet() {}

    static byte[] of(Sheet sheet) throws IOException {
        try (PDDocument document = new PDDocument()) {
            document.getDocumentInformation().setTitle(sheet.query().name());
            document.getDocumentInformation().setCreator("Manako");
            HiddenText text = new HiddenText(document);
            for (SheetPage drawn : new SheetRenderer().pages(sheet)) {
                PDPage page = new PDPage(PDRectangle.A4);
                document.addPage(page);
                try (PDPageContentStream content = new PDPageContentStream(document, page)) {
                    content.drawImage(
                            JPEGFactory.createFromByteArray(document, PictureWriter.jpeg(drawn.picture(), QUALITY)),
                            0,
                            0,
                            PDRectangle.A4.getWidth(),
                            PDRectangle.A4.getHeight());
                }
                text.over(
                        page,
                        drawn.lines(),
                        (double) PDRectangle.A4.getWidth() / drawn.picture().width());
            }
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            document.save(bytes);
            return bytes.toByteArray();
        }
    }
}
