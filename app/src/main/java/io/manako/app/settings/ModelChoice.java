package io.manako.app.settings;

import io.manako.engine.vit.LoadedWeights;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which model searches.
 *
 * @param model the one that answers, or null for the embedded one
 * @param next the one that takes its place when it knows all photos, or null where none does
 */
public record ModelChoice(@Nullable String model, @Nullable String next) {
    /** What comes with the program. */
    public static ModelChoice embedded() {
        return new ModelChoice(null, null);
    }

    /** Name of the model that answers. */
    public String name() {
        return Objects.requireNonNullElse(model, LoadedWeights.EMBEDDED);
    }

    /** Another model shall take its place; none where it is the one that answers. */
    public ModelChoice withNext(String name) {
        return name.equals(name()) ? staying() : new ModelChoice(model, name);
    }

    /** No other model shall take its place. */
    public ModelChoice staying() {
        return new ModelChoice(model, null);
    }

    /** Another model has taken its place. */
    public static ModelChoice of(String name) {
        return new ModelChoice(name.equals(LoadedWeights.EMBEDDED) ? null : name, null);
    }
}
