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

/** How much a plan for several models may spend; one of three. */
final class SpendingFlags {
    @Option(
            names = "--share",
            paramLabel = "S",
            description =
                    "How far from the cheapest model's mean cost to the best one's, 0 to 1, of one answer each. For an arm router of two"
                            + " arms the share of strong calls; for predictors of several models in tokens or money.")
    private Optional<Double> share = Optional.empty();

    @Option(
            names = "--price",
            paramLabel = "P",
            description = "The quality that a unit of cost must buy; decides each query by itself.")
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

    /** What samples of several models cost. */
    Costs costs(List<String> arms) {
        return Costs.of(
                costUnit.orElse(CostUnit.SAMPLES),
                arms,
                prices.map(InputFile::of).map(Prices::read));
    }

    /** Refuses what only plans for several models take. */
    void requireNone() {
        requireNoUnit();
        if (share.isPresent() || price.isPresent() || meanCost.isPresent()) {
            throw new HoneException(
                    "--share, --price and --mean-cost are for plans among several models, and there is one predictor of samples.",
                    "give --mean-budget B, or an arm router, or --predictor once for each model");
        }
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
                    "Several models are planned for by one of --share, --price and --mean-cost; "
                            + (given.isEmpty() ? "none was" : given.size() + " were") + " given.",
                    "give --mean-cost C, or --share 0.5 for half of the way in cost from the cheapest model to the best");
        }
        return given.getFirst();
    }
}
