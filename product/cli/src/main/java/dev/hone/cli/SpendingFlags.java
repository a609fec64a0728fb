package dev.hone.cli;

import dev.hone.budget.arms.ArmPlan.Spending;
import dev.hone.core.HoneException;
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
            description = "For an arm router: mean cost per query, in the unit it was fitted with.")
    private Optional<Double> meanCost = Optional.empty();

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
