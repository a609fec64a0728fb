package dev.hone.core.run;

import dev.hone.core.HoneException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.locks.ReentrantLock;
import org.sqlite.JDBC;
import org.sqlite.SQLiteConfig;

/**
 * The connection to a {@code run.db}: SQLite in write-ahead mode, which a killed process can't damage. Commits reach the
 * operating system, so they outlive the process; {@link #durably} forces them to the disk, so that they outlive a power
 * cut. One connection writes, under a lock; readers in other processes never wait for it and it never waits for them.
 */
final class Store implements AutoCloseable {
    static {
        SqliteLibrary.choose();
    }

    /** Raised whenever a table changes its shape. */
    static final int SCHEMA = 1;

    /** Makes a value of the row at hand. */
    interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** Work on the connection. */
    interface Work {
        void run() throws SQLException;
    }

    private final Path file;
    private final Connection connection;
    private final boolean readOnly;
    private final ReentrantLock lock = new ReentrantLock();

    private Store(Path file, Connection connection, boolean readOnly) {
        this.file = file;
        this.connection = connection;
        this.readOnly = readOnly;
    }

    /** Opens for reading and writing; makes the tables of a new file. */
    static Store write(Path file) {
        Store store = open(file, false);
        try {
            store.makeTables();
            return store;
        } catch (RuntimeException e) {
            store.close();
            throw e;
        }
    }

    /** Opens for reading, also while another process writes. */
    static Store read(Path file) {
        Store store = open(file, true);
        try {
            store.version();
            return store;
        } catch (RuntimeException e) {
            store.close();
            throw e;
        }
    }

    private static Store open(Path file, boolean readOnly) {
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(readOnly);
        config.setBusyTimeout(5000);
        if (!readOnly) {
            config.setJournalMode(SQLiteConfig.JournalMode.WAL);
            config.setSynchronous(SQLiteConfig.SynchronousMode.NORMAL);
        }
        // an escaped URI, because the driver would read '?' in a plain path as the start of its own options
        Properties properties = config.toProperties();
        try {
            Connection connection = JDBC.createConnection(
                    JDBC.PREFIX + "file:" + file.toAbsolutePath().toUri().getRawPath(), properties);
            return new Store(file, connection, readOnly);
        } catch (SQLException e) {
            throw StoreErrors.of(file, readOnly, e);
        }
    }

    private void makeTables() {
        int version = version();
        if (version == SCHEMA) {
            return;
        }
        transaction(() -> {
            try (Statement s = connection.createStatement()) {
                s.executeUpdate("CREATE TABLE run(key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID");
                s.executeUpdate("CREATE TABLE items(seq INTEGER PRIMARY KEY, kind TEXT NOT NULL, id TEXT NOT NULL,"
                        + " value TEXT NOT NULL, UNIQUE(kind, id))");
                s.executeUpdate("CREATE TABLE metrics(seq INTEGER PRIMARY KEY, name TEXT NOT NULL, step INTEGER NOT"
                        + " NULL, value REAL, time TEXT NOT NULL)");
                s.executeUpdate("CREATE INDEX metrics_by_name ON metrics(name, seq)");
                s.executeUpdate("CREATE TABLE events(seq INTEGER PRIMARY KEY, time TEXT NOT NULL, text TEXT NOT NULL)");
                s.executeUpdate("PRAGMA user_version=" + SCHEMA);
            }
        });
    }

    private int version() {
        int version = query("PRAGMA user_version", row -> row.getInt(1)).getFirst();
        if (version > SCHEMA) {
            throw new HoneException(
                    file + " has format " + version + "; this Hone reads up to " + SCHEMA + ".",
                    "it was made by a newer Hone; use that one");
        }
        return version;
    }

    /** Rows of a query; {@code parameters} are texts, whole numbers or doubles. */
    <T> List<T> query(String sql, Row<T> reader, Object... parameters) {
        lock.lock();
        try (PreparedStatement s = prepare(sql, parameters);
                ResultSet rows = s.executeQuery()) {
            List<T> result = new ArrayList<>();
            while (rows.next()) {
                result.add(reader.read(rows));
            }
            return result;
        } catch (SQLException e) {
            throw StoreErrors.of(file, readOnly, e);
        } finally {
            lock.unlock();
        }
    }

    /** One change, committed by itself unless it is part of a {@link #transaction}. */
    void update(String sql, Object... parameters) {
        lock.lock();
        try (PreparedStatement s = prepare(sql, parameters)) {
            s.executeUpdate();
        } catch (SQLException e) {
            throw StoreErrors.of(file, readOnly, e);
        } finally {
            lock.unlock();
        }
    }

    /** The same change for many rows, committed together or not at all. */
    void updateAll(String sql, List<List<Object>> rows) {
        transaction(() -> {
            try (PreparedStatement s = connection.prepareStatement(sql)) {
                for (List<Object> row : rows) {
                    bind(s, row.toArray());
                    s.executeUpdate();
                }
            }
        });
    }

    /** Several changes, committed together or not at all; one inside another is part of it. */
    void transaction(Work work) {
        lock.lock();
        try {
            if (connection.getAutoCommit()) {
                commitTogether(work);
            } else {
                work.run();
            }
        } catch (SQLException e) {
            throw StoreErrors.of(file, readOnly, e);
        } finally {
            lock.unlock();
        }
    }

    private void commitTogether(Work work) throws SQLException {
        try {
            connection.setAutoCommit(false);
            work.run();
            connection.commit();
        } catch (SQLException | RuntimeException | Error e) {
            undo(connection::rollback, e);
            undo(() -> connection.setAutoCommit(true), e);
            throw e;
        }
        connection.setAutoCommit(true);
    }

    /** On a full disk SQLite has already rolled back and says so to whoever asks again: that must not hide {@code cause}. */
    private static void undo(Work step, Throwable cause) {
        try {
            step.run();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    /** A change that is on the disk, with everything committed before it, when this returns. */
    void durably(String sql, Object... parameters) {
        lock.lock();
        try {
            update("PRAGMA synchronous=FULL");
            update(sql, parameters);
        } finally {
            update("PRAGMA synchronous=NORMAL");
            lock.unlock();
        }
    }

    /**
     * Leaves write-ahead mode, so that a finished run is one file that can be copied, and read where nothing may be written. A
     * reader at work prevents it, which does no harm.
     */
    void seal() {
        query("PRAGMA busy_timeout=0", row -> row.getInt(1));
        try {
            query("PRAGMA journal_mode=DELETE", row -> row.getString(1));
        } catch (HoneException _) {
            // somebody is reading: it stays in write-ahead mode
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            connection.close();
        } catch (SQLException e) {
            throw StoreErrors.of(file, readOnly, e);
        } finally {
            lock.unlock();
        }
    }

    private PreparedStatement prepare(String sql, Object... parameters) throws SQLException {
        PreparedStatement s = connection.prepareStatement(sql);
        try {
            bind(s, parameters);
            return s;
        } catch (SQLException e) {
            s.close();
            throw e;
        }
    }

    private static void bind(PreparedStatement s, Object... parameters) throws SQLException {
        for (int i = 0; i < parameters.length; i++) {
            s.setObject(i + 1, parameters[i]);
        }
    }
}
