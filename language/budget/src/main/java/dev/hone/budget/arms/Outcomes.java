package dev.hone.budget.arms;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * What a router learns from, one row of numbers a query: the quality of each arm, then the length of each arm's answer where
 * costs depend on it, then, of two arms, the preference for the second.
 */
final class Outcomes {
    private final double[][] rows; // [queries][columns]
    private final int arms;
    private final boolean lengths;

    /**
     * Outcomes whose rows are not copied and must be left alone.
     *
     * @param rows [queries][columns]
     * @param arms how many there are
     * @param lengths whether lengths are among the columns
     */
    Outcomes(double[][] rows, int arms, boolean lengths) {
        this.rows = rows;
        this.arms = arms;
        this.lengths = lengths;
    }

    double[][] rows() {
        return rows;
    }

    int arms() {
        return arms;
    }

    boolean lengths() {
        return lengths;
    }

    static Outcomes of(ArmedQueries queries, boolean lengths) {
        int arms = queries.arms().size();
        double[][] rows = IntStream.range(0, queries.size())
                .mapToObj(i -> row(queries, i, arms, lengths))
                .toArray(double[][]::new);
        return new Outcomes(rows, arms, lengths);
    }

    private static double[] row(ArmedQueries queries, int query, int arms, boolean lengths) {
        double[] row = new double[columns(arms, lengths)];
        for (int a = 0; a < arms; a++) {
            row[a] = queries.quality(query, a);
            if (lengths) {
                row[arms + a] = queries.tokens(query, a);
            }
        }
        if (arms == 2) {
            row[row.length - 1] = Target.preference(queries.rewards(query, 0), queries.rewards(query, 1));
        }
        return row;
    }

    private static int columns(int arms, boolean lengths) {
        return arms * (lengths ? 2 : 1) + (arms == 2 ? 1 : 0);
    }

    int columns() {
        return columns(arms, lengths);
    }

    /** The column of the preference for the second of two arms. */
    int preference() {
        return columns() - 1;
    }

    /** The column of an arm's length. */
    int length(int arm) {
        return arms + arm;
    }

    /** These queries, in this order. */
    Outcomes subset(int[] chosen) {
        return new Outcomes(Arrays.stream(chosen).mapToObj(i -> rows[i]).toArray(double[][]::new), arms, lengths);
    }

    /** Means of the columns. */
    double[] means() {
        double[] means = new double[columns()];
        for (double[] row : rows) {
            for (int c = 0; c < means.length; c++) {
                means[c] += row[c] / rows.length;
            }
        }
        return means;
    }
}
