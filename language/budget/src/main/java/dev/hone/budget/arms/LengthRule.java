package dev.hone.budget.arms;

import dev.hone.lm.Query;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The comparison that looks at nothing but the length of the prompt: fitting queries in bins of about equal size by length,
 * and in each bin the mean quality and cost of every arm.
 */
final class LengthRule {
    private static final int MOST_BINS = 10;
    private static final int QUERIES_PER_BIN = 30;

    private final int[] edges; // characters; a length equal to an edge belongs to the bin above
    private final double[][] quality; // [bins][arms]
    private final double[][] cost; // [bins][arms]

    LengthRule(List<Query> queries, double[][] quality, double[][] cost) {
        int[] lengths = queries.stream().mapToInt(LengthRule::length).sorted().toArray();
        int bins = Math.clamp(lengths.length / QUERIES_PER_BIN, 1, MOST_BINS);
        edges = IntStream.range(1, bins)
                .map(b -> lengths[b * lengths.length / bins])
                .distinct()
                .filter(edge -> edge > lengths[0])
                .toArray();
        this.quality = means(queries, quality);
        this.cost = means(queries, cost);
    }

    private static int length(Query query) {
        return query.text().length();
    }

    private int bin(Query query) {
        int at = Arrays.binarySearch(edges, length(query));
        return at >= 0 ? at + 1 : -at - 1;
    }

    private double[][] means(List<Query> queries, double[][] table) {
        double[][] means = new double[edges.length + 1][table[0].length];
        int[] counts = new int[means.length];
        for (int i = 0; i < table.length; i++) {
            int bin = bin(queries.get(i));
            counts[bin]++;
            for (int a = 0; a < table[i].length; a++) {
                means[bin][a] += table[i][a];
            }
        }
        for (int bin = 0; bin < means.length; bin++) {
            for (int a = 0; a < means[bin].length; a++) {
                means[bin][a] /= counts[bin];
            }
        }
        return means;
    }

    /** What the rule expects of some queries. */
    Options options(List<String> arms, List<Query> queries) {
        return Options.arms(
                arms,
                queries.stream().map(q -> quality[bin(q)]).toArray(double[][]::new),
                queries.stream().map(q -> cost[bin(q)]).toArray(double[][]::new));
    }
}
