package dev.hone.budget.serving;

import dev.hone.budget.spend.Action;
import java.util.OptionalDouble;

/**
 * One way to answer a request: so many samples.
 *
 * @param arm that draws them, by its place
 * @param takesTurns whether the others draw too: sample i is then drawn by arm {@code (arm + i) mod arms}
 * @param samples at most, at least 1
 * @param action what it is worth in the choice among offers, and what it costs
 * @param predicted quality, where something predicts it
 */
public record Offer(int arm, boolean takesTurns, int samples, Action action, OptionalDouble predicted) {
    /** All arms in turn, from the first on; nothing is predicted. */
    static Offer inTurn(int samples, Action action) {
        return new Offer(0, true, samples, action, OptionalDouble.empty());
    }

    /** One arm alone; nothing is predicted. */
    static Offer of(int arm, int samples, Action action) {
        return new Offer(arm, false, samples, action, OptionalDouble.empty());
    }
}
