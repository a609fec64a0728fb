package dev.hone.budget.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.budget.BudgetRun;
import dev.hone.budget.DifficultyPredictor;
import dev.hone.budget.Fit;
import dev.hone.budget.Plan;
import dev.hone.budget.PlanOptions;
import dev.hone.budget.Splits;
import dev.hone.budget.evaluation.BudgetEvaluation;
import dev.hone.budget.evaluation.EvaluationSettings;
import dev.hone.budget.evaluation.Evaluator;
import dev.hone.budget.evaluation.Fold;
import dev.hone.budget.evaluation.GradedQueries;
import dev.hone.budget.evaluation.Guard;
import dev.hone.budget.evaluation.Policy;
import dev.hone.core.HoneException;
import dev.hone.core.Listener;
import dev.hone.core.Seeds;
import dev.hone.core.statistics.Interval;
import dev.hone.lm.Completion;
import dev.hone.lm.FinishReason;
import dev.hone.lm.PoolEntry;
import dev.hone.lm.Query;
import dev.hone.lm.Sample;
import dev.hone.lm.TextFeatures;
import dev.hone.reward.Reward;
import dev.hone.reward.Rewards;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GuardedLogisticTest {
    private static final Seeds SEEDS = Seeds.of(3);

    /**
     * Half of the queries are answered with a stub and never right, half with a sentence and right one time in five.
     *
     * @param telling share of queries whose stubs say that they are hopeless; those of the rest are anyone's
     */
    private static GradedQueries pool(double telling) {
        return pool(telling, SEEDS);
    }

    static GradedQueries pool(double telling, Seeds seeds) {
        var random = seeds.child("pool").generator();
        List<PoolEntry> pool = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            boolean hopeless = i % 2 == 0;
            boolean stubs = random.nextDouble() < telling ? hopeless : random.nextBoolean();
            List<Sample> samples = new ArrayList<>();
            for (int s = 0; s < 24; s++) {
                String text = stubs ? "pass" : "the answer of this one is number " + random.nextInt(9);
                double reward = !hopeless && random.nextDouble() < 0.2 ? 1 : 0;
                samples.add(new Sample(
                        Optional.of(text),
                        OptionalDouble.of(reward),
                        Optional.empty(),
                        Optional.empty(),
                        OptionalInt.empty()));
            }
            pool.add(PoolEntry.of(Query.of("q" + i, "query number " + i), samples));
        }
        return GradedQueries.of("simulated.jsonl", pool);
    }

    private static BudgetEvaluation evaluate(GradedQueries queries) {
        List<List<Fold>> ways = List.of(Fold.cross(queries.queries(), 4, SEEDS.child("folds")));
        EvaluationSettings settings =
                new EvaluationSettings(List.of(2, 4, 8), 0, EvaluationSettings.DEFAULT.head(), 0, 100);
        return new Evaluator(queries, new float[0][], settings, List.of(new Logistic()), SEEDS, Listener.NONE)
                .uniformOnly(ways);
    }

    private static double ratio(BudgetEvaluation evaluation, int budget) {
        return evaluation.row(Policy.LOGISTIC, budget).orElseThrow().ratio().estimate();
    }

    @Test
    void samples_that_cannot_be_right_leave_their_share_to_others() {
        BudgetEvaluation evaluation = evaluate(pool(1));
        // all but the first sample of every hopeless query goes to the others
        assertEquals(1.5 / 2, ratio(evaluation, 2), .06);
        assertEquals(2.5 / 4, ratio(evaluation, 4), .06);
        assertTrue(evaluation.findings().stream().anyMatch(f -> f.startsWith("Saving at 4")), evaluation::toString);
    }

    @Test
    void looks_that_tell_nothing_do_no_harm_and_it_says_so() {
        BudgetEvaluation evaluation = evaluate(pool(0));
        for (int budget : List.of(2, 4, 8)) {
            assertEquals(1, ratio(evaluation, budget), .03);
        }
        assertTrue(
                evaluation.findings().stream().anyMatch(f -> f.startsWith("No saving here at 4")),
                evaluation::toString);
    }

    @Test
    void what_is_learnt_but_not_supported_is_not_used() {
        BudgetEvaluation evaluation = evaluate(pool(.2)); // unguarded: 1.06, 1.02, 1.03
        for (int budget : List.of(2, 4, 8)) {
            assertEquals(1, ratio(evaluation, budget), 1e-9);
        }
        assertTrue(evaluation.findings().stream().anyMatch(f -> f.contains("in 0 of 4 fits")), evaluation::toString);
    }

    @Test
    void a_pool_without_texts_teaches_nothing() {
        GradedQueries queries = pool(1);
        List<PoolEntry> silent = IntStream.range(0, queries.size())
                .mapToObj(i -> PoolEntry.of(
                        queries.query(i),
                        queries.drawn(i).stream()
                                .map(s -> new Sample(Optional.empty(), s.reward(), s.ids(), s.finish(), s.tokens()))
                                .toList()))
                .toList();
        GradedQueries graded = GradedQueries.of("silent.jsonl", silent);
        Fold fold = Fold.cross(queries.queries(), 4, SEEDS).getFirst();
        assertEquals(Optional.empty(), GuardedLogistic.on(graded, fold, SEEDS));
        assertTrue(GuardedLogistic.on(queries, fold, SEEDS).isPresent());
    }

    @Test
    void too_few_queries_teach_nothing() {
        Fold few = new Fold(IntStream.range(0, 20).toArray(), new int[0], new int[] {50});
        assertEquals(Optional.empty(), GuardedLogistic.on(pool(1), few, SEEDS));
    }

    private static Completion completion(String text) {
        return new Completion(text, Optional.empty(), FinishReason.STOP, 1, List.of());
    }

    /** Draws to the end; even queries answer with stubs. */
    private static int[] drawn(EvidenceUse use, int queries) {
        int[] drawn = new int[queries];
        for (var round = use.rule().next(); !round.isEmpty(); round = use.rule().next()) {
            round.forEach((query, wanted) -> {
                drawn[query] = wanted;
                String text = query % 2 == 0 ? "pass" : "the answer of this one is number 3";
                use.rule().show(query, Collections.nCopies(wanted, completion(text)));
            });
        }
        return drawn;
    }

    @Test
    void a_run_spends_the_same_in_all_and_gives_stubs_their_first_sample_only() {
        GradedQueries queries = pool(1);
        Fold fold = Fold.cross(queries.queries(), 4, SEEDS).getFirst();
        Optional<GuardedLogistic> learnt = GuardedLogistic.on(queries, fold, SEEDS);
        List<Query> batch = queries.queries().subList(0, 10);
        int[] plan = IntStream.range(0, 10).map(_ -> 3).toArray();
        Reward reward = (Reward) Rewards.parse("contains:answer");
        int[] drawn = drawn(EvidenceUse.looking(learnt, batch, plan, 3, 24, reward), 10);
        assertEquals(30, Arrays.stream(drawn).sum());
        for (int i = 0; i < 10; i += 2) {
            assertEquals(1, drawn[i]);
        }
    }

    @Test
    void where_the_guard_is_closed_the_run_draws_as_planned_and_says_that_nothing_is_saved() {
        GradedQueries queries = pool(1);
        Fold fold = Fold.cross(queries.queries(), 4, SEEDS).getFirst();
        LogisticRule rule =
                GuardedLogistic.on(queries, fold, SEEDS).orElseThrow().rule();
        Guard closed = new Guard(List.of(new Guard.Check(1, 4, new Interval(0, -.01, .01))));
        int[] plan = {3, 1, 2};
        List<Query> batch = queries.queries().subList(0, 3);
        Reward reward = (Reward) Rewards.parse("contains:answer");
        for (Optional<GuardedLogistic> learnt :
                List.of(Optional.<GuardedLogistic>empty(), Optional.of(new GuardedLogistic(rule, closed)))) {
            EvidenceUse use = EvidenceUse.looking(learnt, batch, plan, 2, 24, reward);
            assertTrue(use.reason().contains("no saving here"), use::reason);
            assertFalse(use.reason().contains("shared"), use::reason);
            assertEquals(Arrays.toString(plan), Arrays.toString(drawn(use, 3)));
        }
    }

    @Test
    void it_is_learnt_and_tried_only_where_it_is_asked_for() {
        GradedQueries queries = pool(1);
        EvaluationSettings settings =
                new EvaluationSettings(List.of(2, 4), 0, EvaluationSettings.DEFAULT.head(), 0, 100);
        for (boolean wanted : List.of(false, true)) {
            Fit fit = Fit.of(
                    queries,
                    new TextFeatures(),
                    Splits.draw(queries.queries(), SEEDS),
                    settings.withLooks(wanted),
                    SEEDS,
                    Listener.NONE);
            assertEquals(
                    wanted,
                    fit.predictor().evidence().flatMap(SampleEvidence::logistic).isPresent());
            assertEquals(wanted, fit.evaluation().row(Policy.LOGISTIC, 4).isPresent());
        }
    }

    @Test
    void what_it_is_not_for_is_refused_before_a_sample_is_drawn() {
        GradedQueries queries = pool(1);
        List<Query> batch = queries.queries().subList(0, 3);
        DifficultyPredictor predictor = Fit.of(
                        queries,
                        new TextFeatures(),
                        Splits.draw(queries.queries(), SEEDS),
                        new EvaluationSettings(List.of(2), 0, EvaluationSettings.DEFAULT.head(), 0, 100),
                        SEEDS,
                        Listener.NONE)
                .predictor();
        PlanOptions together = new PlanOptions(2, 8, 0, PlanOptions.Mode.BATCH);
        PlanOptions oneByOne = new PlanOptions(2, 8, 0, PlanOptions.Mode.STREAM);
        Plan plan = Plan.uniform(batch, together, SEEDS, "");
        HoneException votes = assertThrows(
                HoneException.class,
                () -> BudgetRun.looking(predictor, batch, plan, together, Rewards.parse("agreement")));
        assertTrue(votes.problem().contains("agreement"), votes.problem());
        HoneException stream = assertThrows(
                HoneException.class,
                () -> BudgetRun.looking(predictor, batch, plan, oneByOne, Rewards.parse("contains:answer")));
        assertTrue(stream.problem().contains("one by one"), stream.problem());
    }
}
