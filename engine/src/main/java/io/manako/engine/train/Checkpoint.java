package io.manako.engine.train;

import io.manako.engine.file.WholeFile;
import io.manako.engine.vit.LearningStem;
import io.manako.engine.vit.Safetensors.Tensor;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The whole state of a training, in memory and on disk.
 *
 * @param key of the training: photos, networks, views and seed
 * @param step steps done
 * @param seconds trained
 * @param parameters changed in place by the training, as are all maps here
 * @param average running mean of the parameters, what is exported
 */
record Checkpoint(
        String key,
        int step,
        double seconds,
        Map<String, Tensor> parameters,
        AdamW optimizer,
        Map<String, float[]> average) {
    private static final int MAGIC = 0x4d4e4b43;

    /** @param parameters where training starts */
    static Checkpoint start(String key, Map<String, Tensor> parameters) {
        Map<String, float[]> average = new LinkedHashMap<>();
        parameters.forEach((name, tensor) -> average.put(name, tensor.values().clone()));
        return new Checkpoint(key, 0, 0, parameters, AdamW.of(parameters), average);
    }

    Checkpoint at(int newStep, double newSeconds) {
        return new Checkpoint(key, newStep, newSeconds, parameters, optimizer, average);
    }

    /** Whether the stem is not any more what it was: what was cached of it no longer holds. */
    boolean hasStemLearned() {
        for (Map.Entry<String, float[]> moved : optimizer.first().entrySet()) {
            if (moved.getKey().startsWith(LearningStem.PREFIX)) {
                for (float value : moved.getValue()) {
                    if (value != 0) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    /** The running means of the parameters under their names, with their shapes. */
    Map<String, Tensor> averaged() {
        Map<String, Tensor> averaged = new LinkedHashMap<>();
        parameters.forEach((name, tensor) ->
                averaged.put(name, new Tensor(tensor.shape(), average.getOrDefault(name, tensor.values()))));
        return averaged;
    }

    /** Parameters, both means of the gradients and the average, in the order of the parameters. */
    private List<float[]> arrays() {
        List<float[]> arrays = new ArrayList<>();
        parameters.forEach((name, tensor) -> {
            arrays.add(tensor.values());
            for (Map<String, float[]> values : List.of(optimizer.first(), optimizer.second(), average)) {
                float[] array = values.get(name);
                if (array == null) {
                    throw new IllegalStateException("no state of " + name);
                }
                arrays.add(array);
            }
        });
        return arrays;
    }

    private static Map<String, Tensor> copy(Map<String, Tensor> parameters) {
        Map<String, Tensor> copy = new LinkedHashMap<>();
        parameters.forEach((name, tensor) ->
                copy.put(name, new Tensor(tensor.shape(), tensor.values().clone())));
        return copy;
    }

    void write(Path file) throws IOException {
        byte[] id = key.getBytes(StandardCharsets.UTF_8);
        List<float[]> arrays = arrays();
        int floats = arrays.stream().mapToInt(a -> a.length).sum();
        ByteBuffer out = ByteBuffer.allocate(20 + id.length + 4 * floats).order(ByteOrder.LITTLE_ENDIAN);
        out.putInt(MAGIC).putInt(id.length).put(id).putInt(step).putDouble(seconds);
        for (float[] array : arrays) {
            for (float value : array) {
                out.putFloat(value);
            }
        }
        try {
            WholeFile.writeThrough(file, out.array());
        } catch (IOException e) {
            throw new IOException(
                    "The checkpoint " + file + " cannot be written (" + e.getMessage() + "): see that its disk has "
                            + (out.capacity() >> 20) + " MB free and run again; training goes on from the one before.",
                    e);
        }
    }

    /**
     * @param like parameters of the same names and shapes
     * @return null where there is none
     * @throws TrainingException if it is damaged or of another training
     */
    static @Nullable Checkpoint read(Path file, String key, Map<String, Tensor> like) throws IOException {
        if (!Files.exists(file)) {
            return null;
        }
        ByteBuffer in = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        Checkpoint empty = start(key, copy(like));
        try {
            if (in.getInt() != MAGIC) {
                throw new BufferUnderflowException();
            }
            byte[] id = new byte[Math.clamp(in.getInt(), 0, in.remaining())];
            in.get(id);
            if (!new String(id, StandardCharsets.UTF_8).equals(key)) {
                throw new TrainingException(
                        "The checkpoint " + file + " is of another training (other photos, networks,"
                                + " views or seed): give the same again to go on with it, or delete it to start anew.");
            }
            Checkpoint read = empty.at(in.getInt(), in.getDouble());
            for (float[] array : read.arrays()) {
                for (int i = 0; i < array.length; i++) {
                    array[i] = in.getFloat();
                }
            }
            return read;
        } catch (BufferUnderflowException e) {
            throw new TrainingException(
                    "The checkpoint " + file + " is damaged: delete it to start the training anew; the cache is kept.");
        }
    }
}
