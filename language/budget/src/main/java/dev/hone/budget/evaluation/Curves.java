package dev.hone.budget.evaluation;

/** Measured quality of best-of-b per query, as the one thing every plan is scored by. Immutable. */
final class Curves {
    private final double[][] quality; // [queries][cap + 1]

    /** @param quality [queries][cap + 1], not falling along a query */
    Curves(double[][] quality) {
        this.quality = quality;
    }

    int queries() {
        return quality.length;
    }

    int cap() {
        return quality[0].length - 1;
    }

    /** Expected quality of a query at a budget; between whole numbers, of the mix of both. */
    double at(int query, double budget) {
        int whole = (int) budget;
        double share = budget - whole;
        double[] curve = quality[query];
        return share == 0 ? curve[whole] : curve[whole] + share * (curve[whole + 1] - curve[whole]);
    }

    /** Quality of best-of-b for every query. [queries] */
    float[] at(int budget) {
        float[] column = new float[quality.length];
        for (int i = 0; i < column.length; i++) {
            column[i] = (float) quality[i][budget];
        }
        return column;
    }
}
