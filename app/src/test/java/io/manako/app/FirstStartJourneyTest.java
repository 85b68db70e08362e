package io.manako.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.manako.app.gallery.GalleryOpener;
import io.manako.app.shell.Notice;
import io.manako.engine.prompt.Box;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/** The first start: a thing is marked and found as soon as a few pictures are there, the others come as they are drawn. */
class FirstStartJourneyTest extends DesktopJourney {
    private final CountDownLatch begunSeen = new CountDownLatch(1);

    @Start
    void start(Stage stage) throws IOException {
        open(stage, Files.createTempDirectory(temp, "first"));
    }

    @Override
    protected GalleryOpener.Sample drawSample(Consumer<GalleryOpener.Sample> begun) throws IOException {
        Path asked = scene("a.png", Color.RED, Color.BLUE);
        scene("b.png", Color.RED, Color.GREEN);
        GalleryOpener.Sample sample = new GalleryOpener.Sample(folder, asked, new Box(40, 60, 80, 80));
        begun.accept(sample);
        try {
            begunSeen.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
        scene("c.png", Color.GREEN, Color.RED);
        return sample;
    }

    private String said() {
        Notice now = desktop.notices().nowProperty().get();
        return now == null ? "" : now.text().key();
    }

    @Test
    void whoOpensAFolderOfTheirOwnIsToldWhatToDoUntilItIsDone(FxRobot robot) throws Exception {
        begunSeen.countDown();
        until(() -> desktop.results().hits().size() == 2 && said().equals("sample.hint"));
        assertThat(robot.lookup("#query-draw").query().isVisible())
                .as("a thing is marked already")
                .isFalse();
        Path own = Files.createDirectory(temp.resolve("own"));
        Path photo = Files.copy(folder.resolve("c.png"), own.resolve("mine.png"));

        robot.interact(() -> desktop.openFolder(own));
        assertThat(said()).isEqualTo("sample.own");
        until(() -> desktop.library().photos().size() == 1);
        robot.interact(() -> desktop.open(photo));
        until(() -> desktop.query().sessionProperty().get().path().equals(photo));
        assertThat(said()).isEmpty();
        assertThat(robot.lookup("#query-draw").query().isVisible()).isTrue();
        drag(robot, 45, 65, 115, 135);
        untilAsked(1);
        assertThat(robot.lookup("#query-draw").query().isVisible()).isFalse();
    }

    @Test
    void aThingIsMarkedAndFoundBeforeAllIsDrawn() throws Exception {
        untilAsked(1);
        until(() -> desktop.results().hits().size() == 2);
        assertThat(box()).isEqualTo(new Box(40, 60, 80, 80));
        assertThat(desktop.query().sessionProperty().get().path()).endsWith(Path.of("a.png"));
        assertThat(desktop.notices().nowProperty().get().text().key()).isEqualTo("sample.hint");

        begunSeen.countDown();
        until(() -> desktop.results().hits().size() == 3);
        assertThat(marks()).isEqualTo(1);
        assertThat(desktop.notices().nowProperty().get().text().key()).isEqualTo("sample.hint");
    }
}
