package dev.hone.budget.head;

import dev.hone.lm.Query;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The groups of a pool as numbers that a head can read behind a query's other features: 1 for the query's own group, 0 for
 * every other. In mixed traffic knowing which kind of query it is says more than a small pool can teach about its text. A
 * query without a group, or of one that is not known, has zeros only.
 *
 * @param groups names, in order of their numbers
 */
public record Kinds(List<String> groups) {
    /** No groups: vectors stay as they are. */
    public static final Kinds NONE = new Kinds(List.of());

    /** Queries that a group must have, or nothing can be learnt of it. */
    private static final int FEWEST = 20;

    public Kinds {
        groups = List.copyOf(groups);
    }

    /** The groups that have queries enough; none if there is but one, which would say the same of every query. */
    public static Kinds of(List<Query> queries) {
        Map<String, Integer> sizes = new TreeMap<>();
        queries.forEach(query -> query.group().ifPresent(group -> sizes.merge(group, 1, Integer::sum)));
        List<String> large = sizes.entrySet().stream()
                .filter(entry -> entry.getValue() >= FEWEST)
                .map(Map.Entry::getKey)
                .toList();
        return large.size() < 2 ? NONE : new Kinds(large);
    }

    public int size() {
        return groups.size();
    }

    /**
     * Vectors with the groups behind them.
     *
     * @param vectors of these queries [queries][dimension]
     * @return [queries][dimension + groups]
     */
    public float[][] append(List<Query> queries, float[][] vectors) {
        if (groups.isEmpty()) {
            return vectors;
        }
        float[][] longer = new float[vectors.length][];
        for (int i = 0; i < longer.length; i++) {
            int dimension = vectors[i].length;
            longer[i] = Arrays.copyOf(vectors[i], dimension + size());
            int group = queries.get(i).group().map(groups::indexOf).orElse(-1);
            if (group >= 0) {
                longer[i][dimension + group] = 1;
            }
        }
        return longer;
    }
}
