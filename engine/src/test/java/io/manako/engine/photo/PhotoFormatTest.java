package io.manako.engine.photo;

import static org.assertj.core.api.Assertions.assertThat;

import io.manako.engine.message.Message;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class PhotoFormatTest {
    @Test
    void knowsFormatsByTheirFirstBytes() {
        assertThat(sniff("\u00ff\u00d8\u00ff\u00e0")).isEqualTo(PhotoFormat.JPEG);
        assertThat(sniff("\0\0\0\34ftypavif\0\0\0\0avifmif1miaf")).isEqualTo(PhotoFormat.AVIF);
        assertThat(sniff("\0\0\0\34ftypmif1\0\0\0\0mif1avifmiaf")).isEqualTo(PhotoFormat.AVIF);
        assertThat(sniff("\0\0\0\34ftypmif1\0\0\0\0mif1heicmiaf")).isEqualTo(PhotoFormat.HEIC);
        assertThat(sniff("\0\0\0\30ftypcrx \0\0\0\1crx isom")).isEqualTo(PhotoFormat.RAW);
        assertThat(sniff("II*\0\20\0\0\0CR\2\0")).isEqualTo(PhotoFormat.RAW);
        assertThat(sniff("FUJIFILMCCD-RAW 0201")).isEqualTo(PhotoFormat.RAW);
        assertThat(sniff("MM\0*\0\0\0\10")).isEqualTo(PhotoFormat.TIFF);
        assertThat(sniff("\u00ff\n..")).isEqualTo(PhotoFormat.JPEG_XL);
    }

    @Test
    void knowsWhatIsNoPhoto() {
        assertThat(sniff("")).isNull();
        assertThat(sniff("BMW is a make of cars, and this is a text file.")).isNull();
        assertThat(sniff("\0\0\0\30ftypmp42\0\0\0\0mp42isom")).isNull();
        assertThat(sniff("%PDF-1.7")).isNull();
    }

    @Test
    void namesPromiseAFormatInAnyCase() {
        assertThat(PhotoFormat.ofName(Path.of("a", "IMG_1.JPG"))).isEqualTo(PhotoFormat.JPEG);
        assertThat(PhotoFormat.ofName(Path.of("a.b.heif"))).isEqualTo(PhotoFormat.HEIC);
        assertThat(PhotoFormat.ofName(Path.of("notes.txt"))).isNull();
        assertThat(PhotoFormat.ofName(Path.of("/"))).isNull();
    }

    @Test
    void unreadableFormatsSayWhatHelps() {
        assertThat(PhotoFormat.JPEG_XL.leftOut("x.jxl").english())
                .isEqualTo("x.jxl was left out. JPEG XL photos cannot be read yet: export them as JPEG or PNG.");
        assertThat(PhotoFormat.HEIC.leftOut("x.heic").english()).startsWith("x.heic was left out. HEIC photos ");
        assertThat(PhotoFormat.AVIF.leftOut("x.avif").english()).startsWith("x.avif was left out. AVIF photos ");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aMissingCodecNamesItsPackage() {
        assertThat(PhotoFormat.HEIC.leftOut("x").english()).contains("libheif1", "libheif-plugin-libde265", "Arch");
        assertThat(PhotoFormat.AVIF.leftOut("x").english()).contains("libheif1", "libheif-plugin-dav1d", "Arch");
    }

    @Test
    void ofSkippedFilesOnlyThoseWithARemedyAreExplained() {
        assertThat(PhotoFormat.whatHelps(List.of("JPEG XL", "MP4", "PNG")))
                .containsExactly(Message.of("engine.photo.jpeg-xl"));
    }

    private static PhotoFormat sniff(String start) {
        return PhotoFormat.sniff(start.getBytes(StandardCharsets.ISO_8859_1));
    }
}
