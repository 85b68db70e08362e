package io.manako.engine.device;

import io.manako.engine.device.Verdict.Outcome;
import io.manako.engine.vit.DeviceLostException;
import io.manako.engine.vit.DjlEncoder;
import io.manako.engine.vit.LoadedWeights;
import io.manako.engine.vit.ModelCatalogue;
import io.manako.engine.vit.ModelException;
import io.manako.engine.vit.Placement;
import io.manako.engine.vit.Placement.Precision;
import io.manako.engine.vit.PyTorch;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * The process of a {@link Trial}: runs a model on a device and on the CPU, compares, prints one line and ends. It ends without a
 * verdict, too, when the program that started it does.
 */
public final class TrialProcess {
    /** First argument of the program itself where it is started for a trial. */
    public static final String ARGUMENT = "--try-device";

    private static final String MARK = "manako-device-trial";

    /** Smallest cosine of descriptors; near duplicates begin at about the former. */
    static final double HALF_AGREES = 0.999;

    static final double SINGLE_AGREES = 0.9999;

    private static final int LONGEST_DETAIL = 200;

    private TrialProcess() {}

    /** @param args kind of device, the user's data, the model's name or nothing, whether to stretch, side */
    public static void main(String[] args) {
        Thread.ofPlatform().daemon().start(TrialProcess::endWithParent);
        Verdict verdict = tried(
                Placement.Kind.valueOf(args[0]),
                Path.of(args[1]),
                new TriedModel(
                        args[2].isEmpty() ? null : args[2], Boolean.parseBoolean(args[3]), Integer.parseInt(args[4])));
        try (PrintStream out =
                new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8)) {
            out.println();
            out.println(MARK + " " + verdict.outcome() + " " + verdict.detail());
        }
        // Threads and handlers of a driver need not be waited for.
        Runtime.getRuntime().halt(0);
    }

    private static void endWithParent() {
        try {
            while (System.in.read() >= 0) {
                // Nobody writes there; its end is the parent's.
            }
        } catch (IOException e) {
            // The same.
        }
        Runtime.getRuntime().halt(1);
    }

    /** The verdict of what a trial printed. */
    static Verdict read(String output) {
        for (String line : output.lines().toList().reversed()) {
            String[] parts = line.split(" ", 3);
            if (parts.length == 3 && parts[0].equals(MARK)) {
                for (Outcome outcome : Outcome.values()) {
                    if (outcome.name().equals(parts[1])) {
                        return new Verdict(outcome, parts[2]);
                    }
                }
            }
        }
        return new Verdict(Outcome.FAILED, "no verdict");
    }

    static Verdict tried(Placement.Kind kind, Path home, TriedModel model) {
        try {
            if (!PyTorch.has(kind)) {
                return Verdict.of(Outcome.NONE);
            }
        } catch (ModelException e) {
            return new Verdict(Outcome.NATIVES, firstLine(deepest(e)));
        }
        try {
            // The device comes first: what is loaded first decides whether natives for it are.
            List<float[]> half = descriptors(home, model, new Placement(kind, Precision.HALF));
            List<float[]> cpu = descriptors(home, model, Placement.CPU);
            if (Agreement.of(half, cpu) >= HALF_AGREES) {
                return Verdict.of(Outcome.HALF);
            }
            double agreement = Agreement.of(descriptors(home, model, new Placement(kind, Precision.SINGLE)), cpu);
            return agreement >= SINGLE_AGREES
                    ? Verdict.of(Outcome.SINGLE)
                    : new Verdict(Outcome.WRONG, String.format(Locale.ROOT, "%.4f", agreement));
        } catch (ModelException | RuntimeException | LinkageError e) {
            return failed(e);
        }
    }

    private static Verdict failed(Throwable failure) {
        if (DeviceLostException.isOutOfMemory(failure)) {
            return Verdict.of(Outcome.MEMORY);
        }
        return new Verdict(Outcome.FAILED, firstLine(failure));
    }

    private static List<float[]> descriptors(Path home, TriedModel model, Placement placement) throws ModelException {
        try (LoadedWeights weights = new ModelCatalogue(home).open(model.name(), model.stretch(), model.side());
                DjlEncoder encoder = DjlEncoder.load(weights, 0, placement)) {
            return Agreement.descriptors(encoder);
        }
    }

    /** DJL says that natives cannot be loaded, what caused it which of them, and what it lacks. */
    private static Throwable deepest(Throwable failure) {
        Throwable deepest = failure;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        return deepest;
    }

    static String firstLine(Throwable failure) {
        String text = failure.getMessage() == null ? failure.toString() : failure.getMessage();
        String line = text.lines().findFirst().orElse("");
        return line.substring(0, Math.min(line.length(), LONGEST_DETAIL));
    }
}
