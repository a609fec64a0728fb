package dev.hone.core.statistics;

/**
 * Two ways of doing the same items, compared item by item.
 *
 * @param n pairs with both values measured; everything below rests on them
 * @param absent pairs left out because a value is NaN
 * @param meanA mean of the first
 * @param meanB mean of the second
 * @param difference mean of first minus second and its bootstrap interval over pairs, so that what makes an item hard for
 *     both cancels
 * @param wins pairs in which the first is larger
 * @param losses pairs in which the second is larger
 * @param ties pairs of equal values
 */
public record PairedComparison(
        int n, int absent, double meanA, double meanB, Interval difference, int wins, int losses, int ties) {
    public PairedComparison {
        if (wins + losses + ties != n) {
            throw new IllegalArgumentException(wins + " + " + losses + " + " + ties + " of " + n + " pairs");
        }
    }

    /** Whether the interval of the difference excludes 0. */
    public boolean isClear() {
        return difference.low() > 0 || difference.high() < 0;
    }
}
