package io.manako.app;

import io.manako.app.gallery.Answer;
import io.manako.app.gallery.QuerySession;
import io.manako.app.query.PhotoCanvas;
import io.manako.app.query.Tool;
import io.manako.engine.photo.PhotoDecoder;
import io.manako.engine.photo.PictureWriter;
import io.manako.engine.photo.Resampler;
import io.manako.engine.search.SearchResult.Timing;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import javafx.application.Platform;
import javafx.beans.value.ChangeListener;
import javafx.event.EventHandler;
import javafx.geometry.Point2D;
import javafx.scene.control.ListView;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;

/** A scripted session in the real window, for {@link DesktopBenchmark}. Prints milliseconds. */
public final class DesktopSession extends DesktopScript {
    private static final int BOXES = 30;
    private static final int MOVES = 12;
    private static final int SCROLLS = 30;
    private static final int STROKE = 300;
    private static final int WIDE = 6000;
    private static final int HIGH = 4000;

    /** Somebody who looks whether the box is right before letting go, milliseconds. */
    private static final long REST = 500;

    private static final long PATIENCE_SECONDS = 120;

    private final Random random = new Random(3);
    private long released; // of the UI thread

    /**
     * What a release of the pointer brought.
     *
     * @param first painted of the mark as it was left, perhaps not seen from near yet
     */
    private record Refresh(double first, double answered, double painted, Timing timing) {}

    @Override
    protected void onOpened() {
        stage.getScene().addEventFilter(MouseEvent.MOUSE_RELEASED, event -> released = System.nanoTime());
        Platform.runLater(() -> print("start of the process to the first window", sinceStart()));
    }

    private static double sinceStart() {
        return System.currentTimeMillis()
                - (double) ManagementFactory.getRuntimeMXBean().getStartTime();
    }

    @Override
    protected void script() throws Exception {
        Path photos = Path.of(getParameters().getRaw().get(1));
        until(() -> !desktop.library().photos().isEmpty());
        until(() -> blanks() == 0);
        print("start of the process to a library that is shown, with its pictures", sinceStart());
        until(() -> desktop.galleryProperty().get() != null);
        print("start of the process to the model at hand", sinceStart());
        print("photos in the library", desktop.library().photos().size());
        until(() -> !desktop.indexing().runningProperty().get());

        Path asked = first(photos);
        open(asked);
        boxes(5, 0); // warm
        report("idle", boxes(BOXES, 0));
        report("pointer at rest before", boxes(BOXES, REST));
        scroll();
        brush(asked);

        Watchdog watchdog = new Watchdog();
        Path copies = copy(photos);
        Platform.runLater(() -> desktop.openFolder(copies));
        until(() -> desktop.indexing().runningProperty().get());
        Thread.sleep(3_000); // past the look through the folder
        watchdog.start();
        Thread.sleep(10_000);
        watchdog.print("longest pause of the UI thread in 10 s of indexing, nobody at the mouse");
        watchdog.start();
        report("while indexing", boxes(BOXES, 0));
        watchdog.print("longest pause of the UI thread while indexing and drawing boxes");
        print(
                "indexing was still under way: 1, or over: 0",
                desktop.indexing().runningProperty().get() ? 1 : 0);
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        print("heap in use, MB", (runtime.totalMemory() - runtime.freeMemory()) / 1e6);
    }

