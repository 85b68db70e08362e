package io.manako.app.settings;

/**
 * Whether and where new versions are asked for, and what came of it. Immutable.
 *
 * @param on whether somebody is asked at all
 * @param address who is asked instead of the address that the program was built with; empty: nobody else
 * @param asked when that was last, in milliseconds since 1970; 0: never
 * @param passed version of which the user wants to hear no more; empty: none
 */
public record UpdateChoice(boolean on, String address, long asked, String passed) {
    public static UpdateChoice defaults() {
        return new UpdateChoice(false, "", 0, "");
    }

    UpdateChoice withOn(boolean value) {
        return new UpdateChoice(value, address, asked, passed);
    }

    /** Somebody else may be asked at once. */
    UpdateChoice withAddress(String value) {
        return new UpdateChoice(on, value, 0, passed);
    }

    UpdateChoice withAsked(long millis) {
        return new UpdateChoice(on, address, millis, passed);
    }

    UpdateChoice withPassed(String version) {
        return new UpdateChoice(on, address, asked, version);
    }
}
