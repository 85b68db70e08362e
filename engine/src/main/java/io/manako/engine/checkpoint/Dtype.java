package io.manako.engine.checkpoint;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Numbers that a storage holds; the constants are safetensors' names. */
enum Dtype {
    F64("DoubleStorage", 8),
    F32("FloatStorage", 4),
    F16("HalfStorage", 2),
    BF16("BFloat16Storage", 2),
    I64("LongStorage", 8),
    I32("IntStorage", 4),
    I16("ShortStorage", 2),
    I8("CharStorage", 1),
    U8("ByteStorage", 1),
    BOOL("BoolStorage", 1);

    private final String storage;
    private final int bytes;

    Dtype(String storage, int bytes) {
        this.storage = storage;
        this.bytes = bytes;
    }

    int bytes() {
        return bytes;
    }

    /** What a class of the module {@code torch} holds, null where it is no storage that is known. */
    static @Nullable Dtype of(String storage) {
        return Arrays.stream(values())
                .filter(type -> type.storage.equals(storage))
                .findFirst()
                .orElse(null);
    }
}
