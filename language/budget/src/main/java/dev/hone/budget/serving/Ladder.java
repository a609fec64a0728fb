package dev.hone.budget.serving;

import dev.hone.budget.spend.Action;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Best-of-k for each k.
 *
 * <p>Without stopping, k samples cost k times one. Where drawing ends at the first success, the sample after j failures is only drawn
 * with probability 1 - q(j), q being the predicted quality of best-of-j, so k samples are expected to cost the sum of these; the worst
 * case stays k. At a price the keeper then goes on with a query as long as the chance that the next sample is its first success
 * exceeds the price: it gives up on queries that look hopeless.
 *
 * @param arm that draws, by its place
 * @param takesTurns whether it is the first of all arms
 * @param cost of one sample, predicted
 * @param worst of one sample, at least {@code cost}
 */
record Ladder(int arm, boolean takesTurns, double cost, double worst) {
    /** Samples that cost one each. */
    static Ladder counting(int arm, boolean takesTurns) {
        return new Ladder(arm, takesTurns, 1, 1);
    }

    /**
     * The offers for one query.
     *
     * @param curve predicted quality of best-of-0 to best-of as many as can be of use, at least
     */
    List<Offer> offers(double[] curve, Allowance allowance) {
        List<Offer> offers = new ArrayList<>();
        double expected = 0;
        for (int k = 1; k <= allowance.most(); k++) {
            expected += cost * (allowance.stops() ? Math.clamp(1 - curve[k - 1], 0, 1) : 1);
            double quality = curve[k];
            if (k >= allowance.least()) {
                Action action = new Action(quality, expected, Math.max(expected, k * worst));
                offers.add(new Offer(arm, takesTurns, k, action, OptionalDouble.of(quality)));
            }
        }
        return offers;
    }
}
