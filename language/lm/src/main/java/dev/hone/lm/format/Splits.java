package dev.hone.lm.format;

import dev.hone.core.HoneException;
import dev.hone.core.Json;
import dev.hone.core.Seeds;
import dev.hone.core.files.LineReader;
import dev.hone.core.files.LineWriter;
import dev.hone.lm.Query;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Which query is used for what. As a file: JSON lines {@code {"id", "split": "fit|choose|report"}}, every query once.
 *
 * <p>Drawn, the parts are 50, 20 and 30 % of the queries. {@link #draw} takes those shares of
 * every group, and keeps queries with the same text together: a predictor that saw one knows the answer to the other.
 * {@link #drawGroups} keeps whole groups together, for the harder question how it goes on tasks never seen. Both depend on seed, ids, texts and groups, not on the
 * order of the queries.
 *
 * @param byId the use of each query, in the order of the file or the queries
 */
public record Splits(Map<String, Split> byId) {
    private static final Map<Split, Double> SHARES = Map.of(Split.FIT, 0.5, Split.CHOOSE, 0.2, Split.REPORT, 0.3);

    /** Queries that must not be parted, known by the least of their ids; walked through stratum by stratum. */
    private record Unit(String stratum, String leastId, List<Query> queries) {}

    public Splits {
        byId = Collections.unmodifiableMap(new LinkedHashMap<>(byId));
    }

    /** The use of a query; throws {@code IllegalArgumentException} if the splits don't know it. */
    public Split of(String id) {
        Split split = byId.get(id);
        if (split == null) {
            throw new IllegalArgumentException("no split for query " + id);
        }
        return split;
    }

    /** The items used for one purpose, in their order. */
    public <T> List<T> select(Split split, Collection<T> items, Function<T, String> id) {
        return items.stream().filter(item -> of(id.apply(item)) == split).toList();
    }

    /** Half, a fifth and the rest of every group. */
    public static Splits draw(Collection<Query> queries, Seeds seeds) {
        return assign(units(queries, Query::text, query -> query.group().orElse("")), queries, seeds);
    }

    /** Whole groups in random order, each to one part; a query without group goes with those of the same text. */
    public static Splits drawGroups(Collection<Query> queries, Seeds seeds) {
        return assign(units(queries, query -> query.group().orElse(query.text()), _ -> ""), queries, seeds);
    }

    /**
     * The splits in a file.
     *
     * @param ids of the queries to split; the file names each of them and no other
     * @throws HoneException naming file and line of an unknown id or split, or an id that the file leaves out
     */
    public static Splits read(Path file, Collection<String> ids) {
        Set<String> known = new HashSet<>(ids);
        Map<String, Split> byId = new LinkedHashMap<>();
        Lines.read(LineReader.open(file), "splits", line -> byId.put(line.knownId(known), split(line)));
        for (String id : ids) {
            if (!byId.containsKey(id)) {
                throw new HoneException(
                        file + " has no split for the query '" + id + "'.",
                        "add it, or remove the query from the pool; every query needs a split");
            }
        }
        return new Splits(byId);
    }

    /** Writes splits so that {@link #read} gives them back; the file replaces what was there, whole or not at all. */
    public void write(Path file) {
        try (LineWriter lines = LineWriter.create(file, true)) {
            Lines.write(
                    lines,
                    byId.entrySet(),
                    entry -> Json.MAPPER
                            .createObjectNode()
                            .put("id", Texts.wellFormed(entry.getKey()))
                            .put("split", entry.getValue().text()));
        }
    }

    /**
     * Walks through the units, in random order within a stratum, and gives each to the part that is furthest behind its
     * share. So the shares are nearly met at every point of the walk, hence overall and in every stratum.
     */
    private static Splits assign(Collection<Unit> units, Collection<Query> queries, Seeds seeds) {
        Seeds order = seeds.child("split");
        List<Unit> walk = new ArrayList<>(units);
        walk.sort(Comparator.comparing(Unit::stratum)
                .thenComparingLong(unit -> order.child(unit.leastId()).bits(0))
                .thenComparing(Unit::leastId));
        Map<String, Split> drawn = new HashMap<>();
        Map<Split, Integer> given = new HashMap<>();
        for (Unit unit : walk) {
            int total = drawn.size() + unit.queries().size();
            Split part = Collections.max(
                    List.of(Split.values()),
                    Comparator.comparingDouble(s -> SHARES.getOrDefault(s, 0.0) * total - given.getOrDefault(s, 0)));
            given.merge(part, unit.queries().size(), Integer::sum);
            unit.queries().forEach(query -> drawn.put(query.id(), part));
        }
        Map<String, Split> byId = new LinkedHashMap<>();
        queries.forEach(query -> byId.put(query.id(), drawn.get(query.id())));
        return new Splits(byId);
    }

    private static Collection<Unit> units(
            Collection<Query> queries, Function<Query, String> key, Function<Query, String> stratum) {
        Map<String, List<Query>> byKey = new LinkedHashMap<>();
        queries.stream()
                .sorted(Comparator.comparing(Query::id))
                .forEach(query -> byKey.computeIfAbsent(key.apply(query), _ -> new ArrayList<>())
                        .add(query));
        return byKey.values().stream()
                .map(same ->
                        new Unit(stratum.apply(same.getFirst()), same.getFirst().id(), same))
                .toList();
    }

    private static Split split(Line line) {
        String text = line.text("split").orElse("");
        for (Split split : Split.values()) {
            if (split.text().equals(text)) {
                return split;
            }
        }
        throw line.error("the split is '" + text + "'", "write fit, choose or report");
    }
}
