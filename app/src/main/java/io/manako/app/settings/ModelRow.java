package io.manako.app.settings;

import io.manako.engine.message.Message;
import io.manako.engine.models.ModelFigures.Figures;
import io.manako.engine.store.DescriptorUse;
import io.manako.engine.vit.KnownModel;
import io.manako.engine.vit.ModelCatalogue;
import io.manako.engine.vit.ModelRecord;
import io.manako.engine.vit.ModelShape;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A model in the table.
 *
 * @param title what its authors call it, empty where nobody knows
 * @param megabytes about how large it is
 * @param source where it is from
 * @param sha256 of the file there, empty while nobody knows
 * @param shape what it is made of and fed with, or null where nobody knows
 * @param here whether it is at hand
 * @param problem why it cannot be used, or null
 * @param known what the catalogue says of it, or null
 * @param descriptors bytes that what it knows of the library's photos takes
 * @param spare bytes of those that are not in use
 * @param figures what it was measured to cost on this computer and to find, or null
 */
public record ModelRow(
        String name,
        String title,
        long megabytes,
        String licence,
        String source,
        String sha256,
        @Nullable ModelShape shape,
        boolean here,
        @Nullable Message problem,
        @Nullable KnownModel known,
        long descriptors,
        long spare,
        @Nullable Figures figures) {
    static final long MEGABYTE = 1_000_000;

    static ModelRow of(ModelCatalogue.Entry entry, @Nullable KnownModel known, @Nullable Figures figures) {
        ModelRecord record = entry.record();
        return new ModelRow(
                entry.name(),
                known == null ? "" : known.title(),
                Math.ceilDiv(entry.bytes(), MEGABYTE),
                entry.licence(),
                record == null ? entry.source() : record.origin(),
                record == null ? entry.sha256() : record.originSha256(),
                entry.shape(),
                true,
                entry.problem(),
                known,
                0,
                0,
                figures);
    }

    static ModelRow of(KnownModel model) {
        return new ModelRow(
                model.name(),
                model.title(),
                model.megabytes(),
                model.licence(),
                model.source().toString(),
                Objects.requireNonNullElse(model.sha256(), ""),
                ModelShape.of(model),
                false,
                null,
                model,
                0,
                0,
                null);
    }

    /** A model that is gone and has left what it knows of the photos. */
    static ModelRow gone(String name) {
        return new ModelRow(name, "", 0, "", "", "", null, false, null, null, 0, 0, null);
    }

    /** Whether its authors' address is known; else its user gets the file and imports it. */
    boolean canBeFetched() {
        return known != null && known.address() != null;
    }

    boolean isGone() {
        return !here && known == null;
    }

    /** The same with what is on the disk now. */
    ModelRow with(List<DescriptorUse> uses) {
        DescriptorUse mine =
                uses.stream().filter(use -> use.isOf(name)).findFirst().orElse(new DescriptorUse(name, 0, 0));
        return new ModelRow(
                name,
                title,
                megabytes,
                licence,
                source,
                sha256,
                shape,
                here,
                problem,
                known,
                mine.bytes(),
                mine.spare(),
                figures);
    }
}
