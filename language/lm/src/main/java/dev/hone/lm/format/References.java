package dev.hone.lm.format;

import dev.hone.core.HoneException;
import dev.hone.core.files.LineReader;
import dev.hone.lm.PoolEntry;
import dev.hone.lm.Query;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Right answers that came apart from their queries: JSON lines {@code {"id", "reference"}}. */
public final class References {
    private References() {}

    /**
     * Puts the references of a file into a pool; a query it doesn't name keeps the one it has.
     *
     * @throws HoneException naming file and line of an id that the pool doesn't have or a line without reference
     */
    public static Pool join(Pool pool, Path file) {
        Set<String> known =
                pool.entries().stream().map(entry -> entry.query().id()).collect(Collectors.toSet());
        Map<String, String> byId = new HashMap<>();
        Lines.read(LineReader.open(file), "references", line -> byId.put(line.knownId(known), reference(line)));
        List<PoolEntry> joined = pool.entries().stream()
                .map(entry -> new PoolEntry(join(entry.query(), byId), entry.arms()))
                .toList();
        return new Pool(pool.source(), joined);
    }

    private static Query join(Query query, Map<String, String> byId) {
        Optional<String> reference = Optional.ofNullable(byId.get(query.id())).or(query::reference);
        return new Query(query.id(), query.messages(), query.group(), reference);
    }

    private static String reference(Line line) {
        return line.text("reference")
                .orElseThrow(() -> line.error("there is no 'reference'", "add it, or remove the line"));
    }
}
