package io.manako.app.curate;

import static org.assertj.core.api.Assertions.assertThat;

import io.manako.app.gallery.FixedGallery;
import io.manako.app.settings.Language;
import io.manako.app.settings.Messages;
import io.manako.app.task.Background;
import io.manako.engine.metadata.PhotoMetadata;
import io.manako.engine.metadata.Place;
import io.manako.engine.photo.PhotoId;
import io.manako.engine.store.MachineCaption;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class MetadataViewModelTest {
    private final FixedGallery gallery = new FixedGallery();
    private final MetadataViewModel metadata = new MetadataViewModel(
            Background.on(Runnable::run, Runnable::run), new Messages(Language.ENGLISH), failure -> {});
    private final PhotoId photo = new PhotoId(1);

    private String shown(PhotoMetadata said) {
        gallery.metadata.put(photo, said);
        metadata.use(gallery);
        metadata.show(photo);
        return metadata.textProperty().getValue();
    }

    @Test
    void titleCaptionCameraAndPlaceOfThePhotoThatIsLookedAt() {
        Place place = new Place(-35.5, 139.25);
        assertThat(shown(new PhotoMetadata(List.of(), "Evening", "A lamp", null, "NIKON D90", 4, place)))
                .isEqualTo("Evening\nA lamp\nNIKON D90 · 35.5000° S, 139.2500° E");
        metadata.show(null);
        assertThat(metadata.textProperty().getValue()).isEmpty();
    }

    @Test
    void whatALanguageModelSaidIsToldFromWhatFilesSay() {
        gallery.machineCaptions.put(
                photo,
                new MachineCaption(photo, "A red lamp.", List.of("lamp", "desk", "lamp"), "sees", Instant.EPOCH));
        assertThat(shown(new PhotoMetadata(List.of(), "Evening", null, null, null, null, null)))
                .isEqualTo("Evening\nA red lamp. · lamp, desk (written by the language model sees)");
    }

    @Test
    void aCaptionThatSaysTheSameAsTheTitleIsNotRepeatedAndALongOneIsCut() {
        assertThat(shown(new PhotoMetadata(List.of(), "Evening", "Evening", null, null, null, null)))
                .isEqualTo("Evening");
        assertThat(shown(new PhotoMetadata(List.of(), null, "x".repeat(900), null, null, null, null)))
                .hasSize(401)
                .endsWith("…");
    }
}
