package io.manako.engine.device;

import java.util.Locale;

/** Where its user wants a model to run. */
public enum DeviceWish {
    /** On the GPU where there is one that can be used, else on the CPU. */
    AUTOMATIC,
    CPU,
    /** The same as {@link #AUTOMATIC}, and where it cannot be, that is said each time. */
    GPU;

    /** Key of its name: {@code settings.device.automatic}. */
    public String textKey() {
        return "settings.device." + name().toLowerCase(Locale.ROOT);
    }
}
