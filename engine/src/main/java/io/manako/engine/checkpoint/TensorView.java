package io.manako.engine.checkpoint;

import java.util.List;

/**
 * A tensor as PyTorch keeps it: a view of a storage. Within its storage always: {@link #of} refuses everything else.
 *
 * @param storage name of the storage's file within the archive
 * @param stored numbers in the storage
 * @param offset of the first number, in numbers
 * @param strides numbers from one index to the next of each dimension
 */
record TensorView(Dtype dtype, String storage, long stored, long offset, List<Long> shape, List<Long> strides) {
    private static final int MOST_DIMENSIONS = 16;

    TensorView {
        shape = List.copyOf(shape);
        strides = List.copyOf(strides);
    }

    static TensorView of(StorageRef storage, long offset, List<Long> shape, List<Long> strides) throws Refusal {
        String what = storage.dtype() + shape.toString();
        if (shape.size() != strides.size() || shape.size() > MOST_DIMENSIONS || offset < 0) {
            throw Refusal.view(what);
        }
        try {
            long count = 1;
            long last = offset;
            for (int i = 0; i < shape.size(); i++) {
                if (shape.get(i) < 0 || strides.get(i) < 0) {
                    throw Refusal.view(what);
                }
                count = Math.multiplyExact(count, shape.get(i));
                last = Math.addExact(last, Math.multiplyExact(Math.max(0, shape.get(i) - 1), strides.get(i)));
            }
            // A view that repeats numbers may claim any size; weights do not.
            if (count > storage.elements() || count > 0 && last >= storage.elements()) {
                throw Refusal.view(what);
            }
        } catch (ArithmeticException e) {
            throw Refusal.view(what);
        }
        return new TensorView(storage.dtype(), storage.key(), storage.elements(), offset, shape, strides);
    }

    /** A storage as a pickle names it. */
    record StorageRef(Dtype dtype, String key, long elements) {}

    /** Numbers in the tensor. */
    long count() {
        return shape.stream().reduce(1L, (a, b) -> a * b);
    }

    /** Whether its numbers lie one after the other, the last dimension running fastest. */
    boolean isContiguous() {
        long expected = 1;
        for (int i = shape.size() - 1; i >= 0; i--) {
            if (shape.get(i) > 1 && strides.get(i) != expected) {
                return false;
            }
            expected *= shape.get(i);
        }
        return true;
    }
}
