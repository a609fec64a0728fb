package dev.hone.budget.evaluation;

import dev.hone.core.Seeds;
import dev.hone.core.statistics.Bootstrap;
import dev.hone.core.statistics.Interval;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Bootstrap resamples of the report queries, drawn once and used for every number of an evaluation, so that all policies
 * share their luck. Whole clusters are drawn: queries that stay together in a split are no independent evidence.
 */
final class Resamples {
    private static final double CONFIDENCE = 0.95;

    private final List<Weights> drawn;
    private final boolean alone; // one cluster says nothing about its spread

    /**
     * Draws them.
     *
     * @param clusters for every report query the number of its cluster
     */
    Resamples(int[] clusters, int count, Seeds seeds) {
        Map<Integer, List<Integer>> members = new HashMap<>();
        for (int i = 0; i < clusters.length; i++) {
            members.computeIfAbsent(clusters[i], _ -> new ArrayList<>()).add(i);
        }
        List<List<Integer>> all = Arrays.stream(clusters)
                .distinct()
                .mapToObj(cluster -> members.getOrDefault(cluster, List.of()))
                .toList();
        alone = all.size() < 2;
        drawn = new ArrayList<>(count);
        for (int r = 0; r < count; r++) {
            var random = seeds.child(r).generator();
            short[] counts = new short[clusters.length];
            for (int k = 0; k < all.size(); k++) {
                for (int query : all.get(random.nextInt(all.size()))) {
                    counts[query]++;
                }
            }
            drawn.add(new Weights(counts));
        }
    }

    List<Weights> drawn() {
        return drawn;
    }

    /**
     * The interval around an estimate.
     *
     * @param values of the statistic on every resample; NaN stands for "never", which is above every number
     */
    Interval interval(double estimate, double[] values) {
        if (alone && !Double.isNaN(estimate)) {
            return Interval.unbounded(estimate);
        }
        double[] known = Arrays.stream(values)
                .map(v -> Double.isNaN(v) ? Double.POSITIVE_INFINITY : v)
                .toArray();
        return Bootstrap.percentiles(estimate, known, CONFIDENCE);
    }
}
