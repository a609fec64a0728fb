package dev.hone.budget.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.budget.SimulatedPool;
import dev.hone.budget.evaluation.BudgetEvaluation;
import dev.hone.budget.evaluation.EvaluationSettings;
import dev.hone.budget.evaluation.Evaluator;
import dev.hone.budget.evaluation.Fold;
import dev.hone.budget.evaluation.GradedQueries;
import dev.hone.budget.evaluation.Policy;
import dev.hone.budget.evaluation.Row;
import dev.hone.core.Listener;
import dev.hone.core.Seeds;
import dev.hone.lm.Query;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** The rows of best-so-far on simulated pools whose answers are known. */
class BestSoFarTest {
    private static final int SAMPLES = 12;
    private static final List<Integer> BUDGETS = List.of(1, 2, 4);

    private static GradedQueries pool(int queries, DoubleSupplier level, RandomGenerator random) {
        SimulatedPool pool = new SimulatedPool(1);
        for (int i = 0; i < queries; i++) {
            double own = level.getAsDouble();
            double[] rewards = random.doubles(SAMPLES).map(r -> own + r).toArray();
            pool.add(Query.of("q" + i, "query number " + i), rewards, new float[1]);
        }
        return pool.graded();
    }

    private static BudgetEvaluation evaluate(GradedQueries queries, int floor) {
        EvaluationSettings settings = new EvaluationSettings(BUDGETS, floor, EvaluationSettings.DEFAULT.head(), 0, 200);
        List<List<Fold>> ways = List.of(Fold.cross(queries.queries(), 4, Seeds.of(2)));
        return new Evaluator(queries, new float[0][], settings, List.of(new BestSoFar()), Seeds.of(1), Listener.NONE)
                .uniformOnly(ways);
    }

    private static double ratio(BudgetEvaluation evaluation, Policy policy, int budget) {
        return evaluation.row(policy, budget).orElseThrow().ratio().estimate();
    }

    @Test
    void equal_queries_save_because_lucky_ones_stop() {
        RandomGenerator random = Seeds.of(3).generator();
        BudgetEvaluation evaluation = evaluate(pool(300, () -> 0, random), 1);
        // E[max of 4] = .8; stopping at the right height reaches it with fewer
        for (Policy policy : List.of(Policy.BEST_SO_FAR, Policy.BEST_SO_FAR_PRICE)) {
            assertEquals(1, ratio(evaluation, policy, 1), 1e-6);
            assertTrue(ratio(evaluation, policy, 2) < .85, policy.text());
            Row row = evaluation.row(policy, 4).orElseThrow();
            assertTrue(row.ratio().high() < .8, row.toString());
        }
        assertTrue(evaluation.findings().stream().anyMatch(line -> line.startsWith("Saving at 4 samples per query")));
    }

    @Test
    void queries_with_levels_of_their_own_are_left_alone_by_the_guard() {
        RandomGenerator random = Seeds.of(4).generator();
        BudgetEvaluation evaluation = evaluate(pool(120, () -> 6 * random.nextGaussian(), random), 1);
        for (int budget : BUDGETS) {
            assertTrue(ratio(evaluation, Policy.BEST_SO_FAR, budget) <= 1.03);
            assertTrue(ratio(evaluation, Policy.BEST_SO_FAR_PRICE, budget) <= 1.03);
        }
    }

    @Test
    void with_a_verifier_it_is_early_stopping() {
        GradedQueries queries = new SimulatedPool(9, 300, SAMPLES, .5).graded();
        BudgetEvaluation evaluation = evaluate(queries, 1);
        for (int budget : List.of(2, 4)) {
            double draws = 0;
            double cost = 0;
            for (int i = 0; i < queries.size(); i++) {
                double failing = 1 - queries.mean(i);
                draws += 1;
                cost += budget;
                double allFailed = 1;
                for (int b = 1; b < budget; b++) {
                    // without replacement
                    int failures = (int) Math.round(failing * SAMPLES);
                    allFailed *= Math.max(0, failures - b + 1) / (double) (SAMPLES - b + 1);
                    draws += allFailed;
                }
            }
            assertEquals(draws / cost, ratio(evaluation, Policy.BEST_SO_FAR, budget), .04, "at " + budget);
            assertEquals(draws / cost, ratio(evaluation, Policy.BEST_SO_FAR_PRICE, budget), .04, "at " + budget);
        }
    }

    @Test
    void a_single_grade_each_says_nothing() {
        SimulatedPool pool = new SimulatedPool(1);
        Map.of("a", .1, "b", .7, "c", .2, "d", .4, "e", .9)
                .forEach((id, reward) -> pool.add(Query.of(id, id), new double[] {reward}, new float[1]));
        GradedQueries queries = pool.graded();
        EvaluationSettings settings = new EvaluationSettings(List.of(1), 1, EvaluationSettings.DEFAULT.head(), 0, 200);
        BudgetEvaluation evaluation = new Evaluator(
                        queries, new float[0][], settings, List.of(new BestSoFar()), Seeds.of(1), Listener.NONE)
                .uniformOnly(List.of(Fold.cross(queries.queries(), 2, Seeds.of(2))));
        assertTrue(evaluation.rows(Policy.BEST_SO_FAR).isEmpty());
    }
}
