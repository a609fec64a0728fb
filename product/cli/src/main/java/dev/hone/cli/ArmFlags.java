package dev.hone.cli;

import dev.hone.budget.arms.ArmedQueries;
import dev.hone.budget.arms.CostUnit;
import dev.hone.budget.arms.Costs;
import dev.hone.core.run.RunSpec;
import dev.hone.lm.format.Pool;
import dev.hone.lm.format.Prices;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which models are chosen among, and what is scarce. */
final class ArmFlags {
    @Option(
            names = "--arms",
            paramLabel = "WEAK,STRONG[,…]",
            split = ",",
            description =
                    "Choose among these arms of the pool, the cheap one first. Default: all, where there are several. One name:"
                            + " the samples of that arm alone.")
    private List<String> arms = List.of();

    @Option(
            names = "--cost",
            paramLabel = "samples|tokens|money",
            defaultValue = "samples",
            description =
                    "What is scarce. samples: calls, of two arms those of the second. money needs --prices. Default: samples.")
    private CostUnit cost = CostUnit.SAMPLES;

    @Option(
            names = "--prices",
            paramLabel = "FILE",
            description = "{\"model\": {\"input\": USD, \"output\": USD}} per million tokens.")
    private Optional<Path> prices = Optional.empty();

    /** Whether the choice is among arms and not how many samples of one. */
    boolean concern(Pool pool) {
        return arms.size() > 1 || (arms.isEmpty() && pool.arms().size() > 1);
    }

    /** The pool, or what it holds of the one arm that was named. */
    Pool narrowed(Pool pool) {
        return arms.size() == 1 ? pool.only(arms.getFirst()) : pool;
    }

    ArmedQueries queries(Pool pool) {
        return ArmedQueries.of(pool, arms);
    }

    Costs costs(List<String> names) {
        return Costs.of(cost, names, prices.map(InputFile::of).map(Prices::read));
    }

    /** Prices shape what comes out. */
    RunSpec declare(RunSpec spec) {
        return prices.map(file -> spec.withInput("prices", InputFile.of(file))).orElse(spec);
    }
}
