package dev.hone.budget.evidence;

import dev.hone.budget.PlanOptions;
import dev.hone.budget.evaluation.Fold;
import dev.hone.budget.evaluation.GradedQueries;
import dev.hone.budget.evaluation.Trained;
import dev.hone.core.Seeds;
import dev.hone.core.statistics.Interval;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What a next sample must promise to be drawn, for the quality of B samples each: the prices of {@link GiveUpRule}, and whether the
 * choosing queries showed that giving up saves.
 *
 * @param steps by floor and budget, ascending
 */
public record GiveUpPrices(List<Step> steps) {
    /** Where nothing was learnt. */
    public static final GiveUpPrices NONE = new GiveUpPrices(List.of());

    private static final int[] FLOORS = {0, 1};
    private static final int[] BUDGETS = {2, 3, 4, 6, 8, 12, 16, 24, 32};

    /**
     * The price of one budget.
     *
     * @param floor samples that every query got
     * @param budget samples of every query whose quality is kept
     * @param price least chance of success, in [0, 1], at which a further sample is drawn
     * @param saved what the choosing queries gained, in quality, when draws saved were set off against quality lost
     * @param draws mean draws of the choosing queries at the price
     * @param early theirs when stopping at a success or at the budget
     */
    public record Step(int floor, int budget, double price, Interval saved, double draws, double early) {
        /** Whether giving up saved beyond chance. */
        boolean supports() {
            return saved.low() > 0;
        }
    }

    public GiveUpPrices {
        steps = List.copyOf(steps);
    }

    /** Learns by a head whose rewards are 0 and 1; nothing for others, or where too few queries choose. */
    public static GiveUpPrices learn(
            GradedQueries queries, float[][] features, Fold fold, Trained trained, Seeds seeds) {
        if (!queries.isBinary() || fold.choose().length < 2) {
            return NONE;
        }
        return of(new GiveUpTrial(queries, features, fold, trained, Integer.MAX_VALUE), seeds);
    }

    /**
     * Learns anew on fresh queries with 0/1 rewards; nothing where these have too few samples to try giving up on.
     *
     * @param predicted what is expected of them, by who has not seen them
     */
    public static GiveUpPrices learn(GradedQueries fresh, Predicted predicted, Seeds seeds) {
        int[] all = IntStream.range(0, fresh.size()).toArray();
        return of(new GiveUpTrial(fresh, all, PlanOptions.MAX_BUDGET + 1, predicted), seeds);
    }

    private static GiveUpPrices of(GiveUpTrial trial, Seeds seeds) {
        List<Step> steps = new ArrayList<>();
        for (int floor : FLOORS) {
            for (int budget : BUDGETS) {
                trial.step(budget, floor, seeds).ifPresent(steps::add);
            }
        }
        return new GiveUpPrices(steps);
    }

    /** The price for a budget, if giving up is supported there; between budgets that were tried the nearer one, in ratio, speaks. */
    public Optional<Step> at(double budget, int floor) {
        return nearest(budget, floor).filter(Step::supports);
    }

    /** One clause: what giving up does for a budget, and why. */
    public String reason(double budget, int floor) {
        return nearest(budget, floor)
                .map(step -> String.format(
                        Locale.ROOT,
                        step.supports()
                                ? "on the choosing queries giving up at a chance below %.3g answered as well as %d"
                                        + " samples each with %.2f draws, stopping at a success alone with %.2f"
                                : "on the choosing queries giving up at a chance below %.3g was not better beyond"
                                        + " chance than stopping at a success, for the quality of %d samples each (%.2f"
                                        + " draws beside %.2f)",
                        step.price(),
                        step.budget(),
                        step.draws(),
                        step.early()))
                .orElse("too few queries or samples to try giving up on");
    }

    private Optional<Step> nearest(double budget, int floor) {
        return steps.stream()
                .filter(step -> step.floor() == floor)
                .min(Comparator.comparingDouble(step -> Math.abs(Math.log(step.budget() / budget))));
    }
}
