package io.manako.engine.library;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;

/**
 * Files that lie beside photos and are none: what other programs know of a photo, notes and lists, and what systems leave
 * in folders. Nobody misses them in a library, so they are not told of as formats that were skipped.
 */
final class Companions {
    private static final Set<String> ENDINGS = Set.of(
            // of a photo: XMP, Apple's edits, a film's thumbnail, RAW developers, checksums
            "xmp",
            "aae",
            "thm",
            "pp3",
            "dop",
            "cos",
            "on1",
            "vrd",
            "exif",
            "md5",
            "sha1",
            "sha256",
            // notes, lists and what describes a collection
            "txt",
            "md",
            "json",
            "jsonl",
            "xml",
            "csv",
            "yaml",
            "yml",
            "html",
            "htm",
            "url",
            "log",
            "nfo",
            // settings and indexes
            "ini",
            "cfg",
            "db",
            "lnk",
            "tmp",
            "part",
            "crdownload",
            "lock",
            "bak");

    private Companions() {}

    static boolean contain(Path file) {
        String name = String.valueOf(file.getFileName());
        int dot = name.lastIndexOf('.');
        return dot >= 0 && ENDINGS.contains(name.substring(dot + 1).toLowerCase(Locale.ROOT))
                || name.equals("Icon\r"); // a folder's own picture on a Mac
    }
}
