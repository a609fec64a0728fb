package dev.hone.budget;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.budget.evaluation.BudgetEvaluation;
import dev.hone.budget.evaluation.EvaluationComparison;
import dev.hone.budget.evaluation.EvaluationSettings;
import dev.hone.budget.evaluation.EvaluationTrace;
import dev.hone.budget.evaluation.PairedRow;
import dev.hone.budget.evaluation.PlanCurve;
import dev.hone.budget.evaluation.Policy;
import dev.hone.budget.evaluation.PolicyTrace;
import dev.hone.budget.head.HeadSettings;
import dev.hone.core.HoneException;
import dev.hone.core.Listener;
import dev.hone.core.Seeds;
import dev.hone.core.run.Run;
import dev.hone.core.run.RunReader;
import dev.hone.core.run.RunSpec;
import dev.hone.core.statistics.Interval;
import dev.hone.lm.Query;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TraceStoreTest {
    private static final HeadSettings QUICK = new HeadSettings(8, List.of(10.0), 1e-2, 256, 10, 3, 1);
    private static final EvaluationSettings SETTINGS = new EvaluationSettings(List.of(1, 4, 8), 0, QUICK, 1, 200);
    private static final SimulatedPool POOL = new SimulatedPool(1, 300, 32, .1);
    private static final Seeds COMPARE = Seeds.of(77);

    private static final BudgetEvaluation ONE = evaluation(POOL, 1);
    private static final BudgetEvaluation TWO = evaluation(POOL, 2);

    @TempDir
    private Path folder;

    private static BudgetEvaluation evaluation(SimulatedPool pool, long seed) {
        var graded = pool.graded();
        Seeds seeds = Seeds.of(seed);
        return Fit.of(graded, pool, Splits.draw(graded.queries(), Seeds.of(9)), SETTINGS, seeds, Listener.NONE)
                .evaluation();
    }

    private static PairedRow row(EvaluationComparison comparison, Policy policy, int budget) {
        return comparison.rows().stream()
                .filter(r -> r.policy() == policy && r.budget() == budget)
                .findFirst()
                .orElseThrow();
    }

    private EvaluationTrace kept(EvaluationTrace trace) {
        Path place;
        try (Run run = Run.start(folder, RunSpec.of("budget evaluate", trace.hashCode()), true)) {
            TraceStore.keep(trace, run);
            run.done();
            place = run.folder();
        }
        try (RunReader reader = RunReader.open(place)) {
            return TraceStore.read(reader).orElseThrow();
        }
    }

    @Test
    void what_a_run_keeps_gives_the_evaluations_own_numbers_again() {
        EvaluationComparison comparison = EvaluationComparison.of(kept(ONE.trace()), kept(TWO.trace()), COMPARE);
        assertEquals(ONE.protocol().queries(), comparison.queries());
        for (Policy policy : List.of(
                Policy.UNIFORM,
                Policy.BETA_BINOMIAL,
                Policy.STREAM,
                Policy.EARLY_STOP,
                Policy.GIVE_UP,
                Policy.BEST_SO_FAR,
                Policy.PLAN)) {
            for (int budget : SETTINGS.budgets()) {
                PairedRow row = row(comparison, policy, budget);
                var a = ONE.row(policy, budget).orElseThrow();
                var b = TWO.row(policy, budget).orElseThrow();
                assertEquals(a.ratio().estimate(), row.ratioA(), 1e-6, policy + " " + budget);
                assertEquals(b.ratio().estimate(), row.ratioB(), 1e-6, policy + " " + budget);
                assertEquals(a.quality().estimate(), row.qualityA(), 1e-6, policy + " " + budget);
                assertEquals(row.ratioA() - row.ratioB(), row.ratio().estimate(), 1e-9);
            }
        }
    }

    @Test
    void an_evaluation_differs_from_itself_by_nothing() {
        for (PairedRow row :
                EvaluationComparison.of(ONE.trace(), ONE.trace(), COMPARE).rows()) {
            assertEquals(new Interval(0, 0, 0), row.ratio(), row.toString());
            assertEquals(new Interval(0, 0, 0), row.quality(), row.toString());
        }
    }

    @Test
    void the_sign_is_that_of_the_first_and_the_pairing_is_sharper_than_either() {
        EvaluationComparison there = EvaluationComparison.of(ONE.trace(), TWO.trace(), COMPARE);
        EvaluationComparison back = EvaluationComparison.of(TWO.trace(), ONE.trace(), COMPARE);
        PairedRow one = row(there, Policy.BETA_BINOMIAL, 8);
        PairedRow other = row(back, Policy.BETA_BINOMIAL, 8);
        assertEquals(one.ratio().estimate(), -other.ratio().estimate(), 1e-12);
        double alone = ONE.row(Policy.BETA_BINOMIAL, 8).orElseThrow().ratio().width();
        assertTrue(one.ratio().width() < .8 * alone, one.ratio() + " beside a width of " + alone);
        assertTrue(one.ratio().contains(0), "two seeds of one method: " + one.ratio());
    }

    @Test
    void only_common_queries_are_compared() {
        EvaluationTrace all = ONE.trace();
        int[] some = {0, 2, 5, 7, 11, 12, 30};
        EvaluationTrace few = new EvaluationTrace(
                Arrays.stream(some).mapToObj(all.queries()::get).toList(),
                all.budgets(),
                all.policies().stream()
                        .map(p -> new PolicyTrace(
                                p.policy(),
                                p.capped(),
                                p.replicates().stream()
                                        .map(c -> columns(c, some))
                                        .toList(),
                                columns(p.uniform(), some)))
                        .toList());
        EvaluationComparison comparison = EvaluationComparison.of(few, all, COMPARE);
        assertEquals(some.length, comparison.queries());
        comparison.rows().forEach(row -> assertEquals(0, row.quality().estimate(), 1e-9, row.toString()));
    }

    private static PlanCurve columns(PlanCurve curve, int[] some) {
        double[] means = new double[curve.steps()];
        float[][] cost = new float[means.length][some.length];
        float[][] quality = new float[means.length][some.length];
        for (int step = 0; step < means.length; step++) {
            means[step] = curve.mean(step);
            for (int i = 0; i < some.length; i++) {
                cost[step][i] = curve.costAt(step, some[i]);
                quality[step][i] = curve.qualityAt(step, some[i]);
            }
        }
        return PlanCurve.of(means, cost, quality);
    }

    @Test
    void other_samples_of_the_same_ids_are_refused() {
        EvaluationTrace other = evaluation(new SimulatedPool(2, 300, 32, .1), 1).trace();
        var error = assertThrows(HoneException.class, () -> EvaluationComparison.of(ONE.trace(), other, COMPARE));
        assertTrue(error.problem().contains("has other rewards"), error.problem());
    }

    @Test
    void pools_without_a_common_query_are_refused() {
        SimulatedPool renamed = new SimulatedPool(1);
        for (int i = 0; i < 60; i++) {
            renamed.add(
                    Query.of("other" + i, "another query " + i),
                    new double[] {0, 1, i % 2, 1, 0, 0, 1, 0},
                    new float[1]);
        }
        EvaluationTrace other = evaluation(renamed, 1).trace();
        var error = assertThrows(HoneException.class, () -> EvaluationComparison.of(ONE.trace(), other, COMPARE));
        assertTrue(error.problem().contains("no query in common"), error.problem());
    }

    @Test
    void a_run_that_evaluated_nothing_holds_no_trace() {
        Path place;
        try (Run run = Run.start(folder, RunSpec.of("budget run", 0), true)) {
            run.done();
            place = run.folder();
        }
        try (RunReader reader = RunReader.open(place)) {
            assertEquals(Optional.empty(), TraceStore.read(reader));
        }
    }
}