    private static Path first(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().findFirst().orElseThrow();
        }
    }

    /** The photos as a folder of their own, so that they are indexed at every run. */
    private static Path copy(Path photos) throws IOException {
        Path copies = Files.createTempDirectory("desktop-session");
        try (Stream<Path> files = Files.list(photos)) {
            for (Path file : files.toList()) {
                Files.copy(file, copies.resolve(file.getFileName().toString()));
            }
        }
        return copies;
    }

    // From the release of the pointer to the results.

    /** @param rest how long the pointer rests before it is lifted, milliseconds */
    private List<Refresh> boxes(int count, long rest) throws Exception {
        List<Refresh> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(box(rest));
            Thread.sleep(300); // a user looks at what came
        }
        return all;
    }

    private Refresh box(long rest) throws Exception {
        PhotoCanvas canvas = (PhotoCanvas) stage.getScene().lookup("#query-canvas");
        QuerySession session = desktop.query().sessionProperty().get();
        double width = session.width() * (0.2 + 0.2 * random.nextDouble());
        double height = session.height() * (0.2 + 0.2 * random.nextDouble());
        double x = random.nextDouble() * (session.width() - width);
        double y = random.nextDouble() * (session.height() - height);
        Point2D from = onUi(() -> canvas.localToScreen(
                canvas.viewport().toViewX(x), canvas.viewport().toViewY(y)));
        Point2D to = onUi(() -> canvas.localToScreen(
                canvas.viewport().toViewX(x + width), canvas.viewport().toViewY(y + height)));
        onUi(() -> {
            desktop.query().marks().clear();
            return true;
        });
        robot(robot -> robot.mouseMove(from));
        robot(robot -> robot.mousePress(MouseButton.PRIMARY));
        for (int step = 1; step <= MOVES; step++) {
            Point2D at = from.interpolate(to, step / (double) MOVES);
            robot(robot -> robot.mouseMove(at));
        }
        Thread.sleep(rest);
        CompletableFuture<Double> first = new CompletableFuture<>();
        CompletableFuture<Refresh> done = new CompletableFuture<>();
        ChangeListener<Answer> listener = (observable, old, answer) -> {
            long start = released;
            boolean ofTheBox = answer != null && answer.request().prompts().size() == 1;
            if (start == 0 || !ofTheBox) {
                return;
            }
            afterPulse(() -> first.complete(millisSince(start)));
            if (answer.request().closeUp()) {
                double answered = millisSince(start);
                Timing timing = answer.result().millis();
                afterPulse(() ->
                        done.complete(new Refresh(first.getNow(Double.NaN), answered, millisSince(start), timing)));
            }
        };
        onUi(() -> {
            released = 0;
            desktop.query().answerProperty().addListener(listener);
            return true;
        });
        robot(robot -> robot.mouseRelease(MouseButton.PRIMARY));
        Refresh refresh = done.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        onUi(() -> {
            desktop.query().answerProperty().removeListener(listener);
            return true;
        });
        return refresh;
    }

    /** After the pulse that lays the results out and hands them to the renderer. */
    private void afterPulse(Runnable action) {
        Runnable[] once = new Runnable[1];
        once[0] = () -> {
            stage.getScene().removePostLayoutPulseListener(once[0]);
            Platform.runLater(action);
        };
        stage.getScene().addPostLayoutPulseListener(once[0]);
        Platform.requestNextPulse();
    }

    private static void report(String when, List<Refresh> all) {
        quantiles(when + ": release to results painted", all, Refresh::first);
        quantiles(when + ": release to results painted, seen from near", all, Refresh::painted);
        quantiles(when + ": release to results, seen from near", all, Refresh::answered);
        quantiles(
                when + ":   of it region, heads, close-up",
                all,
                refresh -> refresh.timing().encode());
        quantiles(when + ":   of it ranking", all, refresh -> refresh.timing().rank());
    }

    private static <T> void quantiles(String what, List<T> all, ToDoubleFunction<T> of) {
        double[] sorted = all.stream().mapToDouble(of).sorted().toArray();
        System.out.printf(
                Locale.ROOT,
                "%-72s median %7.1f   95th percentile %7.1f%n",
                what,
                sorted[sorted.length / 2],
                sorted[(int) (0.95 * (sorted.length - 1))]);
    }

    private static void print(String what, double value) {
        System.out.printf(Locale.ROOT, "%-72s %14.0f%n", what, value);
    }

    // Painting.

    /** Paints a spiral on a photo of 24 megapixels: how long each move of the pointer keeps the UI thread. */
    private void brush(Path photo) throws Exception {
        Path large = Files.createTempDirectory("desktop-session").resolve("large.jpg");
        PictureWriter.write(Resampler.bicubic(PhotoDecoder.decode(photo, WIDE), WIDE, HIGH), large);
        open(large);
        PhotoCanvas canvas = (PhotoCanvas) stage.getScene().lookup("#query-canvas");
        List<Double> moves = new ArrayList<>();
        EventHandler<MouseEvent> timed = event -> {
            long start = System.nanoTime();
            // Comes when all is done that the move has the thread do, and the pulse where there is one.
            Platform.runLater(() -> moves.add(millisSince(start)));
        };
        ui(() -> {
            desktop.query().marks().toolProperty().set(Tool.BRUSH);
            stage.getScene().addEventFilter(MouseEvent.MOUSE_DRAGGED, timed);
        });
        for (int step = 0; step <= STROKE; step++) {
            double angle = 0.1 * step;
            double radius = HIGH * 0.4 * step / STROKE;
            Point2D at = onUi(() -> canvas.localToScreen(
                    canvas.viewport().toViewX(WIDE / 2.0 + radius * Math.cos(angle)),
                    canvas.viewport().toViewY(HIGH / 2.0 + radius * Math.sin(angle))));
            robot(robot -> robot.mouseMove(at));
            if (step == 0) {
                robot(robot -> robot.mousePress(MouseButton.PRIMARY));
            }
        }
        robot(robot -> robot.mouseRelease(MouseButton.PRIMARY));
        ui(() -> {
            stage.getScene().removeEventFilter(MouseEvent.MOUSE_DRAGGED, timed);
            desktop.query().marks().toolProperty().set(Tool.BOX);
        });
        quantiles("a move of the brush on 24 megapixels, " + moves.size() + " moves", moves, Double::doubleValue);
        open(photo);
    }

    private void open(Path photo) throws InterruptedException {
        Platform.runLater(() -> desktop.open(photo));
        until(() -> {
            QuerySession session = desktop.query().sessionProperty().get();
            return session != null
                    && session.path().equals(photo)
                    && desktop.query().answerProperty().get() != null;
        });
    }

    // Scrolling.

    /** Jumps through the library and waits until no tile on the screen is blank. */
    private void scroll() throws Exception {
        ListView<?> list = (ListView<?>) stage.getScene().lookup("#library-grid");
        int rows = list.getItems().size();
        double[] blank = new double[SCROLLS];
        for (int i = 0; i < SCROLLS; i++) {
            int row = random.nextInt(rows - 20);
            long start = System.nanoTime();
            onUi(() -> {
                list.scrollTo(row);
                return true;
            });
            until(() -> blanks() == 0);
            blank[i] = millisSince(start);
            Thread.sleep(100);
        }
        Arrays.sort(blank);
        System.out.printf(
                Locale.ROOT,
                "%-72s median %7.1f   longest         %7.1f%n",
                "jump in the library until no tile is blank",
                blank[SCROLLS / 2],
                blank[SCROLLS - 1]);
    }

    /** Tiles of the library on the screen that have no picture. */
    private int blanks() {
        ListView<?> list = (ListView<?>) stage.getScene().lookup("#library-grid");
        return onUi(() -> BlankTiles.in(list));
    }

    // Tools.

    /** Asks the UI thread again and again how long it takes to come to the next work, and looks at what keeps it. */
    private static final class Watchdog {
        /** A pause that a user sees, milliseconds. */
        private static final long SEEN = 50;

        private static final int FRAMES = 16;

        private final Thread ui = onUi(Thread::currentThread);
        private double longest;
        private List<StackTraceElement> keptBy = List.of();

        Watchdog() {
            Thread thread = new Thread(this::watch, "watchdog");
            thread.setDaemon(true);
            thread.start();
        }

        private void watch() {
            try {
                while (true) {
                    FutureTask<Boolean> turn = new FutureTask<>(() -> true);
                    long asked = System.nanoTime();
                    Platform.runLater(turn);
                    List<StackTraceElement> stack = List.of();
                    try {
                        turn.get(SEEN, TimeUnit.MILLISECONDS);
                    } catch (TimeoutException e) {
                        stack = List.of(ui.getStackTrace());
                        turn.get();
                    }
                    note(millisSince(asked), stack);
                    Thread.sleep(2);
                }
            } catch (ExecutionException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        private synchronized void note(double pause, List<StackTraceElement> stack) {
            if (pause > longest) {
                longest = pause;
                keptBy = stack;
            }
        }

        synchronized void start() {
            longest = 0;
            keptBy = List.of();
        }

        /** Prints the longest pause, and what the UI thread did in it after {@value #SEEN} ms. */
        synchronized void print(String what) {
            DesktopSession.print(what, longest);
            keptBy.stream().limit(FRAMES).forEach(frame -> System.out.println("    " + frame));
        }
    }

    private static double millisSince(long start) {
        return (System.nanoTime() - start) / 1e6;
    }
}
