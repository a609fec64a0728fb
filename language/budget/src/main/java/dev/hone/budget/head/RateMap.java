package dev.hone.budget.head;

import dev.hone.core.statistics.IsotonicRegression;
import dev.hone.core.statistics.IsotonicRegression.Order;
import java.util.Arrays;

/**
 * From a predicted distribution of the success rate to the one that fresh traffic shows: its mean is mapped, and alpha + beta, how
 * alike queries of one prediction are, is multiplied. The map of the mean never falling, so that it changes how much each query gets
 * and not which of two is thought the easier.
 *
 * <p>Isotonic regression is flat in places. A hundredth of the prediction itself is mixed in, so that no two queries that
 * differed become equal, and no rate becomes 0 or 1: a query that is believed hopeless for certain would never be tried again.
 *
 * @param isotonic from predicted to realised rates
 * @param concentration what alpha + beta is multiplied by, above 0; 1 where queries have one sample each, which tells nothing of
 *     it
 */
public record RateMap(IsotonicRegression isotonic, double concentration) {
    private static final double OWN = 0.01;
    private static final double LEAST = 0.002;

    public RateMap {
        if (!(concentration > 0 && concentration < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("alpha + beta times " + concentration);
        }
    }

    /**
     * Learns the map of the mean from graded queries; the concentration stays.
     *
     * @param predicted rates in [0, 1] [queries]
     * @param realised shares of successes in [0, 1] [queries]
     */
    public static RateMap fit(double[] predicted, double[] realised) {
        return new RateMap(
                IsotonicRegression.fit(predicted, realised, Order.INCREASING).simplified(), 1);
    }

    /** The same means, another concentration. */
    public RateMap withConcentration(double times) {
        return new RateMap(isotonic, times);
    }

    /** The rate to expect where {@code predicted} was said; in (0, 1). */
    public double at(double predicted) {
        double mapped = (1 - OWN) * isotonic.at(predicted) + OWN * predicted;
        return Math.clamp(mapped, LEAST, 1 - LEAST);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RateMap map
                && concentration == map.concentration
                && Arrays.equals(isotonic.cornersX(), map.isotonic.cornersX())
                && Arrays.equals(isotonic.cornersY(), map.isotonic.cornersY());
    }

    @Override
    public int hashCode() {
        return 31 * Double.hashCode(concentration)
                + 17 * Arrays.hashCode(isotonic.cornersX())
                + Arrays.hashCode(isotonic.cornersY());
    }
}
