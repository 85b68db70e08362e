package io.manako.app.curate;

import io.manako.app.gallery.Gallery;
import io.manako.app.settings.Messages;
import io.manako.app.task.Background;
import io.manako.app.task.Background.Lane;
import io.manako.app.task.Ticket;
import io.manako.engine.metadata.PhotoMetadata;
import io.manako.engine.metadata.Place;
import io.manako.engine.photo.PhotoId;
import io.manako.engine.store.MachineCaption;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;

/**
 * What is said of the one photo that is looked at: by its files title, caption, camera and place, by a language model a
 * caption. For the UI thread.
 */
public final class MetadataViewModel {
    /** Characters of a caption that are shown. */
    private static final int SHOWN = 400;

    private final Background background;
    private final Messages messages;
    private final Consumer<Exception> report;
    private final ReadOnlyObjectWrapper<Said> said = new ReadOnlyObjectWrapper<>(Said.NOTHING);
    private @Nullable Gallery gallery;
    private Ticket reading = new Ticket();

    /** @param report takes what went wrong */
    public MetadataViewModel(Background background, Messages messages, Consumer<Exception> report) {
        this.background = background;
        this.messages = messages;
        this.report = report;
    }

    /** The gallery of the photos from now on. */
    public void use(Gallery opened) {
        gallery = opened;
    }

    /** Reads what is said of another photo, or of none. */
    public void show(@Nullable PhotoId photo) {
        reading.cancel();
        said.set(Said.NOTHING);
        Gallery from = gallery;
        if (from != null && photo != null) {
            reading = background.run(
                    Lane.WORK,
                    () -> new Said(
                            from.metadata(photo), from.machineCaption(photo).orElse(null)),
                    said::set,
                    report);
        }
    }

    /** A line or more, empty where nothing is known. */
    public ObservableValue<String> textProperty() {
        return messages.text(() -> text(said.get()), said);
    }

    private String text(Said all) {
        PhotoMetadata known = all.byFiles();
        Place place = known.place();
        String facts = Stream.of(known.camera(), place == null ? null : text(place))
                .filter(Objects::nonNull)
                .collect(Collectors.joining(" · "));
        String caption = known.caption();
        return Stream.of(
                        known.title(),
                        Objects.equals(caption, known.title()) ? null : shortened(caption),
                        facts,
                        text(all.byModel()))
                .filter(line -> line != null && !line.isEmpty())
                .collect(Collectors.joining("\n"));
    }

    private @Nullable String text(@Nullable MachineCaption written) {
        if (written == null) {
            return null;
        }
        String keywords = written.keywords().stream().distinct().collect(Collectors.joining(", "));
        String text = Stream.of(written.caption(), keywords)
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" · "));
        return messages.get("hit.machine-caption", Objects.requireNonNullElse(shortened(text), ""), written.model());
    }

    private String text(Place place) {
        return messages.get(
                "hit.place",
                degrees(place.latitude()),
                place.latitude() < 0 ? "S" : "N",
                degrees(place.longitude()),
                place.longitude() < 0 ? "W" : "E");
    }

    private static String degrees(double angle) {
        return String.format(Locale.ROOT, "%.4f", Math.abs(angle));
    }

    private static @Nullable String shortened(@Nullable String caption) {
        return caption == null || caption.codePointCount(0, caption.length()) <= SHOWN
                ? caption
                : caption.substring(0, caption.offsetByCodePoints(0, SHOWN)) + "…";
    }

    private record Said(PhotoMetadata byFiles, @Nullable MachineCaption byModel) {
        static final Said NOTHING = new Said(PhotoMetadata.NONE, null);
    }
}
