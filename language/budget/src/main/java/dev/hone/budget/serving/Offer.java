package dev.hone.budget.serving;

import dev.hone.budget.spend.Action;
import java.util.OptionalDouble;

/**
 * One way to answer a request: so many samples.
 *
 * @param arm that draws them, by its place; where there are several arms and the offer is of all, the first, and sample i is drawn
 *     by arm {@code (arm + i) mod arms}
 * @param samples at most, at least 1
 * @param action what it is worth in the choice among offers, and what it costs
 * @param predicted quality, where something predicts it
 */
public record Offer(int arm, int samples, Action action, OptionalDouble predicted) {
    /** An offer that nothing is predicted of. */
    public Offer(int arm, int samples, Action action) {
        this(arm, samples, action, OptionalDouble.empty());
    }
}
