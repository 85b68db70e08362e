package io.manako.engine.metadata;

import com.adobe.internal.xmp.XMPException;
import com.adobe.internal.xmp.XMPMeta;
import com.adobe.internal.xmp.XMPMetaFactory;
import com.adobe.internal.xmp.XMPPathFactory;
import com.adobe.internal.xmp.XMPSchemaRegistry;
import com.adobe.internal.xmp.options.PropertyOptions;
import com.adobe.internal.xmp.properties.XMPProperty;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Boxes in a photo by the Metadata Working Group's schema (Guidelines for Handling Image Metadata 2.0, section 5.9). They
 * are of the picture as it is stored, before EXIF rotation, and so are the sizes of the photo to which they apply. A region
 * of ours has a name and no type, since the schema's types are faces, pets, points of focus and bar codes; those of others
 * stay.
 */
final class Regions {
    private static final String NS = "http://www.metadataworkinggroup.com/schemas/regions/";
    private static final String NS_AREA = "http://ns.adobe.com/xmp/sType/Area#";
    private static final String NS_SIZE = "http://ns.adobe.com/xap/1.0/sType/Dimensions#";
    private static final String ALL = "Regions";

    static {
        try {
            XMPSchemaRegistry registry = XMPMetaFactory.getSchemaRegistry();
            registry.registerNamespace(NS, "mwg-rs");
            registry.registerNamespace(NS_AREA, "stArea");
            registry.registerNamespace(NS_SIZE, "stDim");
        } catch (XMPException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final XMPMeta xmp;

    Regions(XMPMeta xmp) {
        this.xmp = xmp;
    }

    /** Puts regions in the place of those of the same names that have no type. */
    void put(SidecarContent content, Orientation orientation) throws XMPException {
        String list = ALL + XMPPathFactory.composeStructFieldPath(NS, "RegionList");
        Set<String> names = content.keywords().stream().map(Keyword::name).collect(Collectors.toSet());
        int count = xmp.countArrayItems(NS, list);
        for (int i = count; i > 0; i--) {
            String item = XMPPathFactory.composeArrayItemPath(list, i);
            String name = text(item, "Name");
            boolean ours = text(item, "Type").isEmpty()
                    && (names.contains(name) || content.unwanted().test(name));
            if (ours) {
                xmp.deleteArrayItem(NS, list, i);
            }
        }
        if (content.regions().isEmpty()) {
            if (count > 0 && xmp.countArrayItems(NS, list) == 0) {
                xmp.deleteProperty(NS, ALL);
            }
            return;
        }
        if (!xmp.doesPropertyExist(NS, ALL)) {
            xmp.setProperty(NS, ALL, null, new PropertyOptions().setStruct(true));
        }
        putSize(content, orientation);
        for (SidecarContent.Region region : content.regions()) {
            append(list, region, orientation);
        }
    }

    private String text(String item, String field) throws XMPException {
        XMPProperty value = xmp.getStructField(NS, item, NS, field);
        return value == null || value.getValue() == null ? "" : value.getValue();
    }

    private void putSize(SidecarContent content, Orientation orientation) throws XMPException {
        if (xmp.doesStructFieldExist(NS, ALL, NS, "AppliedToDimensions")) {
            return;
        }
        String size = ALL + XMPPathFactory.composeStructFieldPath(NS, "AppliedToDimensions");
        xmp.setProperty(NS, size, null, new PropertyOptions().setStruct(true));
        boolean turned = orientation.isTurned();
        xmp.setStructField(NS, size, NS_SIZE, "w", String.valueOf(turned ? content.height() : content.width()));
        xmp.setStructField(NS, size, NS_SIZE, "h", String.valueOf(turned ? content.width() : content.height()));
        xmp.setStructField(NS, size, NS_SIZE, "unit", "pixel");
    }

    private void append(String list, SidecarContent.Region region, Orientation orientation) throws XMPException {
        if (!xmp.doesPropertyExist(NS, list)) {
            xmp.setProperty(NS, list, null, new PropertyOptions().setArray(true));
        }
        xmp.appendArrayItem(NS, list, null, null, new PropertyOptions().setStruct(true));
        String item = XMPPathFactory.composeArrayItemPath(list, xmp.countArrayItems(NS, list));
        xmp.setStructField(NS, item, NS, "Name", region.keyword());
        String area = item + XMPPathFactory.composeStructFieldPath(NS, "Area");
        xmp.setProperty(NS, area, null, new PropertyOptions().setStruct(true));
        double[] middle = orientation.stored(region.left() + region.width() / 2, region.top() + region.height() / 2);
        boolean turned = orientation.isTurned();
        put(area, "x", middle[0]);
        put(area, "y", middle[1]);
        put(area, "w", turned ? region.height() : region.width());
        put(area, "h", turned ? region.width() : region.height());
        xmp.setStructField(NS, area, NS_AREA, "unit", "normalized");
    }

    private void put(String area, String field, double value) throws XMPException {
        xmp.setStructField(NS, area, NS_AREA, field, String.format(Locale.ROOT, "%.6f", value));
    }
}
