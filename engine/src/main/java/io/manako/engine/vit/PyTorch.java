package io.manako.engine.vit;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.engine.StandardCapabilities;
import ai.djl.ndarray.NDManager;
import ai.djl.util.Utils;
import io.manako.engine.message.Message;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.OptionalLong;

/** How DJL's PyTorch engine is started. The first caller of a process decides on its threads. */
public final class PyTorch {
    /** DJL's name of the engine. */
    public static final String ENGINE = "PyTorch";

    private PyTorch() {}

    /** Sets what DJL reads when its engine starts; what a user set as a system property stays. */
    static void configure(int threads) {
        setDefault("ai.djl.pytorch.num_threads", String.valueOf(threads));
        setDefault("ai.djl.pytorch.num_interop_threads", "1");
        setDefault("OPT_OUT_TRACKING", "true");
        NativeHeap.keepFreedMemory();
        OpenMp.waitPassively();
    }

    /**
     * A manager of tensors on the CPU, to be closed by the caller; starts the engine with a thread for each core.
     *
     * @throws ModelException if the native library cannot be used
     */
    public static NDManager newManager() throws ModelException {
        return newManager(Placement.Kind.CPU);
    }

    /** The same on another device, of which {@link #has} says whether there is one. */
    public static NDManager newManager(Placement.Kind kind) throws ModelException {
        configure(Runtime.getRuntime().availableProcessors()); // what is set already stays
        return newManager(kind, kind);
    }

    /** @param natives of which device are loaded, if this is the first time */
    private static NDManager newManager(Placement.Kind kind, Placement.Kind natives) throws ModelException {
        try {
            start(natives);
            return NDManager.newBaseManager(device(kind), ENGINE);
        } catch (RuntimeException | LinkageError e) {
            throw new ModelException(Message.of("engine.model.native", e.getMessage()), e);
        }
    }

    private static Device device(Placement.Kind kind) {
        return switch (kind) {
            case CPU -> Device.cpu();
            case CUDA -> Device.gpu();
            case MPS -> Device.of("mps", -1);
        };
    }

    /**
     * Loads the natives, if this is the first time. Where only the CPU is wanted, those of other devices are not touched: to
     * load them is what fails where a driver is broken.
     */
    private static void start(Placement.Kind kind) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try {
            if (kind == Placement.Kind.CPU) {
                thread.setContextClassLoader(new CpuNatives(PyTorch.class.getClassLoader()));
            } else if (kind == Placement.Kind.CUDA) {
                CudaNatives.choose(PyTorch.class.getClassLoader());
            }
            Engine.getEngine(ENGINE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** Another device than the CPU that the natives of this program are made for; whether there is one is not asked. */
    public static Optional<Placement.Kind> accelerator() {
        if (System.getProperty("os.name").startsWith("Mac")
                && System.getProperty("os.arch").equals("aarch64")) {
            return Optional.of(Placement.Kind.MPS);
        }
        String flavour = Utils.getEnvOrSystemProperty(CudaNatives.FLAVOUR, "");
        boolean cuda = flavour.isEmpty()
                ? !CpuNatives.ofCuda(PyTorch.class.getClassLoader()).isEmpty()
                : CpuNatives.isCuda(flavour);
        return cuda ? Optional.of(Placement.Kind.CUDA) : Optional.empty();
    }

    /**
     * Whether there is such a device; starts the engine for it.
     *
     * @throws ModelException if the native library cannot be used
     */
    public static boolean has(Placement.Kind kind) throws ModelException {
        configure(Runtime.getRuntime().availableProcessors());
        newManager(Placement.Kind.CPU, kind).close();
        Engine engine = Engine.getEngine(ENGINE);
        return kind != Placement.Kind.CUDA || engine.hasCapability(StandardCapabilities.CUDA);
    }

    /** Version of DJL, of which each has natives of its own. */
    public static String version() {
        return Engine.getDjlVersion();
    }

    /** Bytes of a device that nobody uses, where it tells. */
    static OptionalLong freeMemory(Placement.Kind kind) {
        return kind == Placement.Kind.CUDA ? CudaDriver.freeMemory() : OptionalLong.empty();
    }

    private static void setDefault(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }
}
