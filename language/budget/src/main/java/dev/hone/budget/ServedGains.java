package dev.hone.budget;

import dev.hone.budget.allocation.Gains;
import dev.hone.budget.drift.DriftMonitor;
import dev.hone.budget.drift.GainPair;
import dev.hone.budget.drift.GainPairs;
import dev.hone.budget.evaluation.GradedQueries;
import dev.hone.budget.evaluation.Trained;
import dev.hone.budget.evidence.BestSoFarTable;
import dev.hone.budget.evidence.SampleEvidence;
import dev.hone.core.HoneException;
import dev.hone.lm.Features;
import dev.hone.lm.Query;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What a predictor expected of samples that were drawn and graded, beside what they brought.
 *
 * @param pairs by query, in the order in which they were drawn
 * @param range the largest gain that a sample can bring, in the reward's unit
 */
public record ServedGains(List<GainPair> pairs, double range) {
    public ServedGains {
        pairs = List.copyOf(pairs);
    }

    /**
     * Of a run, by whatever it went by: the table of best rewards, or else the head that planned. Nothing where neither was
     * used, since nothing was predicted then, or where answers were compared and not graded.
     *
     * @param run complete, of these queries
     * @param table that the run shared its samples by, if it did
     */
    public static Optional<ServedGains> of(
            BudgetRun run,
            Optional<BestSoFarTable> table,
            DifficultyPredictor predictor,
            List<Query> queries,
            Features features,
            PlanOptions options) {
        if (run.rewards().isEmpty()) {
            return Optional.empty();
        }
        if (table.isPresent()) {
            return Optional.of(by(table.get(), run.rewards()));
        }
        return predictor
                .trained()
                .filter(trained -> trained.guard().supports(options.meanBudget(), options.floor()))
                .map(trained -> by(trained, predictor.vectors(queries, features), run.rewards()));
    }

    /** Of a run that went by the head's chances, whatever the guard says of its plans. */
    public static Optional<ServedGains> byHead(
            BudgetRun run, DifficultyPredictor predictor, List<Query> queries, Features features) {
        return predictor
                .trained()
                .filter(_ -> !run.rewards().isEmpty())
                .map(trained -> by(trained, predictor.vectors(queries, features), run.rewards()));
    }

    /**
     * Of a pool: by the head for 0/1 rewards, by the table of best rewards for others. Samples of a query beyond the
     * {@value PlanOptions#MAX_BUDGET} that a plan gives at most are not looked at.
     *
     * @throws HoneException if the predictor was made for rewards of the other kind, or has no table
     */
    public static ServedGains of(DifficultyPredictor predictor, GradedQueries served, Features features) {
        boolean binary = predictor
                .trained()
                .map(trained -> !trained.planner().head().kind().isReal())
                .orElse(false);
        if (binary != served.isBinary()) {
            throw new HoneException(
                    "The predictor was made for " + (binary ? "rewards of 0 and 1" : "real-valued rewards")
                            + "; the samples have " + (binary ? "others." : "0 and 1 only."),
                    "grade the samples with the reward that the predictor was made for");
        }
        List<double[]> rewards = IntStream.range(0, served.size())
                .mapToObj(i -> Arrays.copyOf(served.rewards(i), Math.min(served.samples(i), PlanOptions.MAX_BUDGET)))
                .toList();
        if (binary) {
            return by(predictor.trained().orElseThrow(), predictor.vectors(served.queries(), features), rewards);
        }
        SampleEvidence evidence = predictor
                .evidence()
                .orElseThrow(() -> new HoneException(
                        "The predictor holds nothing about further samples: its pool had one a query.",
                        "fit one on two samples a query or more"));
        return by(evidence.table(), rewards);
    }

    private static ServedGains by(BestSoFarTable table, List<double[]> rewards) {
        return new ServedGains(GainPairs.ofBestSoFar(table, rewards), table.range() > 0 ? table.range() : 1);
    }

    private static ServedGains by(Trained trained, float[][] vectors, List<double[]> rewards) {
        int cap = Math.max(
                1, rewards.stream().mapToInt(drawn -> drawn.length).max().orElse(1));
        Gains gains = trained.planner().head().gains(vectors, cap);
        if (!trained.planner().head().kind().isReal()) {
            return new ServedGains(GainPairs.ofSuccesses(gains, rewards), 1);
        }
        double[] all = rewards.stream().flatMapToDouble(Arrays::stream).toArray();
        double range =
                Arrays.stream(all).max().orElse(1) - Arrays.stream(all).min().orElse(0);
        return new ServedGains(GainPairs.ofPlan(gains, rewards), range > 0 ? range : 1);
    }

    /** What the monitor says after all of them. */
    public DriftMonitor.Verdict watch(double tolerance, double falseAlarms) {
        DriftMonitor monitor = new DriftMonitor(tolerance, falseAlarms, range);
        pairs.forEach(monitor::add);
        return monitor.verdict();
    }
}
