package dev.hone.budget.evaluation;

import java.util.Arrays;

/** How often each query counts: once in the measured set, zero or more times in a resample of it. Immutable. */
final class Weights {
    private final short[] counts;
    private final double total;

    Weights(short[] counts) {
        this.counts = counts;
        double sum = 0;
        for (short count : counts) {
            sum += count;
        }
        total = sum;
    }

    /** Every query once. */
    static Weights ones(int queries) {
        short[] counts = new short[queries];
        Arrays.fill(counts, (short) 1);
        return new Weights(counts);
    }

    int size() {
        return counts.length;
    }

    /** The weighted mean, in four interleaved sums so that the additions need not wait for each other. */
    double mean(float[] values) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        int i = 0;
        for (; i + 3 < counts.length; i += 4) {
            s0 += values[i] * counts[i];
            s1 += values[i + 1] * counts[i + 1];
            s2 += values[i + 2] * counts[i + 2];
            s3 += values[i + 3] * counts[i + 3];
        }
        for (; i < counts.length; i++) {
            s0 += values[i] * counts[i];
        }
        return (s0 + s1 + s2 + s3) / total;
    }
}
