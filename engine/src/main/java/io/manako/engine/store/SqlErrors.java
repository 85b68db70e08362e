package io.manako.engine.store;

import io.manako.engine.message.Message;
import io.manako.engine.store.StoreException.Kind;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.h2.api.ErrorCode;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVStoreException;

/** What H2 reports, as sentences. */
final class SqlErrors {
    /** What was to be done with a file. */
    enum Step {
        OPEN("engine.store.not-opened"),
        READ("engine.store.not-read"),
        WRITE("engine.store.not-written");

        private final String key;

        Step(String key) {
            this.key = key;
        }
    }

    private static final Set<Integer> DAMAGED =
            Set.of(ErrorCode.FILE_CORRUPTED_1, ErrorCode.FILE_VERSION_ERROR_1, ErrorCode.DATABASE_NOT_FOUND_1);
    private static final Set<Integer> BROKEN = Set.of(DataUtils.ERROR_FILE_CORRUPT, DataUtils.ERROR_CHUNK_NOT_FOUND);
    private static final Set<Integer> CLOSED = Set.of(
            ErrorCode.DATABASE_IS_CLOSED,
            ErrorCode.IO_EXCEPTION_1,
            ErrorCode.IO_EXCEPTION_2,
            ErrorCode.GENERAL_ERROR_1,
            ErrorCode.FILE_CORRUPTED_1);

    /** Characters of H2's own words: of a damaged page it tells hundreds of numbers. */
    private static final int LONGEST = 200;

    private SqlErrors() {}

    /** Whether H2 may have closed the file by itself after this error. */
    static boolean closesDatabase(SQLException e) {
        return CLOSED.contains(e.getErrorCode()) || isFull(e);
    }

    /** @param failed what was to be done with the file */
    static StoreException explain(Step failed, Path file, Exception e) {
        int code = e instanceof SQLException sql ? sql.getErrorCode() : 0;
        if (isFull(e)) {
            return new StoreException(Kind.DISK_FULL, Message.of("engine.store.full", file), e);
        }
        if (code == ErrorCode.DATABASE_ALREADY_OPEN_1) {
            return new StoreException(Kind.BUSY, Message.of("engine.store.busy-file", file), e);
        }
        if (DAMAGED.contains(code) || isCorrupt(e)) {
            return new StoreException(Kind.DAMAGED, damaged(failed, file, firstLine(e)), e);
        }
        return new StoreException(Kind.FAILED, Message.of(failed.key, file, firstLine(e)), e);
    }

    /** A catalogue that could be opened all the same gives way to its backup only once somebody moves it away. */
    private static Message damaged(Step failed, Path file, String why) {
        Path library = file.getParent();
        if (failed != Step.OPEN && library != null && file.endsWith(CatalogueFile.NAME)) {
            try {
                List<Path> saved = new Backups(library).list();
                if (!saved.isEmpty()) {
                    return Message.of(
                            "engine.store.damaged-inside",
                            file,
                            why,
                            saved.getFirst().getFileName());
                }
            } catch (IOException unreadable) {
                // What is known is said.
            }
        }
        return Message.of("engine.store.damaged", file, why);
    }

    private static boolean isFull(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            String message =
                    cause.getMessage() == null ? "" : cause.getMessage().toLowerCase(Locale.ROOT);
            if (message.contains("no space left")
                    || message.contains("not enough space")
                    || message.contains("quota exceeded")) {
                return true;
            }
        }
        return false;
    }

    private static boolean isCorrupt(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            boolean broken = cause instanceof MVStoreException store && BROKEN.contains(store.getErrorCode());
            if (broken || cause instanceof EOFException) {
                return true;
            }
        }
        return false;
    }

    private static String firstLine(Exception e) {
        String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        int end = message.indexOf('\n');
        String line = end < 0 ? message : message.substring(0, end);
        // H2 appends the statement and its own version; neither helps a reader of the message.
        int tail = line.indexOf("; SQL statement");
        String said = (tail < 0 ? line : line.substring(0, tail)).strip();
        return said.length() > LONGEST ? said.substring(0, LONGEST) + "…" : said;
    }
}
