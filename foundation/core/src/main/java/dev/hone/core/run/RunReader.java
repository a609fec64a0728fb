package dev.hone.core.run;

import dev.hone.core.HoneException;
import dev.hone.core.files.FileErrors;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** A run, finished or not, read without disturbing the process that works on it. */
public final class RunReader implements AutoCloseable {
    /** A number that a run noted; {@code value} may be NaN. */
    public record Metric(String name, long step, double value, Instant time) {}

    /** A line that a run noted. */
    public record Event(Instant time, String text) {}

    private final Path folder;
    private final Store store;

    private RunReader(Path folder, Store store) {
        this.folder = folder;
        this.store = store;
    }

    /** Opens the run of a folder. */
    public static RunReader open(Path folder) {
        return new RunReader(folder, Store.read(folder.resolve(RunTable.DATABASE)));
    }

    /** How the run stands at this moment. */
    public RunInfo info() {
        try {
            return new RunTable(store)
                    .info(folder)
                    .orElseThrow(() -> new HoneException(folder + " holds no run.", "name another folder"));
        } catch (IOException e) {
            throw FileErrors.reading(folder, e);
        }
    }

    /** The kinds of items committed so far, sorted. */
    public List<String> kinds() {
        return store.query("SELECT DISTINCT kind FROM items ORDER BY kind", row -> row.getString(1));
    }

    public StoredItems items(String kind) {
        return new StoredItems(store, kind);
    }

    /** The names of the metrics noted so far, sorted. */
    public List<String> metricNames() {
        return store.query("SELECT DISTINCT name FROM metrics ORDER BY name", row -> row.getString(1));
    }

    /** One metric's values in the order in which they were noted. */
    public List<Metric> metrics(String name) {
        return store.query(
                "SELECT step, value, time FROM metrics WHERE name=? ORDER BY seq",
                row -> new Metric(name, row.getLong(1), number(row, 2), Instant.parse(row.getString(3))),
                name);
    }

    /** A double as it was noted: SQLite keeps NaN as NULL. */
    private static double number(ResultSet row, int column) throws SQLException {
        double value = row.getDouble(column);
        return row.wasNull() ? Double.NaN : value;
    }

    public List<Event> events() {
        return store.query(
                "SELECT time, text FROM events ORDER BY seq",
                row -> new Event(Instant.parse(row.getString(1)), row.getString(2)));
    }

    @Override
    public void close() {
        store.close();
    }
}
