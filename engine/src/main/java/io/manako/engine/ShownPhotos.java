package io.manako.engine;

import io.manako.engine.photo.PhotoId;
import io.manako.engine.search.Gallery;
import io.manako.engine.search.GalleryPhoto;
import io.manako.engine.store.Catalogue;
import io.manako.engine.store.DescriptorStore;
import io.manako.engine.store.FileState;
import io.manako.engine.store.PhotoDescriptor;
import io.manako.engine.store.PhotoRow;
import io.manako.engine.vector.Int8Vectors;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Keeps the gallery, which is in memory, at what the files of a library say. */
record ShownPhotos(Catalogue catalogue, DescriptorStore descriptors, Gallery gallery) {
    /** Puts fresh descriptors into the gallery. */
    void put(List<PhotoDescriptor> fresh) {
        List<GalleryPhoto> photos = new ArrayList<>(fresh.size());
        for (PhotoDescriptor descriptor : fresh) {
            catalogue.photo(descriptor.id()).ifPresent(row -> photos.add(photo(row, descriptor)));
        }
        gallery.put(photos);
    }

    /** All that belongs into a gallery. */
    static List<GalleryPhoto> read(Catalogue catalogue, DescriptorStore descriptors) {
        Map<PhotoId, PhotoRow> rows = shown(catalogue);
        List<GalleryPhoto> photos = new ArrayList<>(rows.size());
        descriptors.forEach(descriptor -> {
            PhotoRow row = rows.get(descriptor.id());
            if (row != null) {
                photos.add(photo(row, descriptor));
            }
        });
        return photos;
    }

    /** After a run: photos whose files moved, vanished, were copied or came back, and those of which it is now known how they look. */
    void follow() {
        Map<PhotoId, PhotoRow> rows = shown(catalogue);
        List<PhotoId> gone = new ArrayList<>();
        List<GalleryPhoto> changed = new ArrayList<>();
        for (GalleryPhoto photo : gallery.photos()) {
            PhotoRow row = rows.remove(photo.id());
            if (row == null) {
                gone.add(photo.id());
                continue;
            }
            GalleryPhoto now = photo.with(row.path(), row.otherPlaces()).with(row.hash());
            if (!now.path().equals(photo.path())
                    || !now.copies().equals(photo.copies())
                    || !now.hash().equals(photo.hash())) {
                changed.add(now);
            }
        }
        gallery.put(changed);
        gallery.remove(gone);
        List<GalleryPhoto> back = new ArrayList<>();
        for (PhotoRow row : rows.values()) {
            descriptors.find(row.id()).ifPresent(descriptor -> back.add(photo(row, descriptor)));
        }
        gallery.put(back);
    }

    /** Photos that belong into the gallery: all but those whose file was deleted. */
    private static Map<PhotoId, PhotoRow> shown(Catalogue catalogue) {
        Map<PhotoId, PhotoRow> rows = new HashMap<>();
        for (PhotoRow row : catalogue.photos()) {
            if (row.state() != FileState.MISSING) {
                rows.put(row.id(), row);
            }
        }
        return rows;
    }

    private static GalleryPhoto photo(PhotoRow row, PhotoDescriptor descriptor) {
        return new GalleryPhoto(
                row.id(),
                row.path(),
                row.otherPlaces(),
                row.width(),
                row.height(),
                row.hash(),
                descriptor.global(),
                new Int8Vectors(descriptor.dimension(), descriptor.windows(), descriptor.scales()),
                descriptor.boxes());
    }
}
