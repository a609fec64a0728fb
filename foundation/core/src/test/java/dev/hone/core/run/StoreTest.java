package dev.hone.core.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.core.HoneException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

class StoreTest {
    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void place() {
        file = folder.resolve("run.db");
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(path -> path.getFileName().toString()).toList();
        }
    }

    private static String text(Store store, String sql) {
        return store.query(sql, row -> row.getString(1)).getFirst();
    }

    @Test
    void itIsOpenedSoThatAKilledProcessCannotDamageIt() {
        try (Store store = Store.write(file)) {
            assertEquals("wal", text(store, "PRAGMA journal_mode"));
            assertEquals("1", text(store, "PRAGMA synchronous"));
            assertEquals("5000", text(store, "PRAGMA busy_timeout"));
        }
    }

    @Test
    void aDurableChangeLeavesTheQuickWayOn() {
        try (Store store = Store.write(file)) {
            store.durably("INSERT INTO run(key, value) VALUES('a', 'b')");
            assertEquals("1", text(store, "PRAGMA synchronous"));
            assertEquals("b", text(store, "SELECT value FROM run"));
            assertThrows(IllegalStateException.class, () -> store.durably("INSERT INTO nowhere VALUES(1)"));
            assertEquals("1", text(store, "PRAGMA synchronous"));
        }
    }

    @Test
    void openingAgainKeepsWhatIsThere() {
        try (Store store = Store.write(file)) {
            store.update("INSERT INTO run(key, value) VALUES(?, ?)", "a", "b");
        }
        try (Store store = Store.write(file)) {
            assertEquals("b", text(store, "SELECT value FROM run WHERE key='a'"));
        }
    }

    @Test
    void aSealedStoreIsOneFileAndCanBeWrittenAgain() throws IOException {
        try (Store store = Store.write(file)) {
            store.update("INSERT INTO run(key, value) VALUES(?, ?)", "a", "b");
            store.seal();
            assertEquals("delete", text(store, "PRAGMA journal_mode"));
        }
        assertEquals(List.of("run.db"), names());
        try (Store store = Store.write(file)) {
            assertEquals("wal", text(store, "PRAGMA journal_mode"));
            assertEquals("b", text(store, "SELECT value FROM run WHERE key='a'"));
        }
    }

    @Test
    void aTransactionInsideAnotherIsPartOfIt() {
        try (Store store = Store.write(file)) {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> store.transaction(() -> {
                        store.transaction(() -> store.update("INSERT INTO run(key, value) VALUES('a', 'b')"));
                        throw new IllegalArgumentException("after the inner one");
                    }));
            assertEquals("0", text(store, "SELECT count(*) FROM run"));
        }
    }

    @Test
    void aFullDiskInsideATransactionIsSaidAndTheStoreGoesOn() {
        try (Store store = Store.write(file)) {
            int pages = store.query("PRAGMA page_count", row -> row.getInt(1)).getFirst();
            store.query("PRAGMA max_page_count=" + (pages + 1), row -> row.getInt(1));
            String put = "INSERT INTO run(key, value) VALUES(?, ?)";
            HoneException e = assertThrows(
                    HoneException.class,
                    () -> store.transaction(() -> {
                        store.update(put, "small", "x");
                        store.update(put, "large", "x".repeat(100_000));
                    }));
            assertTrue(e.getMessage().contains("Maybe the disk is full"), e.getMessage());
            store.update(put, "next", "y"); // committed by itself: no transaction was left open
            assertEquals("next", text(store, "SELECT group_concat(key) FROM run"));
        }
        try (Store store = Store.read(file)) {
            assertEquals("next", text(store, "SELECT group_concat(key) FROM run"));
        }
    }

    @Test
    void aStoreThatIsMissingIsNotMadeByReadingIt() {
        HoneException e = assertThrows(HoneException.class, () -> Store.read(file));
        assertEquals(file + " does not exist.", e.problem());
        assertTrue(Files.notExists(file));
    }

    @Test
    void everyKindOfFailureIsSaidInTheUsersWords() throws IOException {
        Files.createFile(file);
        assertTrue(error(SQLiteErrorCode.SQLITE_FULL).contains("Maybe the disk is full"));
        assertTrue(error(SQLiteErrorCode.SQLITE_IOERR_WRITE).contains("Maybe the disk is full"));
        assertTrue(error(SQLiteErrorCode.SQLITE_BUSY).contains("in use by another process"));
        assertTrue(error(SQLiteErrorCode.SQLITE_CORRUPT).contains("is damaged"));
        assertTrue(error(SQLiteErrorCode.SQLITE_READONLY).contains("can't be written to"));
        RuntimeException ours = StoreErrors.of(file, false, new SQLException("no such table"));
        assertInstanceOf(IllegalStateException.class, ours);
    }

    private String error(SQLiteErrorCode code) {
        RuntimeException e = StoreErrors.of(file, false, new SQLiteException("it went wrong", code));
        return assertInstanceOf(HoneException.class, e).toString();
    }
}
