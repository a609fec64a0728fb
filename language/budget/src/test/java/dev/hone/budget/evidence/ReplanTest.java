package dev.hone.budget.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.budget.SimulatedPool;
import dev.hone.budget.evaluation.BudgetEvaluation;
import dev.hone.budget.evaluation.EvaluationSettings;
import dev.hone.budget.evaluation.Evaluator;
import dev.hone.budget.evaluation.GradedQueries;
import dev.hone.budget.evaluation.Policy;
import dev.hone.budget.evaluation.Row;
import dev.hone.budget.head.HeadSettings;
import dev.hone.core.Listener;
import dev.hone.core.Seeds;
import dev.hone.lm.Query;
import dev.hone.lm.Sample;
import dev.hone.lm.SampleFeatures;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

class ReplanTest {
    /** One number a sample. */
    private record Seen(ToDoubleFunction<Sample> number, boolean reads) implements SampleFeatures {
        @Override
        public String name() {
            return "seen";
        }

        @Override
        public int dimension() {
            return 1;
        }

        @Override
        public boolean reads(Sample sample) {
            return reads;
        }

        @Override
        public float[][] of(Query query, List<Sample> samples) {
            return samples.stream()
                    .map(sample -> new float[] {(float) number.applyAsDouble(sample)})
                    .toArray(float[][]::new);
        }
    }

    /** Stands for a model that is sure of itself exactly where it is right. */
    private static final SampleFeatures TELLING =
            new Seen(sample -> sample.reward().orElseThrow(), true);

    private static final SampleFeatures SILENT = new Seen(_ -> 0, true);

    private static BudgetEvaluation evaluate(SimulatedPool pool, Optional<SampleFeatures> samples, int floor) {
        GradedQueries queries = pool.graded();
        HeadSettings head = new HeadSettings(16, List.of(1.0), 2e-2, 64, 60, 8, 1);
        EvaluationSettings settings = new EvaluationSettings(List.of(1, 2, 4, 8), floor, head, 0, 300);
        return new Evaluator(
                        queries,
                        pool.of(queries.queries()),
                        settings,
                        List.of(new Replan(samples, Optional.empty())),
                        Seeds.of(3),
                        Listener.NONE)
                .crossFit(2, 1);
    }

    private static final SimulatedPool POOL = new SimulatedPool(5, 400, 32, .3);

    private static double ratio(BudgetEvaluation evaluation, Policy policy, int budget) {
        return evaluation.row(policy, budget).orElseThrow().ratio().estimate();
    }

    @Test
    void a_sample_that_tells_saves_beside_the_plan_by_the_query_alone() {
        BudgetEvaluation evaluation = evaluate(POOL, Optional.of(TELLING), 0);
        for (int budget : new int[] {2, 4, 8}) {
            double planned = ratio(evaluation, Policy.BETA_BINOMIAL, budget);
            double again = ratio(evaluation, Policy.REPLAN, budget);
            assertTrue(again < .9 * planned, again + " beside " + planned + " at " + budget);
            assertTrue(
                    again > ratio(evaluation, Policy.EARLY_STOP, budget) * .5,
                    "one look can't do much better than looking at all: " + again);
        }
        String finding = evaluation.findings().stream()
                .filter(line -> line.contains("planning again after the first sample needs"))
                .findFirst()
                .orElseThrow();
        assertTrue(finding.contains("beside stream"), finding);
    }

    @Test
    void a_sample_that_tells_nothing_does_no_harm() {
        BudgetEvaluation evaluation = evaluate(POOL, Optional.of(SILENT), 0);
        for (Row row : evaluation.rows(Policy.REPLAN)) {
            double planned = ratio(evaluation, Policy.PLAN, row.budget());
            assertTrue(row.ratio().estimate() < planned + .02, row.ratio() + " beside " + planned);
        }
    }

    @Test
    void with_a_floor_everyone_gets_a_sample_and_one_each_is_uniform() {
        BudgetEvaluation evaluation = evaluate(POOL, Optional.of(TELLING), 1);
        assertEquals(1, ratio(evaluation, Policy.REPLAN, 1), 1e-6);
        assertTrue(ratio(evaluation, Policy.REPLAN, 4) < ratio(evaluation, Policy.BETA_BINOMIAL, 4));
    }

    @Test
    void a_pool_that_lacks_what_it_needs_has_no_row_and_one_line() {
        BudgetEvaluation blind = evaluate(POOL, Optional.empty(), 0);
        assertTrue(blind.rows(Policy.REPLAN).isEmpty());
        assertTrue(blind.findings().getLast().startsWith("No replan row: these features see queries only"));
        BudgetEvaluation bare = evaluate(POOL, Optional.of(new Seen(_ -> 0, false)), 0);
        assertTrue(bare.rows(Policy.REPLAN).isEmpty());
        assertTrue(bare.findings().getLast().contains("without token ids"));
    }

    @Test
    void a_pool_without_a_wrong_sample_has_nothing_to_learn_from_and_keeps_its_plan() {
        SimulatedPool right = new SimulatedPool(1);
        for (int i = 0; i < 60; i++) {
            right.add(Query.of("q" + i, "simulated query number " + i), new double[] {1, 1, 1, 1}, new float[] {i});
        }
        BudgetEvaluation evaluation = evaluate(right, Optional.of(TELLING), 0);
        assertEquals(1, ratio(evaluation, Policy.REPLAN, 1), 1e-6);
    }
}
