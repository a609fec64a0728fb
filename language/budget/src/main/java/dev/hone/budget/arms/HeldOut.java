package dev.hone.budget.arms;

/** Queries that a head is tried on, and what is known of them. */
final class HeldOut {
    private final int[] queries;
    private final Neighbourhood[] around;
    private final double[] means;
    private final FixedMix mix;

    /**
     * A part; the arrays are not copied and must be left alone.
     *
     * @param queries in the pool [chosen]
     * @param around what surrounds each, without its own prompt or its own group [chosen]
     * @param means of the columns over what was learnt from
     * @param mix of arms that was best there
     */
    HeldOut(int[] queries, Neighbourhood[] around, double[] means, FixedMix mix) {
        this.queries = queries;
        this.around = around;
        this.means = means;
        this.mix = mix;
    }

    int[] queries() {
        return queries;
    }

    Neighbourhood[] around() {
        return around;
    }

    double[] means() {
        return means;
    }

    FixedMix mix() {
        return mix;
    }
}
