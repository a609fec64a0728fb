package dev.hone.cli;

import picocli.CommandLine.Command;

/** {@code hone budget}: the same answer quality for fewer samples. */
@Command(
        name = "budget",
        description =
                "The same answer quality for fewer samples: sample, fit, plan, evaluate, compare, recalibrate, drift,"
                        + " run.",
        subcommands = {
            BudgetSampleCommand.class,
            BudgetFitCommand.class,
            BudgetPlanCommand.class,
            BudgetEvaluateCommand.class,
            BudgetCompareCommand.class,
            BudgetRecalibrateCommand.class,
            BudgetDriftCommand.class,
            BudgetRunCommand.class
        },
        mixinStandardHelpOptions = true)
final class BudgetCommand extends VerbGroup {
    /** Most tokens of a sample where answers are wanted whole. */
    static final int MAX_TOKENS = 1024;
}
