package io.manako.app.library;

import static org.assertj.core.api.Assertions.assertThat;

import io.manako.app.gallery.FixedGallery;
import io.manako.app.gallery.FixedRun;
import io.manako.app.gallery.IndexSummary;
import io.manako.app.settings.Language;
import io.manako.app.settings.Messages;
import io.manako.app.settings.ModelChoice;
import io.manako.app.settings.Settings;
import io.manako.app.settings.SettingsFile;
import io.manako.app.settings.SettingsViewModel;
import io.manako.app.task.Background;
import io.manako.engine.message.Message;
import io.manako.engine.task.Progress;
import io.manako.engine.vit.ModelException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SwitchViewModelTest {
    @TempDir
    private Path home;

    private final FixedGallery gallery = new FixedGallery();
    private final Background background = Background.on(Runnable::run, Runnable::run);
    private final List<String> told = new ArrayList<>();
    private SettingsViewModel settings;
    private SwitchViewModel switching;
    private int switched;

    @BeforeEach
    void aModelCalledFixedAnswers() {
        settings = new SettingsViewModel(
                background,
                new SettingsFile(home),
                Settings.defaults().withModel(ModelChoice.of("fixed")),
                failure -> {});
        switching = anotherStart();
    }

    private SwitchViewModel anotherStart() {
        SwitchViewModel started = new SwitchViewModel(
                background,
                new Messages(Language.ENGLISH),
                settings,
                message -> told.add(message.key()),
                message -> told.add(message.english()));
        started.setOnSwitched(() -> switched++, () -> {});
        return started;
    }

    private FixedRun run() {
        return gallery.runs.getLast();
    }

    private void end(boolean cancelled) {
        run().result.complete(new IndexSummary(9, 9, 0, 0, cancelled));
    }

    private void takesOver(String name) {
        gallery.answering = name;
        end(false);
    }

    @Test
    void theChosenModelReadsThePhotosAndThenAnswers() {
        switching.use(gallery);
        switching.begin("other");
        assertThat(gallery.switches).containsExactly("other");
        assertThat(settings.now().model()).isEqualTo(new ModelChoice("fixed", "other"));
        run().listener.onProgress(new Progress("index.encode", 120, 300, 8.44, Duration.ofSeconds(83)));
        assertThat(switching.lineProperty().getValue())
                .isEqualTo("Reading photos with other · 120 of 300 · 8.4 per second · 1:23 left");

        takesOver("other");
        assertThat(settings.now().model()).isEqualTo(ModelChoice.of("other"));
        assertThat(switching.modelProperty().get().name()).isEqualTo("other");
        assertThat(switching.runningProperty().get()).isFalse();
        assertThat(told).containsExactly("models.switched");
        assertThat(switched).isEqualTo(1);
    }

    @Test
    void whatWasBegunGoesOnAtTheNextStart() {
        switching.use(gallery);
        switching.begin("other");
        switching.close();
        assertThat(run().calls).containsExactly("cancel");
        end(true);
        assertThat(settings.now().model().next()).isEqualTo("other");
        assertThat(told).isEmpty();

        switching = anotherStart();
        assertThat(gallery.switches).hasSize(1);
        switching.use(gallery);
        assertThat(gallery.switches).containsExactly("other", "other");
        takesOver("other");
        assertThat(told).containsExactly("models.switched");
    }

    @Test
    void aModelThatIsChosenBeforeTheLibraryIsOpenReadsItThen() {
        switching.begin("other");
        assertThat(gallery.switches).isEmpty();
        switching.use(gallery);
        assertThat(gallery.switches).containsExactly("other");
    }

    @Test
    void itIsGivenUpByAStopAndByChoosingTheOneThatAnswers() {
        switching.use(gallery);
        switching.begin("other");
        switching.stop();
        end(true);
        switching.begin("other");
        switching.begin("fixed");
        end(true);
        assertThat(gallery.switches).hasSize(2);
        assertThat(gallery.runs).allSatisfy(run -> assertThat(run.calls).containsExactly("cancel"));
        assertThat(settings.now().model()).isEqualTo(ModelChoice.of("fixed"));
        assertThat(told).containsExactly("models.switch-stopped");
        assertThat(switched).isZero();
    }

    @Test
    void ofTwoChosenTheSecondComes() {
        switching.use(gallery);
        switching.begin("other");
        switching.begin("third");
        end(true);
        assertThat(gallery.switches).containsExactly("other", "third");
        takesOver("third");
        assertThat(settings.now().model()).isEqualTo(ModelChoice.of("third"));
    }

    @Test
    void oneThatWasWholeBeforeItCouldBeStoppedAnswersUntilTheSecondComes() {
        switching.use(gallery);
        switching.begin("other");
        switching.begin("third");
        takesOver("other");
        assertThat(gallery.switches).containsExactly("other", "third");
        assertThat(settings.now().model()).isEqualTo(new ModelChoice("other", "third"));
    }

    @Test
    void aModelThatCannotBeUsedIsGivenUpWithTheReason() {
        switching.use(gallery);
        gallery.unusable = new ModelException("There is no model other.");
        switching.begin("other");
        assertThat(settings.now().model()).isEqualTo(ModelChoice.of("fixed"));
        assertThat(told)
                .containsExactly(
                        Message.of("models.not-switched", "other", "fixed", Message.plain("There is no model other."))
                                .english());
        gallery.unusable = null;
        switching.begin("other");
        run().result.completeExceptionally(new IOException("The disk is full."));
        assertThat(told.getLast()).contains("The disk is full.");
        assertThat(switching.runningProperty().get()).isFalse();
        assertThat(settings.now().model()).isEqualTo(ModelChoice.of("fixed"));
    }
}
