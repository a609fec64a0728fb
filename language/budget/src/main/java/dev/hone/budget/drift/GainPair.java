package dev.hone.budget.drift;

/**
 * What one sample was predicted to add to the best answer, before it was drawn, and what it added.
 *
 * @param query its number; pairs of one query are no independent evidence
 * @param predicted expected gain in the reward's unit, at least 0
 * @param realised gain, at least 0
 */
public record GainPair(int query, double predicted, double realised) {
    public GainPair {
        if (!(predicted >= 0 && realised >= 0) || Double.isInfinite(predicted) || Double.isInfinite(realised)) {
            throw new IllegalArgumentException("a gain of " + predicted + " predicted, " + realised + " realised");
        }
    }
}
