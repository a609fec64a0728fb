package dev.hone.guide;

import dev.hone.core.files.Hash;
import dev.hone.guide.neural.NeuralConstants;

/**
 * Every number of the methods; one set for all environments, which its {@link #hash} proves. Only the network's
 * form, the discount and the budget belong to an environment.
 *
 * @param sweeps how often the tables are gone through after each episode
 * @param randomMoves share of training steps that act at random
 * @param firstValue where values of reward start, as a share of {@code -2 / (1 - gamma)}; those of guided students apart
 * @param guidedValue the same for guided students; low, so that where nobody has been they do as the teacher says
 * @param firstWeight the teacher's weight at the start
 * @param leastWeight floor of the teacher's weight
 * @param mostWeight cap of the teacher's weight; without one it runs away while the twin is bad
 * @param weightRate how far a clear gap of one deviation moves the weight's logarithm
 * @param window returns of each policy that a gap is measured on
 * @param certainty standard errors that a gap must exceed to move the weight
 * @param optimism what an unvisited action seems to be worth on top, in units of the largest reward seen; for the twin only
 * @param advisorSharpness of ADVISOR's weight, {@code exp(-sharpness KL)}
 * @param networks what students made of networks add
 */
public record MethodConstants(
        int sweeps,
        double randomMoves,
        double firstValue,
        double guidedValue,
        double firstWeight,
        double leastWeight,
        double mostWeight,
        double weightRate,
        int window,
        double certainty,
        double optimism,
        double advisorSharpness,
        NeuralConstants networks) {
    /** What every reported result was made with, unless it says otherwise. */
    public static final MethodConstants DEFAULT =
            new MethodConstants(10, 0.1, 0, 1, 0.3, 0.01, 3, 0.05, 20, 2, 1, 1, NeuralConstants.DEFAULT);

    public MethodConstants {
        if (!(sweeps >= 1 && randomMoves >= 0 && randomMoves <= 1)) {
            throw new IllegalArgumentException(sweeps + " sweeps, " + randomMoves + " random moves");
        }
        if (!(leastWeight > 0 && leastWeight <= firstWeight && firstWeight <= mostWeight && weightRate > 0)) {
            throw new IllegalArgumentException("a weight of " + firstWeight + " between " + leastWeight + " and "
                    + mostWeight + " at a rate of " + weightRate);
        }
        if (!(window >= 2
                && certainty >= 0
                && optimism >= 0
                && advisorSharpness >= 0
                && firstValue >= 0
                && guidedValue >= 0)) {
            throw new IllegalArgumentException(
                    "a window of " + window + ", certainty " + certainty + ", optimism " + optimism + ", sharpness "
                            + advisorSharpness + ", first values " + firstValue + ", " + guidedValue);
        }
    }

    /** The same with another first weight. */
    public MethodConstants withFirstWeight(double weight) {
        return new MethodConstants(
                sweeps,
                randomMoves,
                firstValue,
                guidedValue,
                weight,
                leastWeight,
                mostWeight,
                weightRate,
                window,
                certainty,
                optimism,
                advisorSharpness,
                networks);
    }

    /** The same with values that start elsewhere. */
    public MethodConstants withFirstValue(double share) {
        return new MethodConstants(
                sweeps,
                randomMoves,
                share,
                guidedValue,
                firstWeight,
                leastWeight,
                mostWeight,
                weightRate,
                window,
                certainty,
                optimism,
                advisorSharpness,
                networks);
    }

    /** The same with other numbers for networks. */
    public MethodConstants withNetworks(NeuralConstants others) {
        return new MethodConstants(
                sweeps,
                randomMoves,
                firstValue,
                guidedValue,
                firstWeight,
                leastWeight,
                mostWeight,
                weightRate,
                window,
                certainty,
                optimism,
                advisorSharpness,
                others);
    }

    /** Eight hexadecimal digits that stand for these numbers. */
    public String hash() {
        return Hash.of(toString()).substring(0, 8);
    }
}
