package dev.hone.budget;

import dev.hone.budget.evaluation.Fold;
import dev.hone.core.HoneException;
import dev.hone.core.Seeds;
import dev.hone.core.files.JsonLine;
import dev.hone.core.files.JsonLines;
import dev.hone.core.files.LineWriter;
import dev.hone.lm.Partition;
import dev.hone.lm.Query;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.IntStream;

/**
 * Which query is used for what, by id. A file of it has one JSON object a line: {@code {"id", "split": "fit|choose|report"}}.
 *
 * @param byId in the order of the queries or of the file
 */
public record Splits(SequencedMap<String, Split> byId) {
    /** In the order of the shares. */
    private static final List<Split> PARTS = List.of(Split.FIT, Split.CHOOSE, Split.REPORT);

    private static final double[] SHARES = {Fold.FIT, Fold.CHOOSE, 1 - Fold.FIT - Fold.CHOOSE};

    public Splits {
        byId = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(byId));
    }

    /** Half of the queries to fit, a fifth to choose, the rest to report; what belongs together stays together. */
    public static Splits draw(List<Query> queries, Seeds seeds) {
        int[] part = Partition.assign(queries, SHARES, seeds.child("splits"));
        SequencedMap<String, Split> byId = new LinkedHashMap<>();
        for (int i = 0; i < part.length; i++) {
            byId.put(queries.get(i).id(), PARTS.get(part[i]));
        }
        return new Splits(byId);
    }

    /**
     * The splits in a file, plain or gzip.
     *
     * @throws HoneException naming file and line if a line is no split or repeats an id
     */
    public static Splits read(Path file) {
        SequencedMap<String, Split> byId = new LinkedHashMap<>();
        JsonLines.read(file, line -> {
            String id = text(line, "id");
            if (byId.putIfAbsent(id, split(line)) != null) {
                throw line.error("the id '" + id + "' was used before.", "give every query one split");
            }
        });
        return new Splits(byId);
    }

    /**
     * The splits of these queries in a file.
     *
     * @throws HoneException naming the file if it is no file of splits, or one of other queries
     */
    public static Splits read(Path file, List<Query> queries) {
        Splits splits = read(file);
        try {
            splits.fold(queries);
        } catch (HoneException e) {
            throw new HoneException(file + ": " + e.problem(), e.advice(), e);
        }
        return splits;
    }

    /** Writes and commits the splits; the caller closes {@code lines}. */
    public void write(LineWriter lines) {
        byId.forEach((id, split) -> {
            SequencedMap<String, String> row = new LinkedHashMap<>();
            row.put("id", id);
            row.put("split", split.text());
            lines.writeJson(row);
        });
        lines.commit();
    }

    /**
     * The splits of some queries as indices.
     *
     * @throws HoneException if the splits name a query that is not among them, or miss one that is
     */
    public Fold fold(List<Query> queries) {
        Map<String, Integer> places = new LinkedHashMap<>();
        for (int i = 0; i < queries.size(); i++) {
            places.put(queries.get(i).id(), i);
        }
        byId.keySet().stream().filter(id -> !places.containsKey(id)).findFirst().ifPresent(id -> {
            throw new HoneException(
                    "The splits name the query '" + id + "', which the pool does not hold.",
                    "they were made for another pool; 'hone budget evaluate --folds 5' needs none");
        });
        queries.stream()
                .map(Query::id)
                .filter(id -> !byId.containsKey(id))
                .findFirst()
                .ifPresent(id -> {
                    throw new HoneException(
                            "The splits do not name the query '" + id + "', which the pool holds.",
                            "they were made for another pool; every query needs one of fit, choose, report");
                });
        Fold fold =
                new Fold(indices(queries, Split.FIT), indices(queries, Split.CHOOSE), indices(queries, Split.REPORT));
        if (fold.fit().length == 0 || fold.report().length == 0) {
            throw new HoneException(
                    "The splits leave " + fold.fit().length + " queries to fit and " + fold.report().length
                            + " to report.",
                    "give at least one query of each");
        }
        return fold;
    }

    private int[] indices(List<Query> queries, Split wanted) {
        return IntStream.range(0, queries.size())
                .filter(i -> byId.get(queries.get(i).id()) == wanted)
                .toArray();
    }

    private static Split split(JsonLine line) {
        String text = text(line, "split");
        return Arrays.stream(Split.values())
                .filter(split -> split.text().equals(text))
                .findFirst()
                .orElseThrow(() -> line.error("'split' is '" + text + "'.", "write fit, choose or report"));
    }

    private static String text(JsonLine line, String key) {
        var value = line.node().path(key);
        if (value.isString() || value.isIntegralNumber()) {
            return value.asString();
        }
        throw line.error(
                "there is no text under '" + key + "'.",
                "write {\"id\": …, \"split\": \"fit|choose|report\"} on every line");
    }
}
