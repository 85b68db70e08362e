package io.manako.engine.metadata;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/** Files with metadata, made by code. */
public final class TaggedFiles {
    private static final int APP1 = 0xe1;
    private static final int APP13 = 0xed;

    private TaggedFiles() {}

    /** A whole XMP document whose one description has some attributes and elements. */
    public static String xmp(String attributes, String elements) {
        return """
                <?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>
                <x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
                <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
                  xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:lr="http://ns.adobe.com/lightroom/1.0/"
                  xmlns:digiKam="http://www.digikam.org/ns/1.0/" xmlns:exif="http://ns.adobe.com/exif/1.0/"
                  xmlns:tiff="http://ns.adobe.com/tiff/1.0/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"
                  xmlns:MicrosoftPhoto="http://ns.microsoft.com/photo/1.0/"
                  xmlns:crs="http://ns.adobe.com/camera-raw-settings/1.0/"
                """ + attributes + ">" + elements + "</rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end=\"w\"?>";
    }

    /** {@code <name><rdf:Bag>…}: one item for each text, which must be free of markup. */
    public static String bag(String name, String... items) {
        StringBuilder bag = new StringBuilder("<" + name + "><rdf:Bag>");
        for (String item : items) {
            bag.append("<rdf:li>").append(item).append("</rdf:li>");
        }
        return bag.append("</rdf:Bag></").append(name).append(">").toString();
    }

    /** Keywords alone. */
    public static String keywords(String... keywords) {
        return xmp("", bag("dc:subject", keywords));
    }

    /** A JPEG with an XMP segment after its first marker. */
    public static byte[] withXmp(byte[] jpeg, String xmp) {
        return withSegment(
                jpeg, APP1, concat(latin("http://ns.adobe.com/xap/1.0/\0"), xmp.getBytes(StandardCharsets.UTF_8)));
    }

    /** A JPEG with IPTC datasets in the order number, text, number, text; in UTF-8. */
    static byte[] withIptc(byte[] jpeg, Object... datasets) {
        ByteArrayOutputStream iptc = new ByteArrayOutputStream();
        iptc.writeBytes(new byte[] {0x1c, 1, 90, 0, 3, 0x1b, '%', 'G'});
        for (int i = 0; i < datasets.length; i += 2) {
            byte[] text = ((String) datasets[i + 1]).getBytes(StandardCharsets.UTF_8);
            iptc.writeBytes(new byte[] {0x1c, 2, ((Integer) datasets[i]).byteValue(), (byte) (text.length >> 8)});
            iptc.write(text.length);
            iptc.writeBytes(text);
        }
        byte[] size = ByteBuffer.allocate(4).putInt(iptc.size()).array();
        byte[] even = new byte[iptc.size() % 2];
        return withSegment(
                jpeg, APP13, concat(latin("Photoshop 3.0\0"), latin("8BIM\4\4\0\0"), size, iptc.toByteArray(), even));
    }

    /** A JPEG with an EXIF segment: texts by tag, in the order tag, text, tag, text. */
    static byte[] withExif(byte[] jpeg, Object... entries) {
        int count = entries.length / 2;
        int texts = 8 + 2 + 12 * count + 4;
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        ByteBuffer tiff = ByteBuffer.allocate(texts);
        tiff.put(latin("MM\0*")).putInt(8).putShort((short) count);
        for (int i = 0; i < entries.length; i += 2) {
            byte[] text = latin(entries[i + 1] + "\0\0\0\0"); // never short enough to stand in its entry
            tiff.putShort(((Integer) entries[i]).shortValue())
                    .putShort((short) 2)
                    .putInt(text.length)
                    .putInt(texts + content.size());
            content.writeBytes(text);
        }
        tiff.putInt(0);
        return withSegment(jpeg, APP1, concat(latin("Exif\0\0"), tiff.array(), content.toByteArray()));
    }

    /** A PNG without a picture, with an XMP document of any length. */
    static byte[] png(String xmp) {
        byte[] header = ByteBuffer.allocate(13)
                .putInt(1)
                .putInt(1)
                .put(new byte[] {8, 2, 0, 0, 0})
                .array();
        return concat(
                latin("\u0089PNG\r\n\u001a\n"),
                chunk("IHDR", header),
                chunk("iTXt", concat(latin("XML:com.adobe.xmp\0\0\0\0\0"), xmp.getBytes(StandardCharsets.UTF_8))),
                chunk("IEND", new byte[0]));
    }

    private static byte[] chunk(String type, byte[] data) {
        CRC32 checksum = new CRC32();
        checksum.update(latin(type));
        checksum.update(data);
        return ByteBuffer.allocate(12 + data.length)
                .putInt(data.length)
                .put(latin(type))
                .put(data)
                .putInt((int) checksum.getValue())
                .array();
    }

    /** A JPEG without a picture: enough for whoever reads metadata alone. */
    static byte[] emptyJpeg() {
        return new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff, (byte) 0xd9};
    }

    private static byte[] withSegment(byte[] jpeg, int marker, byte[] body) {
        byte[] head = {
            jpeg[0], jpeg[1], (byte) 0xff, (byte) marker, (byte) ((body.length + 2) >> 8), (byte) (body.length + 2)
        };
        return concat(head, body, ByteBuffer.wrap(jpeg).slice(2, jpeg.length - 2));
    }

    private static byte[] concat(Object... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (Object part : parts) {
            if (part instanceof ByteBuffer rest) {
                byte[] bytes = new byte[rest.remaining()];
                rest.get(bytes);
                out.writeBytes(bytes);
            } else {
                out.writeBytes((byte[]) part);
            }
        }
        return out.toByteArray();
    }

    private static byte[] latin(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
