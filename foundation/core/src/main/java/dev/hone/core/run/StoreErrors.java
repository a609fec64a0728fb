package dev.hone.core.run;

import dev.hone.core.Home;
import dev.hone.core.HoneException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.sqlite.SQLiteException;

/** Says what SQLite's error codes mean for the user's file. */
final class StoreErrors {
    private static final List<String> BUSY = List.of("SQLITE_BUSY", "SQLITE_LOCKED");
    private static final List<String> DAMAGED = List.of("SQLITE_NOTADB", "SQLITE_CORRUPT");
    private static final List<String> CLOSED_PLACE = List.of("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM");
    private static final List<String> FULL = List.of("SQLITE_FULL", "SQLITE_IOERR");

    private StoreErrors() {}

    /** The error for the user, or a defect of ours where SQLite complains about something that is no user's doing. */
    static RuntimeException of(Path file, boolean reading, SQLException e) {
        if (!Files.exists(file)) {
            return reading
                    ? new HoneException(file + " does not exist.", "the folder is not a run", e)
                    : notMade(file, e);
        }
        String code = e instanceof SQLiteException s ? s.getResultCode().name() : "";
        if (matches(code, BUSY)) {
            return new HoneException(file + " is in use by another process.", "wait for it to end", e);
        }
        if (matches(code, DAMAGED)) {
            return new HoneException(file + " is damaged.", "restore it from a copy, or start anew with --fresh", e);
        }
        String problem = (reading ? "Reading " : "Writing ") + file + " failed: " + e.getMessage() + ".";
        if (matches(code, CLOSED_PLACE)) {
            return new HoneException(
                    problem, "its folder can't be written to, which SQLite needs even to read an unfinished run", e);
        }
        if (matches(code, FULL)) {
            return new HoneException(
                    problem, "the disk is full; free some space and repeat the command: what was committed is kept", e);
        }
        return new IllegalStateException(problem, e);
    }

    /** The first use also unpacks SQLite's own code. */
    private static HoneException notMade(Path file, SQLException e) {
        return new HoneException(
                file + " could not be made: " + e.getMessage() + ".",
                "the disk is full, or neither " + Home.cache("native") + " nor the temporary folder can be written to",
                e);
    }

    /** SQLite's extended codes begin with the name of the plain one. */
    private static boolean matches(String code, List<String> families) {
        return families.stream().anyMatch(code::startsWith);
    }
}
