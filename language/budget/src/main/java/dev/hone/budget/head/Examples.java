package dev.hone.budget.head;

import dev.hone.budget.allocation.BestOf;
import java.util.Arrays;

/**
 * What a head learns from and is judged by: the features of queries, and the rewards of their samples. The arrays are not
 * copied and must be left alone.
 */
public final class Examples {
    private final float[][] features;
    private final double[][] rewards;
    private final int[] successes;

    /**
     * Queries with features and graded samples.
     *
     * @param features [queries][dimension], finite
     * @param rewards finite; at least one a query [queries][samples of it]
     */
    public Examples(float[][] features, double[][] rewards) {
        if (features.length != rewards.length) {
            throw new IllegalArgumentException(
                    features.length + " feature vectors, rewards of " + rewards.length + " queries");
        }
        this.features = features;
        this.rewards = rewards;
        successes = new int[rewards.length];
        for (int i = 0; i < features.length; i++) {
            if (rewards[i].length == 0) {
                throw new IllegalArgumentException("query " + i + " has no rewards");
            }
            if (features[i].length != features[0].length) {
                throw new IllegalArgumentException(
                        "query " + i + " has " + features[i].length + " features, query 0 has " + features[0].length);
            }
            for (double reward : rewards[i]) {
                successes[i] += reward == 1 ? 1 : 0;
            }
        }
    }

    /**
     * Queries of which only counts are known.
     *
     * @param samples of each query, at least 1
     * @param successes among them
     */
    public static Examples ofCounts(float[][] features, int[] samples, int[] successes) {
        if (samples.length != successes.length) {
            throw new IllegalArgumentException(
                    samples.length + " sample counts, " + successes.length + " success counts");
        }
        double[][] rewards = new double[samples.length][];
        for (int i = 0; i < rewards.length; i++) {
            if (successes[i] < 0 || successes[i] > samples[i]) {
                throw new IllegalArgumentException(
                        "query " + i + " succeeded " + successes[i] + " times in " + samples[i] + " samples");
            }
            rewards[i] = new double[samples[i]];
            Arrays.fill(rewards[i], 0, successes[i], 1);
        }
        return new Examples(features, rewards);
    }

    public int size() {
        return rewards.length;
    }

    /** Length of the feature vectors; 0 if there is none. */
    public int dimension() {
        return features.length == 0 ? 0 : features[0].length;
    }

    public float[][] features() {
        return features;
    }

    public float[] features(int query) {
        return features[query];
    }

    public double[] rewards(int query) {
        return rewards[query];
    }

    public int samples(int query) {
        return rewards[query].length;
    }

    /** The samples of the query that has most of them. */
    int mostSamples() {
        return Arrays.stream(rewards).mapToInt(own -> own.length).max().orElse(0);
    }

    /** How many of a query's rewards are 1. */
    public int successes(int query) {
        return successes[query];
    }

    /** Share of a query's samples that succeeded. */
    public double rate(int query) {
        return (double) successes[query] / samples(query);
    }

    /** What a second sample gains over one, as this query's own samples show it without bias; 0 with one sample. */
    public double secondGain(int query) {
        if (samples(query) < 2) {
            return 0;
        }
        double[] curve = BestOf.real(rewards[query], 0, 2);
        return curve[2] - curve[1];
    }

    /** These queries, in this order. */
    public Examples subset(int[] queries) {
        float[][] x = new float[queries.length][];
        double[][] r = new double[queries.length][];
        for (int i = 0; i < queries.length; i++) {
            x[i] = features[queries[i]];
            r[i] = rewards[queries[i]];
        }
        return new Examples(x, r);
    }

    /** The same queries with their first {@code dimension} features only. */
    Examples leading(int dimension) {
        if (dimension == dimension()) {
            return this;
        }
        float[][] x = new float[features.length][];
        for (int i = 0; i < x.length; i++) {
            x[i] = Arrays.copyOf(features[i], dimension);
        }
        return new Examples(x, rewards);
    }

    /**
     * The same features with the labels of other queries: what a head must not be able to learn from.
     *
     * @param order query i gets the rewards of query {@code order[i]}
     */
    public Examples withLabelsOf(int[] order) {
        return new Examples(features, subset(order).rewards);
    }

    /** The same with other rewards. */
    Examples withRewards(double[][] others) {
        return new Examples(features, others);
    }
}
