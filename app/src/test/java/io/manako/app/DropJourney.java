package io.manako.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.manako.app.gallery.QuerySession;
import java.awt.Color;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javafx.css.PseudoClass;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.input.MouseButton;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/** Files dragged from another program into the window, and out of it, with the system's own drag and drop. */
class DropJourney extends DesktopJourney {
    private static final double DRAG_BEGINS = 8;
    private static final PseudoClass TARGET = PseudoClass.getPseudoClass("target");

    private final BlockingQueue<String> said = new LinkedBlockingQueue<>();
    private Process other;

    @Start
    void start(Stage stage) throws IOException {
        openInTheCorner(stage, OtherProgram.X - 10);
    }

    @AfterEach
    void endTheOtherProgram() throws InterruptedException {
        other.destroy();
        other.waitFor();
    }

    private void startTheOtherProgram(Path... files) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-Dprism.order=sw"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), OtherProgram.class.getName()));
        for (Path file : files) {
            command.add(file.toString());
        }
        other = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        Thread listener = new Thread(() -> {
            try (BufferedReader lines =
                    new BufferedReader(new InputStreamReader(other.getInputStream(), StandardCharsets.UTF_8))) {
                lines.lines().forEach(said::add);
            } catch (IOException ended) {
                // As it was told.
            }
        });
        listener.setDaemon(true);
        listener.start();
        assertThat(said.poll(30, TimeUnit.SECONDS)).isEqualTo(OtherProgram.READY);
    }

    /** Its rows from above: the files, then the place to drop at. */
    private static Point2D row(int number) {
        return new Point2D(OtherProgram.X + OtherProgram.WIDTH / 2, (number + 0.5) * OtherProgram.ROW);
    }

    private static Point2D middle(FxRobot robot, String node) {
        return robot.point(node).query();
    }

    /** Drags as a hand does, which never quite rests, and lets go once the place below says that it takes what is held. */
    static void drag(FxRobot robot, Point2D from, Point2D to, Callable<Boolean> taken) throws Exception {
        robot.moveTo(from).press(MouseButton.PRIMARY).moveBy(DRAG_BEGINS, DRAG_BEGINS);
        robot.moveTo(to);
        try {
            until(() -> {
                robot.moveBy(1, 0).moveBy(-1, 0);
                return taken.call();
            });
        } finally {
            robot.release(MouseButton.PRIMARY);
        }
    }

    /** Whether a place shows that it takes what is held above it. */
    static boolean isTarget(Node place) {
        return place.getPseudoClassStates().contains(TARGET);
    }

    private static void dropOn(FxRobot robot, String place, Point2D from) throws Exception {
        Node target = robot.lookup(place).query();
        drag(robot, from, middle(robot, place), () -> isTarget(target));
    }

    @Test
    void filesAndFoldersOfAnotherProgram(FxRobot robot) throws Exception {
        Path photos = Files.createDirectories(folder.resolve("trip 旅"));
        scene("trip 旅/a b.png", Color.RED, Color.BLUE);
        scene("trip 旅/c.png", Color.BLUE, Color.GREEN);
        Path elsewhere = scene("夏 #1 100%.png", Color.RED, Color.GREEN);
        Path document = Files.writeString(folder.resolve("letter.pdf"), "%PDF-1.7\n");
        Path huge = folder.resolve("film.jpg");
        try (RandomAccessFile file = new RandomAccessFile(huge.toFile(), "rw")) {
            file.write(new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff, (byte) 0xe0});
            file.setLength(3L << 30); // takes no room on the disk
        }
        startTheOtherProgram(photos, elsewhere, document, huge);

        dropOn(robot, ".library-view", row(0));
        until(() -> desktop.library().photos().size() == 2
                && !desktop.indexing().runningProperty().get());

        dropOn(robot, ".query-stage", row(1));
        until(() -> desktop.query().sessionProperty().get() != null
                && desktop.results().hits().size() == 2);
        QuerySession open = desktop.query().sessionProperty().get();
        assertThat(open.path()).isEqualTo(elsewhere);

        dropOn(robot, ".query-stage", row(2));
        until(() -> text(robot, "#query-message").contains("letter.pdf is not a photo"));
        dropOn(robot, ".library-view", row(3));
        until(() -> text(robot, "#query-message").contains("film.jpg has 3072 MB"));
        assertThat(desktop.query().sessionProperty().get()).isSameAs(open);
        assertThat(desktop.results().hits()).as("what was found is still there").hasSize(2);
        assertThat(robot.lookup("#fault-dialog").tryQuery()).isEmpty();
    }

    @Test
    void aResultGoesToAnotherProgramAndOntoTheQuery(FxRobot robot) throws Exception {
        scene("one.png", Color.RED, Color.BLUE);
        scene("two.png", Color.RED, Color.GREEN);
        openFolder(robot, 2);
        openFirstPhoto(robot);
        until(() -> desktop.results().hits().size() == 2);
        startTheOtherProgram();
        Path asked = desktop.query().sessionProperty().get().path();
        Path second = desktop.results().hits().get(1).path();
        Point2D tile = robot.point(robot.lookup(".hit-tile").queryAll().stream()
                        .skip(1)
                        .findFirst()
                        .orElseThrow())
                .query();

        drag(robot, tile, row(0), () -> said.contains(OtherProgram.OVER));
        until(() -> said.contains(OtherProgram.TOOK + second));
        assertThat(second).as("a copy was taken").exists();
        assertThat(desktop.query().sessionProperty().get().path()).isEqualTo(asked);

        dropOn(robot, ".query-stage", tile);
        until(() -> desktop.query().sessionProperty().get().path().equals(second));
    }
}
