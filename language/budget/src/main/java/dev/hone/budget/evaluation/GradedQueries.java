package dev.hone.budget.evaluation;

import dev.hone.budget.allocation.BestOf;
import dev.hone.budget.head.Examples;
import dev.hone.core.HoneException;
import dev.hone.lm.Partition;
import dev.hone.lm.PoolEntry;
import dev.hone.lm.Query;
import dev.hone.lm.Sample;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Queries with the rewards of the samples that one model drew for them. Queries may have different numbers of samples.
 */
public final class GradedQueries {
    private final List<Query> queries;
    private final List<List<Sample>> drawn; // as the pool holds them
    private final double[][] rewards; // [queries][samples of it]
    private final double[] tokens; // mean of a sample, NaN where unknown [queries]
    private final boolean binary;

    private GradedQueries(List<Query> queries, List<List<Sample>> drawn, double[][] rewards, double[] tokens) {
        this.queries = List.copyOf(queries);
        this.drawn = List.copyOf(drawn);
        this.rewards = rewards;
        this.tokens = tokens;
        binary = Arrays.stream(rewards).flatMapToDouble(Arrays::stream).allMatch(r -> r == 0 || r == 1);
    }

    /**
     * The queries of a graded pool.
     *
     * @param source what errors call the pool: its file
     * @throws HoneException if it is empty, has a query without rewards, or samples of several models
     */
    public static GradedQueries of(String source, List<PoolEntry> pool) {
        if (pool.isEmpty()) {
            throw new HoneException("The pool " + source + " is empty.", "sample one with 'hone budget sample'");
        }
        List<String> arms = pool.stream()
                .flatMap(e -> e.arms().keySet().stream())
                .distinct()
                .sorted()
                .toList();
        if (arms.size() != 1) {
            throw new HoneException(
                    "The pool " + source + " holds samples of " + arms.size() + " models: " + String.join(", ", arms)
                            + ".",
                    "keep one of them; a budget of samples is shared out for one model");
        }
        List<List<Sample>> drawn = new ArrayList<>();
        double[][] rewards = new double[pool.size()][];
        double[] tokens = new double[pool.size()];
        for (int i = 0; i < rewards.length; i++) {
            PoolEntry entry = pool.get(i);
            PoolEntry.Arm arm = entry.arms().get(arms.getFirst());
            if (arm == null || !arm.graded()) {
                throw new HoneException(
                        source + ": the query '" + entry.query().id() + "' has no rewards.",
                        "grade its samples first: hone pool grade " + source + " --reward REWARD --out GRADED");
            }
            drawn.add(arm.samples());
            rewards[i] = arm.rewards();
            tokens[i] = arm.meanTokens().orElse(Double.NaN);
        }
        return new GradedQueries(pool.stream().map(PoolEntry::query).toList(), drawn, rewards, tokens);
    }

    public int size() {
        return rewards.length;
    }

    public List<Query> queries() {
        return queries;
    }

    public Query query(int index) {
        return queries.get(index);
    }

    /** Whether every reward is 0 or 1. */
    public boolean isBinary() {
        return binary;
    }

    public int samples(int query) {
        return rewards[query].length;
    }

    /** Mean output tokens of a query's samples; NaN where they were not recorded. */
    public double tokens(int query) {
        return tokens[query];
    }

    /** A query's samples as they lie in the pool. */
    public List<Sample> drawn(int query) {
        return drawn.get(query);
    }

    /** Rewards of a query's samples as they lie in the pool; a copy. [samples] */
    public double[] rewards(int query) {
        return rewards[query].clone();
    }

    /** Mean reward of a query's samples; the success rate if rewards are 0 or 1. */
    public double mean(int query) {
        return Arrays.stream(rewards[query]).average().orElse(Double.NaN);
    }

    /**
     * What a head's score of a query should come near: the success rate; where rewards are real-valued, what a second sample
     * gains.
     */
    double outcome(int query) {
        if (binary) {
            return mean(query);
        }
        double[] curve = curve(query, Math.min(2, samples(query)));
        return curve.length < 3 ? 0 : curve[2] - curve[1];
    }

    /** Unbiased quality of best-of-0 to best-of-{@code max}. [max + 1] */
    public double[] curve(int query, int max) {
        return curve(rewards[query], max);
    }

    /** The same, estimated from the second half of the samples only. */
    double[] curveOfSecondHalf(int query, int max) {
        double[] all = rewards[query];
        return curve(Arrays.copyOfRange(all, all.length / 2, all.length), max);
    }

    /** The same, estimated from the first half of the samples only. */
    double[] curveOfFirstHalf(int query, int max) {
        return curve(Arrays.copyOf(rewards[query], rewards[query].length / 2), max);
    }

    /** Mean reward of the first half of the samples. */
    double meanOfFirstHalf(int query) {
        return Arrays.stream(rewards[query], 0, rewards[query].length / 2)
                .average()
                .orElse(Double.NaN);
    }

    /** Expected draws until the first success or a cap, by cap; for 0/1 rewards. [max + 1] */
    public double[] draws(int query, int max) {
        return BestOf.drawsUntilSuccess(samples(query), successes(rewards[query]), max);
    }

    private double[] curve(double[] some, int max) {
        if (binary) {
            return BestOf.binary(some.length, successes(some), max);
        }
        // with real-valued rewards every query gets a sample; none at all counts as the worst of them, so that gains
        // fall
        return BestOf.real(some, Arrays.stream(some).min().orElse(0), max);
    }

    private static int successes(double[] rewards) {
        return (int) Arrays.stream(rewards).filter(r -> r == 1).count();
    }

    /**
     * What a head learns from.
     *
     * @param features of all queries [queries][dimension]
     * @param chosen which queries
     */
    public Examples examples(float[][] features, int[] chosen) {
        if (features.length != size()) {
            throw new IllegalArgumentException(features.length + " feature vectors for " + size() + " queries");
        }
        return new Examples(
                Arrays.stream(chosen).mapToObj(i -> features[i]).toArray(float[][]::new),
                Arrays.stream(chosen).mapToObj(i -> rewards[i]).toArray(double[][]::new));
    }

    /** Those of the queries that have so many samples. */
    public int[] withSamples(int[] some, int samples) {
        return Arrays.stream(some).filter(i -> samples(i) >= samples).toArray();
    }

    /** Measured quality of some queries up to a cap. */
    Curves curves(int[] some, int cap) {
        return new Curves(Arrays.stream(some).mapToObj(i -> curve(i, cap)).toArray(double[][]::new));
    }

    /** For each of some queries the number of the cluster it belongs to. */
    public int[] clusters(int[] some) {
        return Partition.clusterOf(Arrays.stream(some).mapToObj(this::query).toList());
    }

    /** The largest number of samples that at least {@code share} of these queries have. */
    public int samplesOfMost(int[] chosen, double share) {
        int[] counts = Arrays.stream(chosen).map(this::samples).sorted().toArray();
        return counts.length == 0 ? 0 : counts[(int) Math.floor((1 - share) * counts.length + 1e-9)];
    }
}
