package dev.hone.budget.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.budget.evaluation.BudgetEvaluation;
import dev.hone.budget.evaluation.EvaluationSettings;
import dev.hone.budget.evaluation.Evaluator;
import dev.hone.budget.evaluation.Fold;
import dev.hone.budget.evaluation.GradedQueries;
import dev.hone.budget.evaluation.Guard;
import dev.hone.budget.evaluation.Policy;
import dev.hone.core.Listener;
import dev.hone.core.Seeds;
import dev.hone.core.statistics.Interval;
import dev.hone.lm.Completion;
import dev.hone.lm.FinishReason;
import dev.hone.lm.PoolEntry;
import dev.hone.lm.Query;
import dev.hone.lm.Sample;
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
     * @param telling whether the stubs are those of the hopeless queries, or anyone's
     */
    private static GradedQueries pool(boolean telling) {
        var random = SEEDS.child("pool").generator();
        List<PoolEntry> pool = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            boolean hopeless = i % 2 == 0;
            boolean stubs = telling ? hopeless : random.nextBoolean();
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
    void samplesThatCannotBeRightLeaveTheirShareToOthers() {
        BudgetEvaluation evaluation = evaluate(pool(true));
        // all but the first sample of every hopeless query goes to the others
        assertEquals(1.5 / 2, ratio(evaluation, 2), .06);
        assertEquals(2.5 / 4, ratio(evaluation, 4), .06);
        assertTrue(evaluation.findings().stream().anyMatch(f -> f.startsWith("Saving at 4")), evaluation::toString);
    }

    @Test
    void looksThatTellNothingDoNoHarmAndItSaysSo() {
        BudgetEvaluation evaluation = evaluate(pool(false));
        for (int budget : List.of(2, 4, 8)) {
            assertEquals(1, ratio(evaluation, budget), .03);
        }
        assertTrue(
                evaluation.findings().stream().anyMatch(f -> f.startsWith("No saving here at 4")),
                evaluation::toString);
    }

    @Test
    void aPoolWithoutTextsTeachesNothing() {
        GradedQueries queries = pool(true);
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
    void tooFewQueriesTeachNothing() {
        Fold few = new Fold(IntStream.range(0, 20).toArray(), new int[0], new int[] {50});
        assertEquals(Optional.empty(), GuardedLogistic.on(pool(true), few, SEEDS));
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
    void aRunSpendsTheSameInAllAndGivesStubsTheirFirstSampleOnly() {
        GradedQueries queries = pool(true);
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
    void whereTheGuardIsClosedTheRunDrawsAsPlannedAndSaysThatNothingIsSaved() {
        GradedQueries queries = pool(true);
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
}
