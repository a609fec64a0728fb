package dev.hone.core.run;

import dev.hone.core.Json;
import java.util.Map;

/**
 * The items of one kind in a run at work. An item is committed with its result or not at all, and once per id: putting an id
 * again replaces its value and keeps its place. Safe for use by several threads.
 */
public final class Items extends StoredItems {
    private static final String PUT = "INSERT INTO items(kind, id, value) VALUES(?, ?, ?)"
            + " ON CONFLICT(kind, id) DO UPDATE SET value=excluded.value";

    Items(Store store, String kind) {
        super(store, kind);
    }

    /** Commits one item; when this returns, a killed process can't lose it. */
    public void put(String id, Object value) {
        store.update(PUT, kind, id, Json.write(value));
    }

    /** Commits all or none, in the map's order; far cheaper than one by one. */
    public void putAll(Map<String, ?> values) {
        store.transaction(() -> values.forEach(this::put));
    }
}
