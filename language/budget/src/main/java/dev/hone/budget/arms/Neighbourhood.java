package dev.hone.budget.arms;

/**
 * Sums over the queries around one query, weighted by likeness, at several widths at once: a Nadaraya-Watson estimate in the
 * making. Far from everything the weights vanish and the estimate is the mean of all, so that a query like none before is
 * not guessed about.
 */
final class Neighbourhood {
    /** Powers of {@link Similarity}, the widest neighbourhood first. Each is the square of the one before. */
    static final int WIDTHS = 4;

    /** Stands for all widths, averaged: what they agree on is less likely an accident of one. */
    static final int ALL = WIDTHS;

    /** How many queries' worth of belief the mean of all has. */
    private static final double PRIOR = 1;

    private final int stride; // a weight and the columns
    private final double[] sums; // [widths][weight, weighted columns]
    private float nearest;

    Neighbourhood(int columns) {
        stride = columns + 1;
        sums = new double[WIDTHS * stride];
    }

    /** One of the same columns in which there is nothing yet. */
    Neighbourhood empty() {
        return new Neighbourhood(stride - 1);
    }

    void add(float similarity, double[] outcome) {
        nearest = Math.max(nearest, similarity);
        double w = similarity;
        int at = 0;
        for (int width = 0; width < WIDTHS; width++) {
            sums[at++] += w;
            for (double value : outcome) {
                sums[at++] += w * value;
            }
            w *= w;
        }
    }

    void add(Neighbourhood other) {
        nearest = Math.max(nearest, other.nearest);
        for (int k = 0; k < sums.length; k++) {
            sums[k] += other.sums[k];
        }
    }

    /** The largest likeness of a query in it, in [0, 1]; 0 if there is none. */
    float nearest() {
        return nearest;
    }

    /**
     * The estimate of a column.
     *
     * @param width an index below {@link #WIDTHS}, or {@link #ALL}
     * @param means of the columns over all queries
     */
    double mean(int width, int column, double[] means) {
        if (width < ALL) {
            return at(width, column, means);
        }
        double total = 0;
        for (int one = 0; one < WIDTHS; one++) {
            total += at(one, column, means);
        }
        return total / WIDTHS;
    }

    private double at(int width, int column, double[] means) {
        int weight = width * stride;
        return (sums[weight + 1 + column] + PRIOR * means[column]) / (sums[weight] + PRIOR);
    }
}
