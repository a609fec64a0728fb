package dev.hone.budget.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.budget.DifficultyPredictor;
import dev.hone.budget.Fit;
import dev.hone.budget.Plan;
import dev.hone.budget.PlanOptions;
import dev.hone.budget.Splits;
import dev.hone.budget.evaluation.BudgetEvaluation;
import dev.hone.budget.evaluation.EvaluationSettings;
import dev.hone.budget.evaluation.GradedQueries;
import dev.hone.budget.evaluation.Policy;
import dev.hone.budget.head.HeadSettings;
import dev.hone.core.Listener;
import dev.hone.core.Seeds;
import dev.hone.lm.Completion;
import dev.hone.lm.Features;
import dev.hone.lm.PoolEntry;
import dev.hone.lm.Query;
import dev.hone.lm.Sample;
import dev.hone.reward.Rewards;
import dev.hone.reward.Selector;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three kinds of query: sure ones, ones whose wrong answers all differ so that votes help, and ones whose wrong answers agree so
 * that votes hurt.
 */
class VoteCurvesTest {
    private static final int QUERIES = 600;
    private static final int SAMPLES = 24;
    private static final Selector NUMBER = (Selector) Rewards.parse("agreement:number");
    private static final HeadSettings QUICK = new HeadSettings(16, List.of(1.0), 2e-2, 256, 40, 10, 1);
    private static final EvaluationSettings SETTINGS = new EvaluationSettings(List.of(1, 3, 5), 0, QUICK, 0, 200);

    private static final List<PoolEntry> POOL = pool(1);
    private static final GradedQueries QUEUE = GradedQueries.of("pool", POOL);
    private static final Answers ANSWERS = Answers.of("pool", POOL, NUMBER);
    private static final DifficultyPredictor PREDICTOR = Fit.withVotes(
            Fit.of(QUEUE, new Kind(), Splits.draw(QUEUE.queries(), Seeds.of(1)), SETTINGS, Seeds.of(1), Listener.NONE)
                    .predictor(),
            QUEUE,
            new Kind(),
            NUMBER.name(),
            ANSWERS,
            Seeds.of(1));

    @TempDir
    private Path folder;

    /** What kind of query it is, by the first letter of its text. */
    private record Kind() implements Features {
        @Override
        public String name() {
            return "kind";
        }

        @Override
        public int dimension() {
            return 2;
        }

        @Override
        public float[][] of(List<Query> queries) {
            return queries.stream()
                    .map(q -> new float[] {
                        q.text().startsWith("sure") ? 1 : 0, q.text().startsWith("helped") ? 1 : 0
                    })
                    .toArray(float[][]::new);
        }
    }

    private static List<PoolEntry> pool(long seed) {
        RandomGenerator random = Seeds.of(seed).generator();
        List<PoolEntry> pool = new ArrayList<>();
        for (int i = 0; i < QUERIES; i++) {
            String kind = List.of("sure", "helped", "hurt").get(i % 3);
            double right = List.of(.97, .5, .25).get(i % 3);
            List<Sample> samples = new ArrayList<>();
            for (int s = 0; s < SAMPLES; s++) {
                boolean hit = random.nextDouble() < right;
                int wrong = kind.equals("hurt") ? 8 : 100 + random.nextInt(1000);
                samples.add(Sample.of(Completion.of("It is " + (hit ? 7 : wrong) + "."))
                        .withReward(hit ? 1 : 0));
            }
            pool.add(PoolEntry.of(Query.of("q" + i, kind + " query " + i), samples));
        }
        return pool;
    }

    private static Plan plan(DifficultyPredictor predictor, String selector, double mean) {
        PlanOptions options = new PlanOptions(mean, 32, 1, PlanOptions.Mode.BATCH);
        return Plan.byVotes(predictor, QUEUE.queries(), new Kind(), options, selector, Seeds.of(1));
    }

    private static double given(Plan plan, int kind) {
        double sum = 0;
        for (int i = kind; i < QUERIES; i += 3) {
            sum += plan.entries().get(i).budget() / (QUERIES / 3.0);
        }
        return sum;
    }

    @Test
    void votes_go_where_they_help() {
        Plan plan = plan(PREDICTOR, NUMBER.name(), 3);
        assertTrue(plan.reason().startsWith("predictor"), plan.reason());
        assertTrue(
                given(plan, 1) > given(plan, 0) + 2, given(plan, 1) + " to the helped, to the sure " + given(plan, 0));
        assertTrue(given(plan, 2) < 1.5, "hurt: " + given(plan, 2));
        assertTrue(plan.total() <= 3 * QUERIES);
        PlanOptions stream = new PlanOptions(3, 32, 1, PlanOptions.Mode.STREAM);
        Plan one = Plan.byVotes(PREDICTOR, QUEUE.queries(), new Kind(), stream, NUMBER.name(), Seeds.of(1));
        assertTrue(given(one, 1) > given(one, 0) && given(one, 2) < 1.5, given(one, 1) + " and " + given(one, 2));
    }

    @Test
    void the_evaluation_plans_by_them_and_wins() {
        for (Optional<Integer> folds : List.of(Optional.<Integer>empty(), Optional.of(2))) {
            BudgetEvaluation evaluation =
                    Fit.votes(PREDICTOR, QUEUE, new Kind(), ANSWERS, folds, 1, SETTINGS, Seeds.of(2), Listener.NONE);
            double plan = evaluation.row(Policy.PLAN, 5).orElseThrow().quality().estimate();
            double vote = evaluation.row(Policy.VOTE, 5).orElseThrow().quality().estimate();
            assertTrue(plan > vote + .03, plan + " beside " + vote + " with folds " + folds);
            assertEquals(1, evaluation.row(Policy.PLAN, 5).orElseThrow().ratio().estimate(), .02, "for the same cost");
            assertEquals(
                    folds.isPresent() ? QUERIES : evaluation.protocol().queries(),
                    evaluation.protocol().queries());
        }
    }

    @Test
    void another_selector_is_planned_for_uniformly() {
        Plan plan = plan(PREDICTOR, "agreement", 5);
        assertTrue(plan.reason().contains("fit one with --select agreement"), plan.reason());
        assertTrue(plan.entries().stream().allMatch(e -> e.budget() == 5));
    }

    @Test
    void what_votes_are_worth_lies_in_the_folder() {
        PREDICTOR.save(folder.resolve("votes"), false);
        DifficultyPredictor loaded = DifficultyPredictor.load(folder.resolve("votes"));
        assertEquals(plan(PREDICTOR, NUMBER.name(), 5), plan(loaded, NUMBER.name(), 5));
    }

    @Test
    void a_vote_of_two_is_one_sample_and_of_three_the_majority() {
        Orders orders = Orders.of(QUEUE, 400, Seeds.of(3));
        double[] curve = VoteCurves.curve(QUEUE, ANSWERS, orders, 2, 3);
        double rate = QUEUE.mean(2);
        assertEquals(0, curve[0]);
        assertEquals(rate, curve[1], .06);
        assertEquals(curve[1], curve[2], 1e-12, "a tie goes to the answer seen first");
        double successes = rate * SAMPLES;
        double three =
                successes * (successes - 1) / (SAMPLES * (SAMPLES - 1.0)) * (3 - 2 * (successes - 2) / (SAMPLES - 2));
        assertEquals(three, curve[3], .06, "wrong answers agree: the majority of three");
        assertFalse(curve[3] > curve[1] + .05);
    }
}
