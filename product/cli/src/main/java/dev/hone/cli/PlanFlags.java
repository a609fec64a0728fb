package dev.hone.cli;

import dev.hone.budget.PlanOptions;
import dev.hone.core.HoneException;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What a plan has to keep to. */
final class PlanFlags {
    @Option(
            names = "--mean-budget",
            paramLabel = "B",
            description =
                    "Samples per query on average; may be a fraction. Needed unless a router or several predictors plan.")
    private Optional<Double> meanBudget = Optional.empty();

    @Option(
            names = "--max-budget",
            paramLabel = "N",
            defaultValue = "32",
            description = "Most samples of one query. Default: 32.")
    private int maxBudget;

    @Option(
            names = "--floor",
            paramLabel = "0|1",
            defaultValue = "1",
            description = "Samples that every query gets; with 0 some get no answer. Default: 1.")
    private int floor;

    @Option(
            names = "--policy",
            paramLabel = "batch|stream",
            defaultValue = "batch",
            description = "batch: all queries are known. stream: a fixed rule, query by query. Default: batch.")
    private PlanOptions.Mode policy = PlanOptions.Mode.BATCH;

    int floor() {
        return floor;
    }

    int maxBudget() {
        return maxBudget;
    }

    /** Refuses what doesn't go with --mean-cost. */
    void requireForSeveral() {
        if (meanBudget.isPresent() || policy == PlanOptions.Mode.STREAM) {
            throw new HoneException(
                    "Several predictors plan a batch for a mean cost.",
                    "give --mean-cost in place of --mean-budget, and no --policy; 'hone serve' takes requests one by one");
        }
        new PlanOptions(floor, maxBudget, floor, policy); // refuses what no plan can keep to
    }

    PlanOptions options() {
        double mean = meanBudget.orElseThrow(() -> new HoneException(
                "How many samples a query may have on average was not said.",
                "add --mean-budget 4, or another number"));
        return new PlanOptions(mean, maxBudget, floor, policy);
    }
}
