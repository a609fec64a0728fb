package dev.hone.budget.spend;

import dev.hone.core.HoneException;

/**
 * One way to answer a request, for example "three samples of the small model". Costs are in the keeper's one unit: samples,
 * tokens or money.
 *
 * @param gain predicted quality, on any scale that all requests share; finite
 * @param cost predicted cost, at least 0
 * @param worst the most it can cost, at least {@code cost}: the samples at the token limit
 */
public record Action(double gain, double cost, double worst) {
    /**
     * @throws HoneException if a number is negative where it may not be or not finite, or the worst case is below the prediction
     */
    public Action {
        if (!Double.isFinite(gain)) {
            throw new HoneException(
                    "An action's predicted gain is " + gain + ".",
                    "fit the predictor again; a gain is a finite number");
        }
        if (!(cost >= 0 && cost < Double.POSITIVE_INFINITY)) {
            throw new HoneException(
                    "An action's predicted cost is " + cost + ".", "check the price file; a cost is 0 or more");
        }
        if (!(worst >= cost && worst < Double.POSITIVE_INFINITY)) {
            throw new HoneException(
                    "An action's worst case is " + worst + ", its predicted cost " + cost + ".",
                    "raise the token limit that the worst case is computed from");
        }
    }

    /** An action whose cost is known before: a number of samples. */
    public static Action exact(double gain, double cost) {
        return new Action(gain, cost, cost);
    }
}
