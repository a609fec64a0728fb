package dev.hone.steer.decode;

import dev.hone.core.HoneException;
import java.util.OptionalDouble;

/**
 * How bonuses are applied.
 *
 * @param candidates which tokens get one
 * @param centred whether their mean over the candidates is taken off first, so that 0, which the other tokens keep, means average
 * @param rest whether tokens that are no candidates can still be drawn
 * @param tokenCap most divergence of one token from the frozen model, in nats, 0 or more; bonuses are scaled down where they pass it
 * @param budget most divergence of a whole sample, in nats, 0 or more
 */
public record TiltSettings(
        CandidateRule candidates, boolean centred, boolean rest, OptionalDouble tokenCap, OptionalDouble budget) {
    /** Centred bonuses for the usual candidates, the rest kept, no limit of divergence. */
    public static final TiltSettings USUAL =
            new TiltSettings(CandidateRule.usual(), true, true, OptionalDouble.empty(), OptionalDouble.empty());

    public TiltSettings {
        require(tokenCap, "for one token");
        require(budget, "for one sample");
        if (!rest && (tokenCap.isPresent() || budget.isPresent())) {
            throw new HoneException(
                    "Where only candidates can be drawn no limit of divergence can be held: leaving the others out has a price of"
                            + " its own.",
                    "leave the limit out, or keep the other tokens");
        }
    }

    public TiltSettings withCandidates(CandidateRule rule) {
        return new TiltSettings(rule, centred, rest, tokenCap, budget);
    }

    public TiltSettings withLimits(OptionalDouble cap, OptionalDouble total) {
        return new TiltSettings(candidates, centred, rest, cap, total);
    }

    /** Whether divergence is limited. */
    public boolean limited() {
        return tokenCap.isPresent() || budget.isPresent();
    }

    /** What naive implementations do: tokens without a bonus compete with all candidates' mean bonus. */
    public TiltSettings uncentred() {
        return new TiltSettings(candidates, false, rest, tokenCap, budget);
    }

    /** Only candidates can be drawn, which cuts the frozen model's distribution. */
    public TiltSettings masked() {
        return new TiltSettings(candidates, centred, false, tokenCap, budget);
    }

    private static void require(OptionalDouble nats, String of) {
        if (nats.isPresent() && !(nats.getAsDouble() >= 0 && Double.isFinite(nats.getAsDouble()))) {
            throw new HoneException(
                    "The limit of divergence " + of + " is " + nats.getAsDouble() + " nats.",
                    "give 0 or more; 3.9 is that of best-of-128");
        }
    }
}
