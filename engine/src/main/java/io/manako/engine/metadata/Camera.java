package io.manako.engine.metadata;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The name of a camera. */
final class Camera {
    private Camera() {}

    /** Make and model; the make is left out where the model begins with it, as in NIKON CORPORATION, NIKON D90. */
    static @Nullable String name(@Nullable String make, @Nullable String model) {
        String maker = Texts.line(make);
        String type = Texts.line(model);
        if (maker == null || type == null) {
            return type == null ? maker : type;
        }
        String brand = maker.split(" ", 2)[0].toLowerCase(Locale.ROOT);
        return type.toLowerCase(Locale.ROOT).startsWith(brand) ? type : maker + " " + type;
    }
}
