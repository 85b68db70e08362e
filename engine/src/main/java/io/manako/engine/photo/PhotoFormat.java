package io.manako.engine.photo;

import io.manako.engine.message.Message;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Kinds of picture files, told apart by their first bytes: a PNG named {@code .jpg} is a PNG. */
public enum PhotoFormat {
    JPEG("JPEG", true, "jpg", "jpeg", "jpe", "jfif"),
    PNG("PNG", true, "png", "apng"),
    WEBP("WebP", true, "webp"),
    TIFF("TIFF", true, "tif", "tiff"),
    BMP("BMP", true, "bmp", "dib"),
    GIF("GIF", true, "gif"),
    HEIC("HEIC", true, "heic", "heif", "hif"),
    AVIF("AVIF", true, "avif", "avifs"),
    JPEG_XL("JPEG XL", false, "jxl"),
    RAW(
            "camera RAW",
            true,
            "dng",
            "cr2",
            "cr3",
            "crw",
            "nef",
            "nrw",
            "arw",
            "sr2",
            "srf",
            "raf",
            "orf",
            "rw2",
            "pef",
            "srw",
            "x3f",
            "mrw",
            "erf",
            "3fr",
            "iiq");

    /** Bytes from the start of a file that are enough for {@link #sniff}. */
    public static final int SNIFF_BYTES = 64;

    private static final Set<String> HEIC_BRANDS =
            Set.of("heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1");
    private static final Set<Integer> BMP_HEADERS = Set.of(12, 40, 52, 56, 64, 108, 124);
    private static final List<String> RAW_STARTS =
            List.of("FUJIFILM", "IIRO", "IIRS", "MMOR", "IIU\0", "FOVb", "\0MRM");

    private final String label;
    private final boolean readable;
    private final Set<String> extensions;

    PhotoFormat(String label, boolean readable, String... extensions) {
        this.label = label;
        this.readable = readable;
        this.extensions = Set.of(extensions);
    }

    /** Name for people. */
    public String label() {
        return label;
    }

    /** Whether {@link PhotoDecoder} decodes it: HEIC and AVIF by the system's libheif, RAW by its preview. */
    public boolean readable() {
        return switch (this) {
            case HEIC, AVIF -> Libheif.decodes(this);
            default -> readable;
        };
    }

    /** Why a file of a format that is not readable was left out, and what helps. */
    Message leftOut(String name) {
        return Message.of("engine.photo.left-out", name, whatHelps());
    }

    /**
     * What makes photos of this format readable: one line.
     *
     * @throws IllegalStateException for a format that is read on every machine
     */
    private Message whatHelps() {
        return switch (this) {
            case HEIC -> codec("libheif-plugin-libde265");
            case AVIF -> codec("libheif-plugin-dav1d");
            case JPEG_XL -> Message.of("engine.photo.jpeg-xl");
            default -> throw new IllegalStateException(label + " photos can be read");
        };
    }

    /** @param plugin what Debian and its kin call the decoder, where it has a package of its own */
    private Message codec(String plugin) {
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        if (system.contains("linux")) {
            return Message.of("engine.photo.codec-linux", label, plugin);
        }
        return system.contains("mac")
                ? Message.of("engine.photo.codec-macos", label)
                : Message.of("engine.photo.codec-none", label);
    }

    /**
     * One line for each of these formats that something makes readable on this machine.
     *
     * @param labels names for people, as of a list of skipped files; unknown ones are passed over
     */
    public static List<Message> whatHelps(Collection<String> labels) {
        return Arrays.stream(values())
                .filter(format -> labels.contains(format.label) && !format.readable())
                .map(PhotoFormat::whatHelps)
                .toList();
    }

    /** The format that a file's name promises, or null: good for choosing files of a folder, not for decoding them. */
    public static @Nullable PhotoFormat ofName(Path file) {
        Path name = file.getFileName();
        String text = name == null ? "" : name.toString();
        String extension = text.substring(text.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        for (PhotoFormat format : values()) {
            if (format.extensions.contains(extension)) {
                return format;
            }
        }
        return null;
    }

    /**
     * The format of a file by its content.
     *
     * @param head its first {@value #SNIFF_BYTES} bytes or more. RAW files that are TIFF inside (DNG, NEF, ARW, PEF) are
     *     told from TIFF only by {@link PhotoDecoder#header}, which reads their tags
     * @return null for anything that is no picture of a kind known here
     */
    public static @Nullable PhotoFormat sniff(byte[] head) {
        String start = new String(head, 0, Math.min(head.length, SNIFF_BYTES), StandardCharsets.ISO_8859_1);
        if (start.startsWith("\u00ff\u00d8\u00ff")) {
            return JPEG;
        }
        if (start.startsWith("\u0089PNG\r\n\u001a\n")) {
            return PNG;
        }
        if (start.startsWith("GIF87a") || start.startsWith("GIF89a")) {
            return GIF;
        }
        if (start.startsWith("RIFF") && start.startsWith("WEBP", 8)) {
            return WEBP;
        }
        if (start.startsWith("BM")
                && head.length >= 18
                && BMP_HEADERS.contains(start.charAt(14) | start.charAt(15) << 8)) {
            return BMP;
        }
        if (start.startsWith("CR", 8) && start.startsWith("II*\0")
                || start.startsWith("HEAPCCDR", 6)
                || RAW_STARTS.stream().anyMatch(start::startsWith)) {
            return RAW;
        }
        if (start.startsWith("II*\0")
                || start.startsWith("MM\0*")
                || start.startsWith("II+\0")
                || start.startsWith("MM\0+")) {
            return TIFF;
        }
        if (start.startsWith("\u00ff\n") || start.startsWith("\0\0\0\fJXL \r\n")) {
            return JPEG_XL;
        }
        return start.startsWith("ftyp", 4) ? ofBrands(start) : null;
    }

    /** ISO base media files name their kind in the ftyp box: a major brand, then the compatible ones from byte 16. */
    private static @Nullable PhotoFormat ofBrands(String start) {
        int end = Math.min(start.length(), start.charAt(2) << 8 | start.charAt(3));
        boolean heic = false;
        for (int i = 8; i + 4 <= end; i += i == 8 ? 8 : 4) {
            String brand = start.substring(i, i + 4);
            if (brand.equals("avif") || brand.equals("avis")) {
                return AVIF;
            }
            if (brand.equals("crx ")) {
                return RAW;
            }
            heic |= HEIC_BRANDS.contains(brand);
        }
        return heic ? HEIC : null;
    }
}
