package dev.hone.budget.allocation;

/**
 * What each further sample of each query is expected to add to quality: the marginal gains that an allocation spends by.
 *
 * <p>Along a query the gains never rise and are never negative; best-of-b has that shape for every distribution of rewards,
 * and the exactness of {@link Allocation} rests on it. Immutable.
 */
public final class Gains {
    private static final double ROUNDING = 1e-9;

    private final int queries;
    private final int cap;
    private final double[] table; // [queries * cap]

    private Gains(int queries, int cap) {
        this.queries = queries;
        this.cap = cap;
        this.table = new double[Math.multiplyExact(queries, cap)];
    }

    /**
     * Given gains; the first of a row belongs to the first sample. A rise within rounding is levelled.
     *
     * @param rows [queries][cap], every row of one length
     */
    public static Gains of(double[][] rows) {
        Gains gains = new Gains(rows.length, rows.length == 0 ? 0 : rows[0].length);
        for (int i = 0; i < rows.length; i++) {
            if (rows[i].length != gains.cap) {
                throw new IllegalArgumentException(
                        "query " + i + " has " + rows[i].length + " gains, not " + gains.cap);
            }
            double previous = Double.POSITIVE_INFINITY;
            for (int u = 0; u < gains.cap; u++) {
                double gain = rows[i][u];
                if (!(gain >= -ROUNDING && gain <= previous + ROUNDING) || Double.isInfinite(gain)) {
                    throw new IllegalArgumentException("gain " + gain + " of query " + i + ", sample " + (u + 1)
                            + " follows " + previous + "; gains may not rise or be negative");
                }
                previous = Math.min(previous, Math.max(0, gain));
                gains.table[i * gains.cap + u] = previous;
            }
        }
        return gains;
    }

    /**
     * The gains of quality curves, as {@link BestOf} makes them.
     *
     * @param curves [queries][cap + 1]
     */
    public static Gains ofCurves(double[][] curves) {
        double[][] rows = new double[curves.length][];
        for (int i = 0; i < curves.length; i++) {
            rows[i] = new double[curves[i].length - 1];
            for (int u = 0; u < rows[i].length; u++) {
                rows[i][u] = curves[i][u + 1] - curves[i][u];
            }
        }
        return of(rows);
    }

    /**
     * Where the success rate of query i is known: {@code rate * (1 - rate)^(b-1)}.
     *
     * @param rates in [0, 1]
     */
    public static Gains bernoulli(double[] rates, int cap) {
        Gains gains = new Gains(rates.length, cap);
        for (int i = 0; i < rates.length; i++) {
            if (!(rates[i] >= 0 && rates[i] <= 1)) {
                throw new IllegalArgumentException("success rate " + rates[i] + " of query " + i);
            }
            double gain = rates[i];
            for (int u = 0; u < cap; u++) {
                gains.table[i * cap + u] = gain;
                gain *= 1 - rates[i];
            }
        }
        return gains;
    }

    /**
     * Where the success rate of query i is believed to be Beta(alpha, beta): {@code B(alpha+1, beta+b-1) / B(alpha, beta)},
     * each gain from the one before by {@code (beta+b-1) / (alpha+beta+b)}.
     */
    public static Gains betaBinomial(double[] alpha, double[] beta, int cap) {
        Gains gains = new Gains(alpha.length, cap);
        for (int i = 0; i < alpha.length; i++) {
            if (!(alpha[i] > 0 && beta[i] > 0 && alpha[i] + beta[i] < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("Beta(" + alpha[i] + ", " + beta[i] + ") of query " + i);
            }
            double gain = alpha[i] / (alpha[i] + beta[i]);
            for (int u = 0; u < cap; u++) {
                gains.table[i * cap + u] = gain;
                gain *= (beta[i] + u) / (alpha[i] + beta[i] + u + 1);
            }
        }
        return gains;
    }

    /**
     * The same gains, each row with a factor of its own.
     *
     * @param factors 0 or more [queries]
     */
    public Gains times(double[] factors) {
        if (factors.length != queries) {
            throw new IllegalArgumentException(factors.length + " factors for " + queries + " queries");
        }
        Gains scaled = new Gains(queries, cap);
        for (int i = 0; i < queries; i++) {
            if (!(factors[i] >= 0 && factors[i] < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("a factor of " + factors[i] + " for query " + i);
            }
            for (int u = 0; u < cap; u++) {
                scaled.table[i * cap + u] = factors[i] * table[i * cap + u];
            }
        }
        return scaled;
    }

    public int queries() {
        return queries;
    }

    /** Most samples of one query. */
    public int cap() {
        return cap;
    }

    /** The gain of sample {@code unit}, counted from 1, of a query. */
    public double of(int query, int unit) {
        return table[query * cap + unit - 1];
    }

    /**
     * Quality of best-of-0 to best-of-cap of a query.
     *
     * @param base what the first gain is counted from
     * @return [cap + 1]
     */
    public double[] curve(int query, double base) {
        double[] curve = new double[cap + 1];
        curve[0] = base;
        for (int unit = 1; unit <= cap; unit++) {
            curve[unit] = curve[unit - 1] + of(query, unit);
        }
        return curve;
    }

    /** Number of samples of a query whose gain is at least (or, if {@code strictly}, more than) a price. */
    int unitsWorth(int query, double price, boolean strictly) {
        int low = query * cap;
        int high = low + cap;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (strictly ? table[middle] > price : table[middle] >= price) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low - query * cap;
    }
}
