package io.manako.engine.device;

import io.manako.engine.message.Message;
import io.manako.engine.vit.Placement;
import io.manako.engine.vit.Placement.Precision;
import java.util.Optional;

/**
 * What a trial of a GPU came to.
 *
 * @param detail what is filled into the outcome's sentence; empty where it needs nothing
 */
public record Verdict(Outcome outcome, String detail) {
    /** How a trial ends. */
    public enum Outcome {
        /** It computes in float16 what the CPU computes in float32, within tolerance. */
        HALF,
        /** Only in float32. */
        SINGLE,
        NONE("engine.device.none"),
        NATIVES("engine.device.natives"),
        MEMORY("engine.device.memory"),
        WRONG("engine.device.wrong"),
        FAILED("engine.device.failed"),
        CRASHED("engine.device.crashed"),
        HUNG("engine.device.hung");

        private final String key;

        Outcome() {
            this("");
        }

        Outcome(String key) {
            this.key = key;
        }
    }

    static Verdict of(Outcome outcome) {
        return new Verdict(outcome, "");
    }

    /** Where the model may run on this GPU, if it may. */
    public Optional<Placement> placement(Placement.Kind kind) {
        return switch (outcome) {
            case HALF -> Optional.of(new Placement(kind, Precision.HALF));
            case SINGLE -> Optional.of(new Placement(kind, Precision.SINGLE));
            default -> Optional.empty();
        };
    }

    /** Why the GPU is not used, one sentence; only where it is not. */
    public Message why() {
        return Message.of(outcome.key, detail);
    }

    /** Whether something else may come of another trial: memory free, a computer less busy, a disk that has room. */
    boolean mayPass() {
        return switch (outcome) {
            case MEMORY, HUNG, FAILED, CRASHED -> true;
            case HALF, SINGLE, NONE, NATIVES, WRONG -> false;
        };
    }
}
