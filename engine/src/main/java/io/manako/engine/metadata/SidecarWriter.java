package io.manako.engine.metadata;

import com.adobe.internal.xmp.XMPConst;
import com.adobe.internal.xmp.XMPError;
import com.adobe.internal.xmp.XMPException;
import com.adobe.internal.xmp.XMPMeta;
import com.adobe.internal.xmp.XMPMetaFactory;
import com.adobe.internal.xmp.XMPSchemaRegistry;
import com.adobe.internal.xmp.options.PropertyOptions;
import com.adobe.internal.xmp.options.SerializeOptions;
import io.manako.engine.file.WholeFile;
import io.manako.engine.message.Message;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Writes what is said of a photo into an XMP file beside it. A file that is there keeps all that is
 * not said anew: other programs' fields, keywords that nobody took off, and faces. The photo itself is not touched.
 */
public final class SidecarWriter {
    /** Key of the sentence of a file that is not written into. */
    private static final String KEPT = "engine.metadata.kept";

    private static final String LEVEL_OF_LIGHTROOM = "|";
    private static final String LEVEL_OF_DIGIKAM = "/";

    static {
        try {
            XMPSchemaRegistry registry = XMPMetaFactory.getSchemaRegistry();
            registry.registerNamespace(XmpReader.NS_LIGHTROOM, "lr");
            registry.registerNamespace(XmpReader.NS_DIGIKAM, "digiKam");
        } catch (XMPException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private SidecarWriter() {}

    /**
     * Writes a photo's sidecar, whole or not at all.
     *
     * @return false if it said all that already and was left as it is
     * @throws SidecarException with a sentence for the user, if the file that is there is no XMP, or says that it belongs to
     *     another photo: it is not overwritten
     * @throws IOException if it cannot be read or written; {@link WholeFile} says how
     */
    public static boolean write(Path photo, SidecarName name, SidecarContent content) throws IOException {
        Path sidecar = name.beside(photo);
        boolean there = Files.exists(sidecar);
        XMPMeta xmp = there ? SidecarFile.parse(sidecar, KEPT) : XMPMetaFactory.create();
        Optional<String> owner = SidecarFile.anothersEnding(new XmpReader(xmp), photo);
        if (owner.isPresent()) {
            throw new SidecarException(Message.of(KEPT, sidecar, Message.of("engine.metadata.anothers", owner.get())));
        }
        try {
            String before = xmp.dumpObject();
            putKeywords(xmp, content);
            if (content.rating() != null) {
                xmp.setProperty(XMPConst.NS_XMP, "Rating", String.valueOf(content.rating()));
            }
            new Regions(xmp).put(content, Orientation.of(photo));
            if (xmp.dumpObject().equals(before)) {
                return false;
            }
            if (!there && name == SidecarName.STEM) {
                xmp.setProperty(XMPConst.NS_PHOTOSHOP, SidecarFile.OWNER, SidecarName.ending(photo));
            }
            SerializeOptions options =
                    new SerializeOptions().setUseCompactFormat(true).setOmitPacketWrapper(true);
            WholeFile.write(sidecar, XMPMetaFactory.serializeToBuffer(xmp, options));
            return true;
        } catch (XMPException e) {
            throw new SidecarException(Message.of("engine.metadata.unmergeable", sidecar, e.getMessage()));
        }
    }

    private static void putKeywords(XMPMeta xmp, SidecarContent content) throws XMPException {
        Set<String> ours = new LinkedHashSet<>();
        Set<String> flat = new LinkedHashSet<>();
        Set<String> named = new HashSet<>();
        for (Keyword keyword : content.keywords()) {
            ours.add(key(keyword.name()));
            // Programs that know no hierarchies find a photo by what is above its keywords, too.
            flat.addAll(keyword.path());
            keyword.path().forEach(name -> named.add(key(name)));
        }
        XmpReader reader = new XmpReader(xmp);
        for (String name : reader.array(XMPConst.NS_DC, "subject", Integer.MAX_VALUE)) {
            if (!content.unwanted().test(name) && named.add(key(name))) {
                flat.add(name);
            }
        }
        replace(xmp, XMPConst.NS_DC, "subject", flat);
        replace(
                xmp,
                XmpReader.NS_LIGHTROOM,
                "hierarchicalSubject",
                paths(
                        reader.array(XmpReader.NS_LIGHTROOM, "hierarchicalSubject", Integer.MAX_VALUE),
                        LEVEL_OF_LIGHTROOM,
                        content,
                        ours));
        replace(
                xmp,
                XmpReader.NS_DIGIKAM,
                "TagsList",
                paths(
                        reader.array(XmpReader.NS_DIGIKAM, "TagsList", Integer.MAX_VALUE),
                        LEVEL_OF_DIGIKAM,
                        content,
                        ours));
    }

    private static Set<String> paths(List<String> before, String level, SidecarContent content, Set<String> ours) {
        Set<String> paths = new LinkedHashSet<>();
        for (Keyword keyword : content.keywords()) {
            // A name with the sign itself would be read as two levels.
            if (keyword.path().stream().noneMatch(name -> name.contains(level))) {
                paths.add(String.join(level, keyword.path()));
            }
        }
        for (String path : before) {
            String name = path.substring(path.lastIndexOf(level) + 1);
            if (!content.unwanted().test(name) && !ours.contains(key(name))) {
                paths.add(path);
            }
        }
        return paths;
    }

    private static String key(String name) {
        return name.strip().toLowerCase(Locale.ROOT);
    }

    /** Leaves an array alone that has these items already. */
    private static void replace(XMPMeta xmp, String namespace, String name, Set<String> items) throws XMPException {
        List<String> before = new XmpReader(xmp).array(namespace, name, Integer.MAX_VALUE);
        if (before.equals(new ArrayList<>(items))) {
            return;
        }
        if (xmp.doesPropertyExist(namespace, name)
                && xmp.getProperty(namespace, name).getOptions().isArray()
                && xmp.countArrayItems(namespace, name) > before.size()) {
            throw new XMPException(name + " has an item that is no text", XMPError.BADXMP);
        }
        xmp.deleteProperty(namespace, name);
        for (String item : items) {
            xmp.appendArrayItem(namespace, name, new PropertyOptions().setArray(true), item, null);
        }
    }
}
