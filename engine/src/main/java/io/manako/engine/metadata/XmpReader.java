package io.manako.engine.metadata;

import com.adobe.internal.xmp.XMPConst;
import com.adobe.internal.xmp.XMPException;
import com.adobe.internal.xmp.XMPMeta;
import com.adobe.internal.xmp.properties.XMPProperty;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What an XMP packet says of a photo. A field of another shape than its standard's is passed over. */
final class XmpReader {
    static final String NS_LIGHTROOM = "http://ns.adobe.com/lightroom/1.0/";
    static final String NS_DIGIKAM = "http://www.digikam.org/ns/1.0/";
    private static final String NS_MICROSOFT = "http://ns.microsoft.com/photo/1.0/";

    /** Degrees and minutes with a fraction, or degrees, minutes and seconds, then where to (XMP part 2, GPSCoordinate). */
    private static final Pattern COORDINATE =
            Pattern.compile("(\\d{1,3}),(\\d{1,2}(?:\\.\\d+)?)(?:,(\\d{1,2}(?:\\.\\d+)?))?([NSEW])");

    private static final int MOST = PhotoMetadata.MOST_KEYWORDS;

    private final XMPMeta xmp;

    XmpReader(XMPMeta xmp) {
        this.xmp = xmp;
    }

    PhotoMetadata read() {
        Keywords keywords = new Keywords();
        array(XMPConst.NS_DC, "subject", MOST).forEach(keywords::add);
        array(NS_LIGHTROOM, "hierarchicalSubject", MOST).forEach(path -> keywords.add(path, '|'));
        array(NS_DIGIKAM, "TagsList", MOST).forEach(path -> keywords.add(path, '/'));
        array(NS_MICROSOFT, "LastKeywordXMP", MOST).forEach(path -> keywords.add(path, '/'));
        String title = Texts.line(localised(XMPConst.NS_DC, "title"));
        return new PhotoMetadata(
                keywords.all(),
                title == null ? Texts.line(text(XMPConst.NS_PHOTOSHOP, "Headline")) : title,
                Texts.lines(localised(XMPConst.NS_DC, "description")),
                taken(),
                Camera.name(text(XMPConst.NS_TIFF, "Make"), text(XMPConst.NS_TIFF, "Model")),
                rating(),
                place());
    }

    private @Nullable LocalDateTime taken() {
        LocalDateTime original = Dates.parse(text(XMPConst.NS_EXIF, "DateTimeOriginal"));
        return original == null ? Dates.parse(text(XMPConst.NS_PHOTOSHOP, "DateCreated")) : original;
    }

    /** Adobe writes −1 for a rejected photo, Microsoft percents. */
    private @Nullable Integer rating() {
        Integer stars = Ratings.stars(text(XMPConst.NS_XMP, "Rating"));
        return stars == null ? Ratings.ofPercent(text(NS_MICROSOFT, "Rating")) : stars;
    }

    private @Nullable Place place() {
        double latitude = degrees(text(XMPConst.NS_EXIF, "GPSLatitude"));
        double longitude = degrees(text(XMPConst.NS_EXIF, "GPSLongitude"));
        return Place.isOnEarth(latitude, longitude) ? new Place(latitude, longitude) : null;
    }

    private static double degrees(@Nullable String text) {
        Matcher coordinate = COORDINATE.matcher(text == null ? "" : text.strip());
        if (!coordinate.matches()) {
            return Double.NaN;
        }
        double degrees = Double.parseDouble(coordinate.group(1)) + Double.parseDouble(coordinate.group(2)) / 60;
        if (coordinate.group(3) != null) {
            degrees += Double.parseDouble(coordinate.group(3)) / 3600;
        }
        return "SW".contains(coordinate.group(4)) ? -degrees : degrees;
    }

    /** A simple value, or null. */
    @Nullable
    String text(String namespace, String name) {
        try {
            return xmp.getPropertyString(namespace, name);
        } catch (XMPException e) {
            return null;
        }
    }

    private @Nullable String localised(String namespace, String name) {
        try {
            XMPProperty text = xmp.getLocalizedText(namespace, name, null, XMPConst.X_DEFAULT);
            return text == null ? null : text.getValue();
        } catch (XMPException e) {
            return text(namespace, name); // some programs write a plain text
        }
    }

    /** The first items of an array that are texts, or a simple value that stands in its place. */
    List<String> array(String namespace, String name, int most) {
        List<String> values = new ArrayList<>();
        try {
            int count = Math.min(xmp.countArrayItems(namespace, name), most);
            for (int i = 1; i <= count; i++) {
                XMPProperty item = xmp.getArrayItem(namespace, name, i);
                if (item.getOptions().isSimple()) {
                    values.add(item.getValue());
                }
            }
        } catch (XMPException e) {
            String single = text(namespace, name);
            if (single != null) {
                values.add(single);
            }
        }
        return values;
    }
}
