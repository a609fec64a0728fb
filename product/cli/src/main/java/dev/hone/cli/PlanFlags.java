package dev.hone.cli;

import dev.hone.budget.PlanOptions;
import picocli.CommandLine.Option;

/** What a plan has to keep to. */
final class PlanFlags {
    @Option(
            names = "--mean-budget",
            paramLabel = "B",
            required = true,
            description = "Samples per query on average; may be a fraction.")
    private double meanBudget;

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

    PlanOptions options() {
        return new PlanOptions(meanBudget, maxBudget, floor, policy);
    }
}
