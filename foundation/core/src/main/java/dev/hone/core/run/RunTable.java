package dev.hone.core.run;

import dev.hone.core.Json;
import dev.hone.core.Versions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.core.type.TypeReference;

/** What a {@code run.db} says of its run as a whole: table {@code run}, one row per key. */
final class RunTable {
    static final String DATABASE = "run.db";

    private static final String PUT =
            "INSERT INTO run(key, value) VALUES(?, ?) ON CONFLICT(key) DO UPDATE SET value=excluded.value";
    private static final String OPEN = "open";

    /** A spec as JSON: paths as plain texts. */
    private record StoredSpec(
            String verb,
            long seed,
            SortedMap<String, String> config,
            SortedMap<String, RunSpec.Input> inputs,
            Optional<String> out,
            boolean overwrite,
            List<String> command) {}

    private final Store store;

    RunTable(Store store) {
        this.store = store;
    }

    /** The first commit of a run: before it, the folder is not yet a run. */
    void create(RunSpec spec) {
        store.transaction(() -> {
            put("spec", write(spec));
            put("started", Instant.now().toString());
            put("folder", Path.of("").toAbsolutePath().toString());
            open();
        });
    }

    /** Marks the run as being worked on, by this version of everything. */
    void open() {
        store.transaction(() -> {
            put("state", OPEN);
            put("versions", Json.write(Versions.all()));
            store.update("DELETE FROM run WHERE key IN ('ended', 'error')");
        });
    }

    void end(RunState state, String error) {
        store.transaction(() -> {
            put("ended", Instant.now().toString());
            if (!error.isEmpty()) {
                put("error", error);
            }
        });
        store.durably(PUT, "state", state.text());
    }

    void put(String key, String value) {
        store.update(PUT, key, value);
    }

    void putDurably(String key, String value) {
        store.durably(PUT, key, value);
    }

    Optional<String> get(String key) {
        return Optional.ofNullable(all().get(key));
    }

    /** Reads a folder's run, if it is one. */
    static Optional<RunInfo> read(Path folder) throws IOException {
        Path database = folder.resolve(DATABASE);
        if (!Files.exists(database)) {
            return Optional.empty();
        }
        try (Store store = Store.read(database)) {
            return new RunTable(store).info(folder);
        }
    }

    Optional<RunInfo> info(Path folder) throws IOException {
        SortedMap<String, String> values = all();
        boolean dead = OPEN.equals(values.get("state")) && !RunLock.held(folder);
        if (dead) {
            values = all(); // it may have finished between the two looks
        }
        String spec = values.get("spec");
        if (spec == null) {
            return Optional.empty();
        }
        RunState state = switch (values.getOrDefault("state", OPEN)) {
            case "done" -> RunState.DONE;
            case "failed" -> RunState.FAILED;
            default -> dead ? RunState.INTERRUPTED : RunState.RUNNING;
        };
        return Optional.of(new RunInfo(
                folder.getFileName().toString(),
                folder,
                state,
                readSpec(spec),
                Instant.parse(values.getOrDefault("started", Instant.EPOCH.toString())),
                Optional.ofNullable(values.get("ended")).map(Instant::parse),
                Optional.ofNullable(values.get("progress"))
                        .map(json -> Json.MAPPER.readValue(json, RunInfo.Progress.class)),
                Optional.ofNullable(values.get("error")),
                Json.MAPPER.readValue(values.getOrDefault("versions", "{}"), new TypeReference<>() {}),
                Path.of(values.getOrDefault("folder", ""))));
    }

    private SortedMap<String, String> all() {
        SortedMap<String, String> values = new TreeMap<>();
        if (store.query("SELECT 1 FROM sqlite_master WHERE name='run'", row -> 1)
                .isEmpty()) {
            return values;
        }
        store.query("SELECT key, value FROM run", row -> values.put(row.getString(1), row.getString(2)));
        return values;
    }

    private static String write(RunSpec spec) {
        return Json.write(new StoredSpec(
                spec.verb(),
                spec.seed(),
                spec.config(),
                spec.inputs(),
                spec.out().map(Path::toString),
                spec.overwrite(),
                spec.command()));
    }

    private static RunSpec readSpec(String json) {
        StoredSpec spec = Json.MAPPER.readValue(json, StoredSpec.class);
        return new RunSpec(
                spec.verb(),
                spec.seed(),
                spec.config(),
                spec.inputs(),
                spec.out().map(Path::of),
                spec.overwrite(),
                spec.command());
    }
}
