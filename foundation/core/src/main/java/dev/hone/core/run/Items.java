package dev.hone.core.run;

import dev.hone.core.HoneException;
import dev.hone.core.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The items of one kind in a run at work. An item is committed with its result or not at all, and once per id: putting an id
 * again replaces its value and keeps its place. Safe for use by several threads.
 */
public final class Items extends StoredItems {
    static final String PUT = "INSERT INTO items(kind, id, value) VALUES(?, ?, ?)"
            + " ON CONFLICT(kind, id) DO UPDATE SET value=excluded.value";

    Items(Store store, String kind) {
        super(store, kind);
    }

    /**
     * Commits one item; when this returns, a killed process can't lose it.
     *
     * @throws HoneException if {@code id} has no UTF-8 form, or the disk is full; then the item is not committed
     */
    public void put(String id, Object value) {
        store.update(PUT, kind, checked(id), Json.write(value));
    }

    /** Commits all or none, in the map's order; far cheaper than one by one. */
    public void putAll(Map<String, ?> values) {
        List<List<Object>> rows = new ArrayList<>();
        values.forEach((id, value) -> rows.add(List.of(kind, checked(id), Json.write(value))));
        store.updateAll(PUT, rows);
    }

    static String checked(String id) {
        boolean encodable = StandardCharsets.UTF_8.newEncoder().canEncode(id);
        if (!encodable || id.indexOf('\0') >= 0) {
            throw new HoneException(
                    "The id " + Json.write(id) + " can't be stored.", "give it an id of ordinary characters");
        }
        return id;
    }
}
