package dev.hone.budget.evaluation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.budget.SimulatedPool;
import dev.hone.core.Listener;
import dev.hone.core.Seeds;
import dev.hone.lm.Query;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A family's rows stand beside the others and are measured like them. */
class PolicyFamilyTest {
    private static final EvaluationSettings SETTINGS =
            new EvaluationSettings(List.of(1, 2, 4), 1, EvaluationSettings.DEFAULT.head(), 0, 200);

    /** Half the cost and the quality of uniform sampling, under some policy's name. */
    private static final PolicyFamily HALF_PRICE = trial -> {
        PlanCurve curve = trial.curve();
        PlanCurve uniform = trial.uniform();
        int[] everyone = trial.places(trial.reported());
        for (int mean = curve.first(); mean <= curve.last(); mean++) {
            for (int place : everyone) {
                curve.set(mean, place, mean / 2.0, uniform.quality(mean, place));
            }
        }
        var curves = new LinkedHashMap<Policy, List<PlanCurve>>();
        curves.put(Policy.EARLY_STOP, List.of(curve));
        return new PolicyFamily.Result(
                trial.rows(Policy.EARLY_STOP, List.of(curve), uniform), curves, List.of("half the price"));
    };

    private static GradedQueries realValued() {
        SimulatedPool pool = new SimulatedPool(1);
        var random = Seeds.of(4).generator();
        for (int i = 0; i < 40; i++) {
            double[] rewards = random.doubles(8).toArray();
            pool.add(Query.of("q" + i, "query number " + i), rewards, new float[1]);
        }
        return pool.graded();
    }

    @Test
    void its_rows_curve_and_findings_are_in_the_evaluation() {
        BudgetEvaluation evaluation = new Evaluator(
                        realValued(), new float[40][1], SETTINGS, List.of(HALF_PRICE), Seeds.of(1), Listener.NONE)
                .crossFit(4, 2);
        for (int budget : SETTINGS.budgets()) {
            Row row = evaluation.row(Policy.EARLY_STOP, budget).orElseThrow();
            assertEquals(.5, row.ratio().estimate(), 1e-9);
            assertEquals(evaluation.row(Policy.UNIFORM, budget).orElseThrow().quality(), row.quality());
        }
        assertEquals(
                .5,
                evaluation
                        .curves()
                        .getOrDefault(Policy.EARLY_STOP, List.of())
                        .getFirst()
                        .cost());
        assertTrue(evaluation.findings().contains("half the price"));
    }

    @Test
    void it_sees_every_fold_of_every_way_and_scores_every_query_once() {
        GradedQueries queries = realValued();
        PolicyFamily looking = trial -> {
            assertEquals(2, trial.ways().size());
            for (List<Fold> way : trial.ways()) {
                int[] reported = way.stream()
                        .flatMapToInt(fold -> IntStream.of(trial.reported(fold)))
                        .sorted()
                        .toArray();
                assertArrayEquals(IntStream.range(0, queries.size()).toArray(), reported);
            }
            assertEquals(8, trial.samples());
            return PolicyFamily.Result.NOTHING;
        };
        new Evaluator(queries, new float[40][1], SETTINGS, List.of(looking), Seeds.of(1), Listener.NONE).crossFit(4, 2);
    }
}
