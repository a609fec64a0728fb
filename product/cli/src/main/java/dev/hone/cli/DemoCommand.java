package dev.hone.cli;

import dev.hone.budget.BudgetReport;
import dev.hone.budget.Demo;
import dev.hone.budget.evaluation.BudgetEvaluation;
import dev.hone.budget.evaluation.EvaluationSettings;
import dev.hone.core.Listener;
import dev.hone.core.run.Run;
import dev.hone.lm.PoolEntry;
import dev.hone.lm.Query;
import dev.hone.lm.SamplingOptions;
import dev.hone.lm.arithmetic.ArithmeticQueries;
import dev.hone.lm.sampling.RunPool;
import dev.hone.lm.sampling.SampleStore;
import dev.hone.reward.Reward;
import dev.hone.reward.Rewards;
import dev.hone.transformer.generate.HiddenStates;
import dev.hone.transformer.generate.LocalModel;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code hone demo}: the whole of {@code budget} on the embedded model, drawn in front of the user. */
@Command(
        name = "demo",
        description = "Draws samples from a small local model and shows the same quality for fewer of them.",
        subcommands = {
            DemoSteerCommand.class,
            DemoGuideCommand.class,
            DemoAssemblyCommand.class,
            DemoImitateCommand.class
        },
        mixinStandardHelpOptions = true)
final class DemoCommand implements Runnable {
    private static final String MODEL = "arithmetic";
    private static final int QUERIES = 5000;

    /** Longer than any answer of the task: five digits times two, and the end. */
    private static final SamplingOptions OPTIONS = SamplingOptions.DEFAULT.withMaxTokens(12);

    @Mixin
    private final Screen screen = new Screen();

    @Mixin
    private final RunFlags runFlags = new RunFlags();

    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before anything runs
    private CommandSpec spec;

    @Override
    public void run() {
        Session.run(Session.spec(spec, common), common, runFlags.fresh, this::demo);
    }

    private void demo(Run run, Listener listener) {
        List<Query> queries = ArithmeticQueries.draw(QUERIES, 0, run.seeds().child("queries"));
        screen.line("A small transformer answers " + QUERIES
                + " sums and products, many times each; its answers are graded.");
        try (LocalModel model = LocalModel.embedded(MODEL);
                Reward reward = Rewards.reward("number")) {
            Demo demo = Demo.of(
                    queries,
                    model,
                    reward,
                    new HiddenStates(model),
                    OPTIONS,
                    EvaluationSettings.DEFAULT,
                    SampleStore.of(run.items(RunPool.SAMPLE)),
                    run.seeds(),
                    listener);
            BudgetEvaluation evaluation = demo.fit().evaluation();
            ReportCommand.keep(run, "The same quality for fewer samples", evaluation);
            show(run, demo, evaluation);
        }
    }

    private void show(Run run, Demo demo, BudgetEvaluation evaluation) {
        long samples = demo.outcome().samples();
        screen.line(String.format(Locale.ROOT, "%,d samples drawn. For example:", samples));
        for (double share : new double[] {0.02, 0.5, 0.98}) {
            PoolEntry entry = nearest(demo.pool(), share);
            screen.line(example(entry));
        }
        screen.line("");
        EvaluationView.show(evaluation, screen);
        screen.line("");
        screen.line("In one sentence: " + new BudgetReport(evaluation).headline());
        screen.line("");
        screen.line("Report with curves:  " + NextCommand.on("report", run.folder()) + " --open");
        screen.line("On your own graded samples (CSV or JSON lines, one row a sample):");
        screen.line("  hone pool import my.csv --prompt question --reward correct --out pool.jsonl");
        screen.line("  hone budget fit pool.jsonl --out predictor");
        screen.line("  hone budget evaluate pool.jsonl --predictor predictor --folds 5");
    }

    private static PoolEntry nearest(List<PoolEntry> pool, double share) {
        ToDoubleFunction<PoolEntry> distance = entry -> Math.abs(successes(entry) - share);
        return pool.stream().min(Comparator.comparingDouble(distance)).orElseThrow();
    }

    private static double successes(PoolEntry entry) {
        return samples(entry).rewards().length == 0
                ? 0
                : java.util.Arrays.stream(samples(entry).rewards()).average().orElse(0);
    }

    private static PoolEntry.Arm samples(PoolEntry entry) {
        return entry.arm(PoolEntry.SINGLE).orElseThrow();
    }

    private static String example(PoolEntry entry) {
        List<String> some = samples(entry).samples().stream()
                .limit(6)
                .map(sample -> sample.text().orElse("") + (sample.reward().orElse(0) == 1 ? " (right)" : ""))
                .toList();
        return String.format(
                Locale.ROOT,
                "  %s  right in %3.0f %% of samples: %s, …",
                entry.query().text(),
                100 * successes(entry),
                String.join(", ", some));
    }
}
