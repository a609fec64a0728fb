package dev.hone.budget.evaluation;

import dev.hone.budget.allocation.Allocation;
import dev.hone.budget.allocation.Gains;
import dev.hone.core.statistics.Evaluation;
import dev.hone.core.statistics.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Whether a head may plan: it may where it beat uniform sampling on the choosing queries, at equal cost and beyond chance.
 * Elsewhere a plan is uniform, so that a head that has learnt nothing, or wrong, does no harm.
 *
 * @param checks by mean budget, ascending
 */
public record Guard(List<Check> checks) {
    /** Confidence of the intervals: the lower end leaves one chance in twenty. */
    private static final double CONFIDENCE = 0.90;

    /** Mean budgets that are tried; between them the nearer one, in ratio, speaks. */
    private static final int[] BUDGETS = {1, 2, 4, 8, 16, 32};

    /**
     * One trial.
     *
     * @param budget samples per query on average
     * @param gain mean quality of the head's plan less that of uniform sampling
     */
    public record Check(int budget, Interval gain) {
        boolean supports() {
            return gain.low() > 0;
        }
    }

    public Guard {
        checks = List.copyOf(checks);
    }

    /** A guard that lets nothing through. */
    public static Guard closed() {
        return new Guard(List.of());
    }

    /**
     * Tries gains on queries that were not used to fit them.
     *
     * @param gains predicted for the choosing queries
     * @param curves their measured quality, at least as far as the gains' cap
     */
    static Guard test(Gains gains, Curves curves, int floor, Evaluation evaluation) {
        if (gains.queries() < 2) {
            return closed();
        }
        Evaluation strict = new Evaluation(evaluation.seeds(), evaluation.resamples(), CONFIDENCE);
        List<Check> checks = new ArrayList<>();
        for (int budget : BUDGETS) {
            if (budget > gains.cap() || budget < floor) {
                continue;
            }
            int[] plan = Allocation.greedy(gains, budget, floor);
            double[] difference = new double[plan.length];
            for (int i = 0; i < plan.length; i++) {
                difference[i] = curves.at(i, plan[i]) - curves.at(i, budget);
            }
            checks.add(new Check(budget, strict.mean(difference).interval()));
        }
        return new Guard(checks);
    }

    /** Whether the head may plan at a mean budget. */
    public boolean supports(double budget) {
        Check nearest = null;
        for (Check check : checks) {
            if (nearest == null || distance(check, budget) < distance(nearest, budget)) {
                nearest = check;
            }
        }
        return nearest != null && nearest.supports();
    }

    private static double distance(Check check, double budget) {
        return Math.abs(Math.log(check.budget() / budget));
    }

    /** One sentence: what the guard decides at a mean budget, and why. */
    public String reason(double budget) {
        if (checks.isEmpty()) {
            return "uniform: too few queries to test a predictor on";
        }
        Check nearest = checks.getFirst();
        for (Check check : checks) {
            if (distance(check, budget) < distance(nearest, budget)) {
                nearest = check;
            }
        }
        String gain = String.format(
                Locale.ROOT,
                "%+.3f [%+.3f, %+.3f] at %d samples per query",
                nearest.gain().estimate(),
                nearest.gain().low(),
                nearest.gain().high(),
                nearest.budget());
        return nearest.supports()
                ? "predictor: on the choosing queries it gained " + gain
                : "uniform: on the choosing queries the predictor's gain was not beyond chance, " + gain;
    }
}
