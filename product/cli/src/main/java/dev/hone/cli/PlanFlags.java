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
                    "Several predictors plan for --mean-cost, --share or --price, and not for --mean-budget or a --policy.",
                    "give --mean-cost C; with --price P every query is decided by itself, as a stream's");
        }
        new PlanOptions(floor, maxBudget, floor, policy); // refuses what no plan can keep to
    }

    /** Refuses what a plan of one answer a query can't keep to. */
    void requireForRouter() {
        if (meanBudget.isPresent() || policy == PlanOptions.Mode.STREAM) {
            throw new HoneException(
                    "An arm router plans one answer a query, and neither for --mean-budget nor for a --policy.",
                    "give --share, --mean-cost or --price; predictors of several models plan numbers of samples too");
        }
    }

    PlanOptions options() {
        double mean = meanBudget.orElseThrow(() -> new HoneException(
                "How many samples a query may have on average was not said.",
                "add --mean-budget 4, or another number"));
        return new PlanOptions(mean, maxBudget, floor, policy);
    }
}
