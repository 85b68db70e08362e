package io.manako.engine.vit;

import ai.djl.ndarray.NDManager;
import io.manako.engine.message.Message;

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
    }

    /**
     * A manager of tensors on the CPU, to be closed by the caller; starts the engine with a thread for each core.
     *
     * @throws ModelException if the native library cannot be used
     */
    public static NDManager newManager() throws ModelException {
        configure(Runtime.getRuntime().availableProcessors());
        try {
            return NDManager.newBaseManager(ai.djl.Device.cpu(), ENGINE);
        } catch (RuntimeException | LinkageError e) {
            throw new ModelException(Message.of("engine.model.native", e.getMessage()), e);
        }
    }

    private static void setDefault(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }
}
