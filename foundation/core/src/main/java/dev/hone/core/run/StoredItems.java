package dev.hone.core.run;

import dev.hone.core.Json;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** The items of one kind that a run has committed, for reading; new ones appear as they are committed. */
public sealed class StoredItems permits Items {
    private static final int PAGE = 256;

    /** One committed item. */
    public record Item(String id, JsonNode value) {}

    private record Numbered(long seq, Item item) {}

    final Store store;
    final String kind;

    StoredItems(Store store, String kind) {
        this.store = store;
        this.kind = kind;
    }

    public boolean has(String id) {
        return !store.query("SELECT 1 FROM items WHERE kind=? AND id=?", row -> 1, kind, id)
                .isEmpty();
    }

    public Optional<JsonNode> get(String id) {
        return store.query("SELECT value FROM items WHERE kind=? AND id=?", row -> row.getString(1), kind, id).stream()
                .findFirst()
                .map(Json::read);
    }

    public long count() {
        return store.query("SELECT count(*) FROM items WHERE kind=?", row -> row.getLong(1), kind)
                .getFirst();
    }

    /** All ids, sorted: what a loop over queries asks once instead of {@link #has} for each. */
    public Set<String> ids() {
        return new TreeSet<>(store.query("SELECT id FROM items WHERE kind=?", row -> row.getString(1), kind));
    }

    /** The items in the order in which they were first committed; read a page at a time, without a lock in between. */
    public Stream<Item> stream() {
        Iterable<Item> pages = Pages::new;
        return StreamSupport.stream(pages.spliterator(), false);
    }

    private final class Pages implements Iterator<Item> {
        private long last;
        private Iterator<Numbered> page = List.<Numbered>of().iterator();

        @Override
        public boolean hasNext() {
            if (!page.hasNext()) {
                page = store.query(
                                "SELECT seq, id, value FROM items WHERE kind=? AND seq>? ORDER BY seq LIMIT " + PAGE,
                                row -> new Numbered(
                                        row.getLong(1), new Item(row.getString(2), Json.read(row.getString(3)))),
                                kind,
                                last)
                        .iterator();
            }
            return page.hasNext();
        }

        @Override
        public Item next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            Numbered numbered = page.next();
            last = numbered.seq();
            return numbered.item();
        }
    }
}
