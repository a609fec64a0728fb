package dev.hone.budget.arms;

import dev.hone.core.HoneException;

/**
 * How an evaluation of arms is made.
 *
 * @param folds of cross-fitting, at least 2
 * @param rounds ways of folding that are averaged
 * @param resamples of every interval
 */
public record ArmSettings(int folds, int rounds, int resamples) {
    public static final ArmSettings DEFAULT = new ArmSettings(5, 4, 400);

    public ArmSettings {
        if (folds < 2 || rounds < 1 || resamples < 1) {
            throw new HoneException(
                    "An evaluation in " + folds + " folds and " + rounds + " ways.",
                    "give --folds of 2 or more and --fold-seeds of 1 or more");
        }
    }
}
