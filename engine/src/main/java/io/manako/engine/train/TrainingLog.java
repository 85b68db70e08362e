package io.manako.engine.train;

import io.manako.engine.evaluation.RetrievalMethod;
import io.manako.engine.file.WholeFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The table of a training beside its weights, and the picture drawn of it: a row every {@value #EVERY} steps, with the
 * losses so far, and one for each judgement. Columns are {@code step}, {@code samples}, {@code seconds}, {@code rate}, the
 * losses, the same with {@code held_out_} before them, and rows of {@code manako eval}; a field is empty where a row says
 * nothing of it.
 */
final class TrainingLog {
    static final int EVERY = 20;
    static final List<String> FIGURES = Stream.of(RetrievalMethod.WHOLE, RetrievalMethod.PHS, RetrievalMethod.WINDOWS)
            .map(RetrievalMethod::key)
            .toList();
    static final String HELD_OUT = "held_out_";
    static final List<String> COLUMNS = columns();

    private final Path table;
    private final Path picture;
    private final int samplesOfStep;
    private final List<@Nullable Double[]> rows = new ArrayList<>();

    private TrainingLog(Path table, Path picture, int samplesOfStep) {
        this.table = table;
        this.picture = picture;
        this.samplesOfStep = samplesOfStep;
    }

    private static List<String> columns() {
        List<String> columns = new ArrayList<>(List.of("step", "samples", "seconds", "rate"));
        columns.addAll(Losses.NAMES);
        Losses.NAMES.forEach(name -> columns.add(HELD_OUT + name));
        columns.addAll(FIGURES);
        return List.copyOf(columns);
    }

    /**
     * Begins a table, or goes on with the one of the checkpoint: what came after that is left out, as it comes again.
     *
     * @param weights whose name the table and the picture have, but for the ending
     */
    static TrainingLog open(Path weights, Checkpoint from, int samplesOfStep) throws IOException {
        String name = weights.getFileName().toString().replaceFirst("\\.safetensors$", "");
        TrainingLog log = new TrainingLog(
                weights.resolveSibling(name + ".csv"), weights.resolveSibling(name + ".svg"), samplesOfStep);
        if (from.step() > 0 && Files.isRegularFile(log.table)) {
            log.read(from.step());
        }
        StringBuilder all = new StringBuilder(String.join(",", COLUMNS)).append('\n');
        log.rows.forEach(row -> all.append(line(row)));
        WholeFile.write(log.table, all.toString().getBytes(StandardCharsets.UTF_8));
        return log;
    }

    private void read(int lastStep) throws IOException {
        List<String> lines = Files.readAllLines(table);
        if (lines.isEmpty() || !lines.getFirst().equals(String.join(",", COLUMNS))) {
            return; // of another version, or somebody else's
        }
        for (String line : lines.subList(1, lines.size())) {
            @Nullable Double[] row = parse(line);
            if (row != null && row[0] != null && row[0] <= lastStep) {
                rows.add(row);
            }
        }
    }

    /** Null for a line that a kill cut short. */
    private static @Nullable Double @Nullable [] parse(String line) {
        String[] fields = line.split(",", -1);
        if (fields.length != COLUMNS.size()) {
            return null;
        }
        try {
            @Nullable Double[] row = new @Nullable Double[fields.length];
            for (int i = 0; i < fields.length; i++) {
                row[i] = fields[i].isEmpty() ? null : Double.valueOf(fields[i]);
            }
            return row;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    void step(Checkpoint state, double rate, Losses losses) throws IOException {
        if (state.step() % EVERY == 0 || state.step() == 1) {
            @Nullable Double[] row = row(state);
            row[3] = rate;
            put(row, 4, losses);
            add(row);
        }
    }

    void judged(Checkpoint state, Judgement judgement) throws IOException {
        @Nullable Double[] row = row(state);
        if (judgement.heldOut() != null) {
            put(row, 4 + Losses.NAMES.size(), judgement.heldOut());
        }
        judgement.figures().forEach((name, value) -> {
            if (COLUMNS.contains(name)) {
                row[COLUMNS.indexOf(name)] = value;
            }
        });
        add(row);
        WholeFile.write(picture, TrainingPlot.svg(rows).getBytes(StandardCharsets.UTF_8));
    }

    private @Nullable Double[] row(Checkpoint state) {
        @Nullable Double[] row = new @Nullable Double[COLUMNS.size()];
        row[0] = (double) state.step();
        row[1] = (double) state.step() * samplesOfStep;
        row[2] = state.seconds();
        return row;
    }

    private static void put(@Nullable Double[] row, int at, Losses losses) {
        double[] values = losses.values();
        for (int i = 0; i < values.length; i++) {
            row[at + i] = values[i];
        }
    }

    private void add(@Nullable Double[] row) throws IOException {
        rows.add(row);
        try {
            Files.writeString(table, line(row), StandardOpenOption.APPEND, StandardOpenOption.CREATE);
        } catch (IOException e) {
            throw new IOException(
                    "The table " + table + " cannot be written (" + e.getMessage()
                            + "): see that its disk has room and run again; training goes on from the last checkpoint.",
                    e);
        }
    }

    private static String line(@Nullable Double[] row) {
        return Arrays.stream(row).map(TrainingLog::field).collect(Collectors.joining(",", "", "\n"));
    }

    private static String field(@Nullable Double value) {
        if (value == null) {
            return "";
        }
        return value == Math.rint(value)
                ? String.valueOf(value.longValue())
                : String.format(Locale.ROOT, "%.6g", value);
    }
}
