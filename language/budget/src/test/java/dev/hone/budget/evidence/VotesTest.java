package dev.hone.budget.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.budget.Fit;
import dev.hone.budget.evaluation.BudgetEvaluation;
import dev.hone.budget.evaluation.EvaluationSettings;
import dev.hone.budget.evaluation.GradedQueries;
import dev.hone.budget.evaluation.Policy;
import dev.hone.budget.evaluation.Row;
import dev.hone.core.HoneException;
import dev.hone.core.Listener;
import dev.hone.core.Seeds;
import dev.hone.lm.Completion;
import dev.hone.lm.PoolEntry;
import dev.hone.lm.Query;
import dev.hone.lm.Sample;
import dev.hone.reward.Rewards;
import dev.hone.reward.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class VotesTest {
    private static final int QUERIES = 200;
    private static final int SAMPLES = 40;
    private static final Selector NUMBER = (Selector) Rewards.parse("agreement:number");

    /** Samples say 7, which is right, with a chance, else one of some wrong numbers. */
    private static List<PoolEntry> pool(double right, int wrongs) {
        var random = Seeds.of(2).generator();
        List<PoolEntry> pool = new ArrayList<>();
        for (int i = 0; i < QUERIES; i++) {
            List<Sample> samples = new ArrayList<>();
            for (int s = 0; s < SAMPLES; s++) {
                boolean hit = random.nextDouble() < right;
                String text = "It is " + (hit ? 7 : 10 + random.nextInt(wrongs)) + ".";
                samples.add(Sample.of(Completion.of(text)).withReward(hit ? 1 : 0));
            }
            pool.add(PoolEntry.of(Query.of("q" + i, "query number " + i), samples));
        }
        return pool;
    }

    private static BudgetEvaluation evaluate(List<PoolEntry> pool, List<Integer> budgets) {
        EvaluationSettings settings = EvaluationSettings.DEFAULT.withBudgets(budgets);
        return Fit.votes(
                GradedQueries.of("pool", pool),
                IntStream.range(0, QUERIES).toArray(),
                Answers.of("pool", pool, NUMBER),
                settings,
                Seeds.of(1),
                Listener.NONE);
    }

    private static Row row(BudgetEvaluation evaluation, Policy policy, int budget) {
        return evaluation.row(policy, budget).orElseThrow();
    }

    @Test
    void a_majority_of_two_answers_is_right_as_often_as_coins_say() {
        BudgetEvaluation evaluation = evaluate(pool(.7, 1), List.of(1, 3, 5));
        assertEquals(.7, row(evaluation, Policy.VOTE, 1).quality().estimate(), .02);
        assertEquals(.784, row(evaluation, Policy.VOTE, 3).quality().estimate(), .02);
        assertEquals(.837, row(evaluation, Policy.VOTE, 5).quality().estimate(), .02);
        assertTrue(evaluation.findings().stream().anyMatch(line -> line.startsWith("Voting helps: the majority of 5")));
    }

    @Test
    void below_the_cap_of_nine_a_settled_vote_chooses_the_same_for_fewer_draws() {
        BudgetEvaluation evaluation = evaluate(pool(.7, 1), List.of(3, 5));
        for (int budget : List.of(3, 5)) {
            assertEquals(
                    row(evaluation, Policy.VOTE, budget).quality(),
                    row(evaluation, Policy.SETTLED_VOTE, budget).quality());
        }
        // two equal ones of three settle it: .7^2 + .3^2 of the votes end after two draws
        assertEquals(
                (2 * .58 + 3 * .42) / 3,
                row(evaluation, Policy.SETTLED_VOTE, 3).ratio().estimate(),
                .01);
    }

    @Test
    void with_a_large_cap_it_stops_when_it_is_sure_enough() {
        BudgetEvaluation evaluation = evaluate(pool(.7, 3), List.of(32));
        assertTrue(row(evaluation, Policy.SETTLED_VOTE, 32).ratio().high() < .4);
        assertEquals(
                row(evaluation, Policy.VOTE, 32).quality().estimate(),
                row(evaluation, Policy.SETTLED_VOTE, 32).quality().estimate(),
                .03);
    }

    @Test
    void it_says_so_where_voting_hurts() {
        BudgetEvaluation evaluation = evaluate(pool(.4, 1), List.of(1, 9));
        assertTrue(evaluation.findings().stream()
                .anyMatch(line -> line.startsWith("Voting hurts here: one sample is better: the majority of 9")));
    }

    @Test
    void the_plan_is_uniform_and_so_is_a_vote() {
        BudgetEvaluation evaluation = evaluate(pool(.6, 2), List.of(1, 4));
        for (Policy policy : List.of(Policy.UNIFORM, Policy.PLAN)) {
            assertEquals(
                    row(evaluation, Policy.VOTE, 4).quality(),
                    row(evaluation, policy, 4).quality());
            assertEquals(1, row(evaluation, policy, 4).ratio().estimate(), 1e-9);
        }
    }

    @Test
    void a_pool_without_texts_is_refused() {
        Sample graded = new Sample(
                Optional.empty(), OptionalDouble.of(1), Optional.empty(), Optional.empty(), OptionalInt.empty());
        List<PoolEntry> pool = List.of(PoolEntry.of(Query.of("q9", "?"), List.of(graded)));
        var error = assertThrows(HoneException.class, () -> Answers.of("pool.jsonl", pool, NUMBER));
        assertTrue(
                error.problem().contains("pool.jsonl: the query 'q9' has rewards but no 'samples'"), error.problem());
    }
}
