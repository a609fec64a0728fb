package dev.hone.budget.evidence;

import dev.hone.budget.allocation.Gains;

/**
 * When to stop drawing for a query whose samples a verifier checks: at the first success, or when the next sample is not
 * worth its price.
 *
 * <p>After f failures the next sample succeeds with the predictor's posterior chance, for Beta(alpha, beta) that is
 * {@code alpha / (alpha + beta + f)}: the gain of sample f + 1 over the chance that none before it succeeded. It falls with
 * every failure and depends on nothing else, so a price is the same as a cap for each query, and cost and quality follow from
 * counts alone, without any replay: with cap k they are the expected draws until a success and best-of-k. For samples that
 * are alike this is the best that can be done ("Learning How Hard to Think" plans without looking; Pandora's rule, Weitzman
 * 1979).
 */
final class GiveUpRule {
    private final double[][] chance; // [queries][cap], of the next sample after so many failures
    private final int cap;

    /** @param gains of best-of-b for 0/1 rewards */
    GiveUpRule(Gains gains) {
        cap = gains.cap();
        chance = new double[gains.queries()][cap];
        for (int i = 0; i < chance.length; i++) {
            double failed = 1;
            double before = 1;
            for (int f = 0; f < cap; f++) {
                double gain = gains.of(i, f + 1);
                // the running minimum: rounding may not bring back a query that was given up
                before = Math.min(before, failed > 0 ? gain / failed : 0);
                chance[i][f] = before;
                failed -= gain;
            }
        }
    }

    int queries() {
        return chance.length;
    }

    int cap() {
        return cap;
    }

    /** Most samples of a query at a price, a chance of success in [0, 1]; never fewer than the floor. */
    int cap(int query, double price, int floor) {
        int samples = 0;
        while (samples < cap && chance[query][samples] >= price) {
            samples++;
        }
        return Math.max(floor, samples);
    }

    /**
     * The largest price at which the mean quality is at least a target; 0 if none is.
     *
     * @param quality measured, of every query by cap [queries][cap + 1]
     */
    double price(double[][] quality, double target, int floor) {
        double low = 0;
        double high = 1;
        for (int halving = 0; halving < 50; halving++) {
            double middle = (low + high) / 2;
            double mean = 0;
            for (int i = 0; i < quality.length; i++) {
                mean += quality[i][cap(i, middle, floor)] / quality.length;
            }
            if (mean >= target - 1e-12) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
