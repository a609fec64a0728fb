package dev.hone.budget.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.budget.SimulatedPool;
import dev.hone.budget.head.HeadSettings;
import dev.hone.core.HoneException;
import dev.hone.core.Listener;
import dev.hone.core.Seeds;
import dev.hone.core.statistics.Interval;
import dev.hone.lm.Query;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EvaluatorTest {
    /** One strength of regularisation and few passes: enough for the simulation, and quick. */
    private static final HeadSettings HEAD = new HeadSettings(32, List.of(10.0), 1e-2, 256, 40, 5, 1);

    private static final EvaluationSettings SETTINGS = new EvaluationSettings(List.of(1, 2, 4, 8, 16), 0, HEAD, 4, 200);

    /** Noisy features of queries that differ a lot: what planning can live on. */
    private static final BudgetEvaluation HETEROGENEOUS = crossFit(new SimulatedPool(11, 500, 64, 1), SETTINGS);

    /** The same queries with features that tell nothing. */
    private static final BudgetEvaluation BLIND =
            crossFit(new SimulatedPool(11, 200, 64, Double.POSITIVE_INFINITY), SETTINGS);

    private static BudgetEvaluation crossFit(SimulatedPool pool, EvaluationSettings settings) {
        GradedQueries queries = pool.graded();
        return new Evaluator(queries, pool.of(queries.queries()), settings, List.of(), Seeds.of(3), Listener.NONE)
                .crossFit(4, 1);
    }

    private static Interval ratio(BudgetEvaluation evaluation, Policy policy, int budget) {
        return evaluation.row(policy, budget).orElseThrow().ratio();
    }

    @Test
    void predictions_that_hold_save_samples() {
        for (int budget : new int[] {4, 8, 16}) {
            Interval ratio = ratio(HETEROGENEOUS, Policy.BETA_BINOMIAL, budget);
            assertTrue(ratio.estimate() < .75 && ratio.high() < .85, budget + ": " + ratio);
            // about a hundred choosing queries make three bins only
            Interval stream = ratio(HETEROGENEOUS, Policy.STREAM, budget);
            assertTrue(stream.high() < .95, "stream at " + budget + ": " + stream);
            assertEquals(
                    ratio.estimate(), ratio(HETEROGENEOUS, Policy.PLAN, budget).estimate(), .03, "plan at " + budget);
        }
    }

    @Test
    void the_oracle_is_ahead_of_the_head_and_the_head_has_most_of_its_saving() {
        for (BudgetEvaluation.BesideOracle both : HETEROGENEOUS.besideOracle()) {
            if (both.budget() == 4 || both.budget() == 8) {
                assertTrue(both.oracle() < both.head(), both.toString());
                assertTrue(both.share() > .5 && both.share() < 1, both.toString());
            }
        }
        assertTrue(ratio(HETEROGENEOUS, Policy.ORACLE, 8).high() < .7);
    }

    @Test
    void shuffled_labels_save_nothing() {
        for (int budget : SETTINGS.budgets()) {
            assertEquals(1, ratio(HETEROGENEOUS, Policy.SHUFFLED, budget).estimate(), .03, "budget " + budget);
        }
    }

    @Test
    void right_predictions_for_the_wrong_queries_cost_more_than_uniform() {
        for (int budget : new int[] {2, 4, 8}) {
            Interval ratio = ratio(HETEROGENEOUS, Policy.PERMUTED, budget);
            assertTrue(ratio.low() > 1.1, budget + ": " + ratio);
        }
    }

    @Test
    void features_that_tell_nothing_change_nothing_and_it_says_so() {
        for (int budget : SETTINGS.budgets()) {
            assertEquals(1, ratio(BLIND, Policy.BETA_BINOMIAL, budget).estimate(), .03, "budget " + budget);
            assertEquals(1, ratio(BLIND, Policy.PLAN, budget).estimate(), .03, "budget " + budget);
        }
        assertTrue(
                BLIND.findings().stream().anyMatch(line -> line.startsWith("No saving here at 8 samples")),
                BLIND.findings().toString());
        assertFalse(HETEROGENEOUS.findings().stream().anyMatch(line -> line.startsWith("No saving here at 8 samples")));
    }

    @Test
    void early_stopping_does_not_depend_on_predictions() {
        for (int budget : new int[] {2, 8}) {
            Row early = HETEROGENEOUS.row(Policy.EARLY_STOP, budget).orElseThrow();
            Row uniform = HETEROGENEOUS.row(Policy.UNIFORM, budget).orElseThrow();
            assertEquals(uniform.quality().estimate(), early.quality().estimate(), 0);
            // with cap B, draw b + 1 is made where none of the first b succeeded
            double draws = 1;
            for (int b = 1; b < budget; b++) {
                draws += 1
                        - HETEROGENEOUS
                                .curves()
                                .getOrDefault(Policy.UNIFORM, List.of())
                                .get(b - 1)
                                .quality()
                                .estimate();
            }
            assertEquals(draws / budget, early.ratio().estimate(), 1e-4);
        }
        assertEquals(1, ratio(HETEROGENEOUS, Policy.EARLY_STOP, 1).estimate(), 1e-6);
    }

    @Test
    void most_samples_go_to_the_middle() {
        List<BudgetEvaluation.DifficultyShare> shares = HETEROGENEOUS.shares();
        double hopeless = shares.getFirst().samples().getOrDefault(Policy.BETA_BINOMIAL, Double.NaN);
        double certain = shares.getLast().samples().getOrDefault(Policy.BETA_BINOMIAL, Double.NaN);
        double middle = shares.stream()
                .filter(share -> share.from() == .05)
                .mapToDouble(share -> share.samples().getOrDefault(Policy.BETA_BINOMIAL, Double.NaN))
                .findFirst()
                .orElseThrow();
        assertTrue(middle > hopeless && middle > 2 * certain, shares.toString());
        double total = shares.stream()
                .mapToDouble(share -> share.queries() * share.samples().getOrDefault(Policy.BETA_BINOMIAL, Double.NaN))
                .sum();
        assertEquals(8, total / HETEROGENEOUS.protocol().queries(), .01, "the mean budget is kept");
    }

    @Test
    void predictions_are_calibrated_and_rise() {
        List<BudgetEvaluation.CalibrationBin> bins = HETEROGENEOUS.calibration();
        assertEquals(10, bins.size());
        bins.forEach(bin -> assertEquals(bin.predicted(), bin.measured(), .12, bin.toString()));
        assertTrue(bins.getLast().measured() > .7 && bins.getFirst().measured() < .1, bins.toString());
    }

    @Test
    void queries_with_fewer_samples_than_most_are_left_out_and_named() {
        SimulatedPool pool = new SimulatedPool(5, 60, 16, 1);
        pool.add(Query.of("short", "a query with two grades"), new double[] {0, 1}, new float[24]);
        EvaluationSettings quick = new EvaluationSettings(List.of(1, 4, 32), 0, HEAD, 0, 100);
        BudgetEvaluation evaluation = crossFit(pool, quick);
        assertEquals(List.of("short"), evaluation.protocol().leftOut());
        assertEquals(60, evaluation.protocol().queries());
        assertEquals(16, evaluation.protocol().samples());
        assertTrue(evaluation.row(Policy.UNIFORM, 32).isEmpty(), "nobody can be scored at 32");
        assertTrue(evaluation.findings().stream().anyMatch(line -> line.contains("short")));
        assertEquals(List.of(32), evaluation.protocol().unscorable());
        assertTrue(evaluation.findings().stream().anyMatch(line -> line.contains("budgets 32")));
    }

    @Test
    void one_grade_each_is_said_to_show_little() {
        BudgetEvaluation evaluation =
                crossFit(new SimulatedPool(5, 80, 1, 1), new EvaluationSettings(List.of(1, 2), 0, HEAD, 2, 100));
        assertEquals(
                List.of(1),
                evaluation.rows(Policy.UNIFORM).stream().map(Row::budget).toList());
        String findings = String.join("\n", evaluation.findings());
        assertTrue(findings.contains("One grade each"), findings);
        assertTrue(findings.contains("hone budget sample"), findings);
    }

    @Test
    void a_pool_in_which_nothing_succeeds_has_no_ratio() {
        SimulatedPool pool = new SimulatedPool(2);
        for (int i = 0; i < 40; i++) {
            pool.add(Query.of("q" + i, "prompt " + i), new double[8], new float[] {i, 1});
        }
        BudgetEvaluation evaluation = crossFit(pool, new EvaluationSettings(List.of(1, 4), 0, HEAD, 2, 100));
        assertTrue(Double.isNaN(ratio(evaluation, Policy.BETA_BINOMIAL, 4).estimate()));
        assertEquals(
                Optional.empty(),
                Optional.ofNullable(evaluation
                        .row(Policy.BETA_BINOMIAL, 4)
                        .orElseThrow()
                        .toJson()
                        .get("ratio")));
    }

    @Test
    void real_valued_rewards_that_features_tell_nothing_of_are_planned_uniformly_and_it_says_so() {
        SimulatedPool pool = new SimulatedPool(2);
        var random = Seeds.of(9).generator();
        for (int i = 0; i < 40; i++) {
            double[] rewards = random.doubles(10, 1, 10).toArray();
            pool.add(Query.of("q" + i, "prompt " + i), rewards, new float[] {i, 1});
        }
        BudgetEvaluation evaluation = crossFit(pool, SETTINGS);
        assertEquals(1, evaluation.protocol().floor(), "no answer has no value among scores");
        assertTrue(evaluation.rows(Policy.EARLY_STOP).isEmpty(), "no score is a success");
        for (Policy policy : List.of(Policy.QUANTILES, Policy.PLAN, Policy.SHUFFLED)) {
            assertEquals(1, ratio(evaluation, policy, 4).estimate(), 1e-6, policy.text());
        }
        assertTrue(
                evaluation.findings().stream().anyMatch(line -> line.contains("told nothing")),
                evaluation.findings().toString());
        double one = evaluation.row(Policy.UNIFORM, 1).orElseThrow().quality().estimate();
        double eight = evaluation.row(Policy.UNIFORM, 8).orElseThrow().quality().estimate();
        assertTrue(one > 5 && one < 6 && eight > 8, one + " " + eight);
    }

    @Test
    void the_same_seed_gives_the_same_evaluation() {
        SimulatedPool pool = new SimulatedPool(7, 60, 16, 1);
        EvaluationSettings quick = new EvaluationSettings(List.of(1, 4), 0, HEAD, 2, 100);
        assertEquals(crossFit(pool, quick).toJson(), crossFit(pool, quick).toJson());
    }

    @Test
    void impossible_folds_and_budgets_are_refused() {
        SimulatedPool pool = new SimulatedPool(7, 20, 4, 1);
        Evaluator evaluator = new Evaluator(
                pool.graded(), pool.of(pool.graded().queries()), SETTINGS, List.of(), Seeds.of(1), Listener.NONE);
        assertThrows(HoneException.class, () -> evaluator.crossFit(1, 1));
        assertThrows(HoneException.class, () -> evaluator.crossFit(21, 1));
        assertThrows(HoneException.class, () -> SETTINGS.withBudgets(List.of(0)));
        assertThrows(HoneException.class, () -> SETTINGS.withFloor(2));
        assertThrows(HoneException.class, () -> crossFit(pool, SETTINGS.withBudgets(List.of(8))));
    }
}
