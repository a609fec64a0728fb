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

    private final double[] weight = new double[WIDTHS];
    private final double[][] sum; // [widths][columns]

    Neighbourhood(int columns) {
        sum = new double[WIDTHS][columns];
    }

    void add(float similarity, double[] outcome) {
        double w = similarity;
        for (int width = 0; width < WIDTHS; width++) {
            weight[width] += w;
            double[] into = sum[width];
            for (int c = 0; c < outcome.length; c++) {
                into[c] += w * outcome[c];
            }
            w *= w;
        }
    }

    void add(Neighbourhood other) {
        for (int width = 0; width < WIDTHS; width++) {
            weight[width] += other.weight[width];
            for (int c = 0; c < sum[width].length; c++) {
                sum[width][c] += other.sum[width][c];
            }
        }
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
        return (sum[width][column] + PRIOR * means[column]) / (weight[width] + PRIOR);
    }
}
