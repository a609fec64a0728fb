package dev.hone.cli;

import dev.hone.budget.arms.ArmPlan.Spending;
import dev.hone.budget.arms.CostUnit;
import dev.hone.budget.arms.Costs;
import dev.hone.core.HoneException;
import dev.hone.lm.format.Prices;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** How much a plan of arms may spend; one of three. */
final class SpendingFlags {
    @Option(
            names = "--share",
            paramLabel = "S",
            description =
                    "For an arm router: how far from the cheapest arm's mean cost to the best one's, 0 to 1; of two arms the share of strong calls.")
    private Optional<Double> share = Optional.empty();

    @Option(
            names = "--price",
            paramLabel = "P",
            description = "For an arm router: the quality that a unit of cost must buy; decides each query by itself.")
    private Optional<Double> price = Optional.empty();

    @Option(
            names = "--mean-cost",
            paramLabel = "C",
            description =
                    "Mean cost per query. For an arm router in the unit it was fitted with, for predictors of several models in"
                            + " --cost-unit.")
    private Optional<Double> meanCost = Optional.empty();

    @Option(
            names = "--cost-unit",
            paramLabel = "samples|tokens|money",
            description =
                    "For predictors of several models: what is scarce. samples: each is one, whichever model draws it. money needs"
                            + " --prices. Default: samples.")
    private Optional<CostUnit> costUnit = Optional.empty();

    @Option(
            names = "--prices",
            paramLabel = "FILE",
            description = "{\"model\": {\"input\": USD, \"output\": USD}} per million tokens, for --cost-unit money.")
    private Optional<Path> prices = Optional.empty();

    /** Mean cost per query for several models together. */
    double meanCost() {
        return meanCost.filter(_ -> share.isEmpty() && price.isEmpty())
                .orElseThrow(() -> new HoneException(
                        "Several predictors plan for a mean cost, and for nothing else.",
                        "give --mean-cost C: samples per query, or with --cost-unit tokens or money those"));
    }

    /** What samples of several models cost. */
    Costs costs(List<String> arms) {
        return Costs.of(
                costUnit.orElse(CostUnit.SAMPLES),
                arms,
                prices.map(InputFile::of).map(Prices::read));
    }

    /** Refuses what only predictors of several models take. */
    void requireNoUnit() {
        if (costUnit.isPresent() || prices.isPresent()) {
            throw new HoneException(
                    "--cost-unit and --prices are for predictors of several models.",
                    "leave them out, or give --predictor once for each model");
        }
    }

    /** What was asked for. */
    Spending spending() {
        List<Spending> given = new ArrayList<>();
        share.ifPresent(s -> given.add(new Spending.Share(s)));
        price.ifPresent(p -> given.add(new Spending.AtPrice(p)));
        meanCost.ifPresent(c -> given.add(new Spending.MeanCost(c)));
        if (given.size() != 1) {
            throw new HoneException(
                    "An arm router plans for one of --share, --price and --mean-cost; " + given.size() + " were given.",
                    "give --share 0.5 for half of the way from the cheapest arm to the best");
        }
        return given.getFirst();
    }
}
