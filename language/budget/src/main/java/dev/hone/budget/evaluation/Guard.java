package dev.hone.budget.evaluation;

import dev.hone.core.statistics.Interval;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Whether a head may plan: it may where it beat uniform sampling on queries it had not seen, at equal cost and beyond chance.
 * Elsewhere a plan is uniform, so that a head that has learnt nothing, or wrong, does no harm. {@link GuardTrial} makes one.
 *
 * @param checks by floor and mean budget, ascending
 */
public record Guard(List<Check> checks) {
    /** What is left where a plan is uniform. */
    private static final String ELSE = "; with a verifier, stopping at the first success saves all the same";

    /**
     * One trial.
     *
     * @param floor samples that every query got
     * @param budget samples per query on average
     * @param gain mean quality of the head's plan less that of uniform sampling
     */
    public record Check(int floor, int budget, Interval gain) {
        boolean supports() {
            return gain.low() > 0;
        }

        String text() {
            return String.format(
                    Locale.ROOT,
                    "%+.3f [%+.3f, %+.3f] at %d sample%s per query",
                    gain.estimate(),
                    gain.low(),
                    gain.high(),
                    budget,
                    budget == 1 ? "" : "s");
        }
    }

    public Guard {
        checks = List.copyOf(checks);
    }

    /** A guard that lets nothing through. */
    public static Guard closed() {
        return new Guard(List.of());
    }

    /** Whether the head may plan at a mean budget with a floor. */
    public boolean supports(double budget, int floor) {
        return nearest(budget, floor).filter(Check::supports).isPresent();
    }

    /** One sentence: what the guard decides at a mean budget with a floor, and why. */
    public String reason(double budget, int floor) {
        Optional<Check> nearest = nearest(budget, floor);
        if (nearest.isEmpty()) {
            return "uniform: no predictor did clearly better than the mean on queries it had not seen" + ELSE;
        }
        Check check = nearest.get();
        if (check.gain().low() == 0 && check.gain().high() == 0) {
            return "uniform: at " + check.budget()
                    + " samples per query the predictor neither gained nor lost anything;"
                    + " where these are all there are to score, no plan can be tested" + ELSE;
        }
        return check.supports()
                ? "predictor: on queries it had not seen it gained " + check.text()
                : "uniform: on queries it had not seen the predictor's gain was not beyond chance, " + check.text()
                        + ELSE;
    }

    /** One clause: what was found at the budget that was tried nearest to a mean budget. */
    public String tried(double budget, int floor) {
        return nearest(budget, floor)
                .map(check -> "on queries it had not seen it gained " + check.text()
                        + (check.supports() ? ", beyond chance" : ", not beyond chance"))
                .orElse("it learnt nothing that held on queries it had not seen");
    }

    /** Between the budgets that were tried the nearer one, in ratio, speaks. */
    private Optional<Check> nearest(double budget, int floor) {
        return checks.stream()
                .filter(check -> check.floor() == floor)
                .min(Comparator.comparingDouble(check -> Math.abs(Math.log(check.budget() / budget))));
    }
}
