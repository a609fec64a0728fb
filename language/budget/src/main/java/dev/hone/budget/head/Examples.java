package dev.hone.budget.head;

/**
 * What a head learns from and is judged by: the features of queries, and how many of their samples succeeded. The arrays
 * are not copied and must be left alone.
 */
public final class Examples {
    private final float[][] features;
    private final int[] samples;
    private final int[] successes;

    /**
     * @param features [queries][dimension], finite
     * @param samples of each query, at least 1
     * @param successes among them
     */
    public Examples(float[][] features, int[] samples, int[] successes) {
        if (features.length != samples.length || features.length != successes.length) {
            throw new IllegalArgumentException(features.length + " feature vectors, " + samples.length
                    + " sample counts, " + successes.length + " success counts");
        }
        for (int i = 0; i < features.length; i++) {
            if (samples[i] < 1 || successes[i] < 0 || successes[i] > samples[i]) {
                throw new IllegalArgumentException(
                        "query " + i + " succeeded " + successes[i] + " times in " + samples[i] + " samples");
            }
            if (features[i].length != features[0].length) {
                throw new IllegalArgumentException(
                        "query " + i + " has " + features[i].length + " features, query 0 has " + features[0].length);
            }
        }
        this.features = features;
        this.samples = samples;
        this.successes = successes;
    }

    public int size() {
        return samples.length;
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

    public int samples(int query) {
        return samples[query];
    }

    public int successes(int query) {
        return successes[query];
    }

    /** Share of a query's samples that succeeded. */
    public double rate(int query) {
        return (double) successes[query] / samples[query];
    }

    /** These queries, in this order. */
    public Examples subset(int[] queries) {
        float[][] x = new float[queries.length][];
        int[] s = new int[queries.length];
        int[] c = new int[queries.length];
        for (int i = 0; i < queries.length; i++) {
            x[i] = features[queries[i]];
            s[i] = samples[queries[i]];
            c[i] = successes[queries[i]];
        }
        return new Examples(x, s, c);
    }

    /**
     * The same features with the labels of other queries: what a head must not be able to learn from.
     *
     * @param order query i gets the samples and successes of query {@code order[i]}
     */
    public Examples withLabelsOf(int[] order) {
        Examples others = subset(order);
        return new Examples(features, others.samples, others.successes);
    }
}
