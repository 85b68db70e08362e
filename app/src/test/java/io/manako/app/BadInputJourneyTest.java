package io.manako.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.manako.app.query.Mark;
import io.manako.engine.photo.PictureWriter;
import io.manako.engine.photo.Raster;
import io.manako.engine.prompt.Polarity;
import io.manako.engine.sample.SampleCollection;
import io.manako.engine.sample.Scene;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javafx.scene.control.Labeled;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/** What goes wrong with files and marks in the real window: a clear line each, no exception in the log, nothing lost. */
class BadInputJourneyTest extends EngineJourney {
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @Start
    void start(Stage stage) throws IOException {
        open(stage);
    }

    @BeforeEach
    void listen() {
        log.start();
        root.addAppender(log);
    }

    @AfterEach
    void nothingWasUnforeseen(FxRobot robot) {
        root.detachAppender(log);
        assertThat(robot.lookup("#fault-dialog").tryQuery()).isEmpty();
        assertThat(log.list).allSatisfy(event -> {
            assertThat(event.getLevel()).as(event.getFormattedMessage()).isNotEqualTo(Level.ERROR);
            assertThat(event.getThrowableProxy())
                    .as(event.getFormattedMessage())
                    .isNull();
        });
    }

    private static String text(FxRobot robot, String label) {
        return robot.lookup(label).queryAs(Labeled.class).getText();
    }

    @Test
    void aFolderThatVanishesWhileItIsIndexed(FxRobot robot) throws Exception {
        Path folder = Files.createDirectories(temp.resolve("drive"));
        for (int i = 0; i < 12; i++) {
            Scene scene = SampleCollection.draw(i);
            PictureWriter.write(scene.picture(), folder.resolve(scene.fileName()));
        }
        until(() -> desktop.galleryProperty().get() != null);
        robot.interact(() -> desktop.openFolder(folder));
        until(() -> !desktop.library().photos().isEmpty());
        try (Stream<Path> photos = Files.list(folder)) {
            for (Path photo : photos.toList()) {
                Files.delete(photo);
            }
        }
        Files.delete(folder);
        until(() -> text(robot, "#notice-text").contains("could not be looked into: it is not there"));
        until(() -> !desktop.indexing().runningProperty().get());
        assertThat(desktop.library().photos())
                .as("offline, never forgotten")
                .isNotEmpty()
                .allMatch(photo -> photo.offline());
    }

    @Test
    void senselessMarksADeletedPhotoAndOneOfASinglePixel(FxRobot robot) throws Exception {
        indexAndMark(robot, 3);
        Path photo = desktop.query().sessionProperty().get().path();
        Mark wanted = new Mark.Frame(10, 10, 60, 60, Polarity.POSITIVE);
        Mark unwanted = new Mark.Frame(10, 10, 60, 60, Polarity.NEGATIVE);

        robot.interact(() -> desktop.query().open(photo, List.of(wanted, unwanted)));
        until(() -> text(robot, "#query-message").contains("nothing is left to look for"));
        assertThat(desktop.results().hits()).isEmpty();

        // The photo is gone: what is open stays, and can be asked with.
        Files.delete(photo);
        robot.interact(() -> desktop.query().open(photo, List.of(wanted)));
        until(() -> text(robot, "#query-message").contains("is not there any more"));
        robot.interact(() -> desktop.query().marks().undo());
        until(() -> desktop.results().hits().size() == 2);
        assertThat(text(robot, "#query-message")).isEmpty();

        Path dot = photo.resolveSibling("dot.png");
        PictureWriter.write(new Raster(1, 1, new byte[3]), dot);
        robot.interact(() -> desktop.library().indexAll());
        until(() -> desktop.library().photos().size() == 3
                && !desktop.indexing().runningProperty().get());
        robot.interact(() -> desktop.query().open(dot, List.of(new Mark.Frame(0, 0, 1, 1, Polarity.POSITIVE))));
        until(() -> desktop.query().answerProperty().get() != null
                && desktop.query().answerProperty().get().session().path().equals(dot));
        assertThat(desktop.results().hits()).hasSize(2);
    }
}
