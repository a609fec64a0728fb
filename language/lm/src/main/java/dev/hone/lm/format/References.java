package dev.hone.lm.format;

import dev.hone.core.HoneException;
import dev.hone.core.files.LineReader;
import dev.hone.lm.PoolEntry;
import dev.hone.lm.Query;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Right answers that came apart from their queries: JSON lines {@code {"id", "reference"}}.
 *
 * @param byId the answers, in the order of the file
 */
public record References(Map<String, Reference> byId) {
    /**
     * A right answer.
     *
     * @param place file and line it was read from
     */
    public record Reference(String text, String place) {}

    public References {
        byId = Collections.unmodifiableMap(new LinkedHashMap<>(byId));
    }

    /**
     * The references in a file, plain or gzip.
     *
     * @throws HoneException naming file and line of a line without id or reference, or an id used before
     */
    public static References read(Path file) {
        Map<String, Reference> byId = new LinkedHashMap<>();
        Lines.read(LineReader.open(file), "references", line -> byId.put(line.id(), reference(line)));
        return new References(byId);
    }

    /**
     * A pool with these references; a query without one here keeps its own.
     *
     * @throws HoneException naming file and line of a reference for a query that the pool doesn't have
     */
    public Pool join(Pool pool) {
        Set<String> known =
                pool.entries().stream().map(entry -> entry.query().id()).collect(Collectors.toSet());
        byId.forEach((id, reference) -> Line.requireKnown(id, known, reference.place()));
        List<PoolEntry> joined = pool.entries().stream()
                .map(entry -> entry.withQuery(join(entry.query())))
                .toList();
        return new Pool(pool.source(), joined);
    }

    private Query join(Query query) {
        Optional<String> reference =
                Optional.ofNullable(byId.get(query.id())).map(Reference::text).or(query::reference);
        return new Query(query.id(), query.messages(), query.group(), reference);
    }

    private static Reference reference(Line line) {
        return line.text("reference")
                .map(text -> new Reference(text, line.place()))
                .orElseThrow(() -> line.error("there is no 'reference'", "add it, or remove the line"));
    }
}
