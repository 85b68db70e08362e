package io.manako.engine.vit;

/** Where a model runs, and in which numbers. */
public record Placement(Kind kind, Precision precision) {
    /** What everything else is compared with. */
    public static final Placement CPU = new Placement(Kind.CPU, Precision.SINGLE);

    /** A kind of device that PyTorch computes on. */
    public enum Kind {
        CPU,
        /** A GPU of NVIDIA's. */
        CUDA,
        /** The GPU of Apple's processors, through Metal. */
        MPS
    }

    /** Of weights and activations. */
    public enum Precision {
        /** float32. */
        SINGLE,
        /** float16: half the memory, and several times as fast where the device has units for it; CPUs are slower with it. */
        HALF
    }
}
