package io.manako.engine.store;

/** Whether a photo's file can be opened. The order is that of preference, and the catalogue stores the ordinal. */
public enum FileState {
    /** It was there at the last scan. */
    PRESENT,
    /** Its drive or folder was not there, or could not be listed: nothing is known of the file. */
    OFFLINE,
    /** Its folder was there and the file was not. */
    MISSING;

    static FileState of(int ordinal) {
        return values()[ordinal];
    }
}
