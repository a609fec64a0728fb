package dev.hone.lm;

import dev.hone.core.Seeds;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Divides queries so that nothing leaks from one part into another.
 *
 * <p>Queries with equal prompts stay together, and so does a group that holds at most a tenth of all queries: a model that
 * has seen one of them has seen the others. Larger groups are data sets rather than families, and are divided in the same
 * proportions everywhere. Who goes where depends on the seed and on the ids of the queries, not on their order.
 */
public final class Partition {
    private static final double SMALL_GROUP = 0.1;

    /** Queries that stay together. */
    private record Cluster(String stratum, String key, long order, List<Integer> members) {}

    private Partition() {}

    /**
     * Assigns every query to a part.
     *
     * @param shares wanted size of each part, summing to 1; kept as closely as the clusters allow
     * @return [queries], indices into {@code shares}
     */
    public static int[] assign(List<Query> queries, double[] shares, Seeds seeds) {
        int[] part = new int[queries.size()];
        double[] filled = new double[shares.length];
        double assigned = 0;
        for (Cluster cluster : clusters(queries, seeds)) {
            int size = cluster.members().size();
            assigned += size;
            int neediest = 0;
            for (int p = 1; p < shares.length; p++) {
                if (shares[p] * assigned - filled[p] > shares[neediest] * assigned - filled[neediest] + 1e-9) {
                    neediest = p;
                }
            }
            filled[neediest] += size;
            for (int member : cluster.members()) {
                part[member] = neediest;
            }
        }
        return part;
    }

    /** The queries of one part, in order. */
    public static int[] members(int[] part, int wanted) {
        List<Integer> members = new ArrayList<>();
        for (int i = 0; i < part.length; i++) {
            if (part[i] == wanted) {
                members.add(i);
            }
        }
        return members.stream().mapToInt(Integer::intValue).toArray();
    }

    /** For every query the number of the cluster it belongs to; resamples draw whole clusters. */
    public static int[] clusterOf(List<Query> queries) {
        int[] parent = new int[queries.size()];
        for (int i = 0; i < parent.length; i++) {
            parent[i] = i;
        }
        Map<String, Integer> groupSizes = new HashMap<>();
        queries.forEach(query -> query.group().ifPresent(group -> groupSizes.merge(group, 1, Integer::sum)));
        Map<String, Integer> firstWith = new HashMap<>();
        for (int i = 0; i < parent.length; i++) {
            Query query = queries.get(i);
            join(parent, i, firstWith.merge("prompt " + query.text(), i, (first, _) -> first));
            if (query.group().isPresent()) {
                String group = query.group().get();
                if (groupSizes.getOrDefault(group, 0) <= SMALL_GROUP * queries.size()) {
                    join(parent, i, firstWith.merge("group " + group, i, (first, _) -> first));
                }
            }
        }
        for (int i = 0; i < parent.length; i++) {
            parent[i] = root(parent, i);
        }
        return parent;
    }

    private static List<Cluster> clusters(List<Query> queries, Seeds seeds) {
        int[] clusterOf = clusterOf(queries);
        Map<Integer, List<Integer>> members = new HashMap<>();
        for (int i = 0; i < clusterOf.length; i++) {
            members.computeIfAbsent(clusterOf[i], _ -> new ArrayList<>()).add(i);
        }
        List<Cluster> clusters = new ArrayList<>();
        for (List<Integer> together : members.values()) {
            // named by its smallest id, so that the order of the file does not matter
            Query named = together.stream()
                    .map(queries::get)
                    .min(Comparator.comparing(Query::id))
                    .orElseThrow();
            boolean whole = together.size() > 1 && named.group().isPresent();
            String stratum = whole ? "" : named.group().orElse("");
            clusters.add(
                    new Cluster(stratum, named.id(), seeds.child(named.id()).bits(0), together));
        }
        clusters.sort(Comparator.comparing(Cluster::stratum)
                .thenComparingLong(Cluster::order)
                .thenComparing(Cluster::key));
        return clusters;
    }

    private static void join(int[] parent, int a, int b) {
        int first = root(parent, a);
        int second = root(parent, b);
        parent[Math.max(first, second)] = Math.min(first, second);
    }

    private static int root(int[] parent, int i) {
        int at = i;
        while (parent[at] != at) {
            parent[at] = parent[parent[at]];
            at = parent[at];
        }
        return at;
    }
}
