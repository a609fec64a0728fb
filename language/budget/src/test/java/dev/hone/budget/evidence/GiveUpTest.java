package dev.hone.budget.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.budget.SimulatedPool;
import dev.hone.budget.allocation.BestOf;
import dev.hone.budget.allocation.Gains;
import dev.hone.budget.evaluation.BudgetEvaluation;
import dev.hone.budget.evaluation.EvaluationSettings;
import dev.hone.budget.evaluation.Evaluator;
import dev.hone.budget.evaluation.GradedQueries;
import dev.hone.budget.evaluation.Policy;
import dev.hone.budget.evaluation.Row;
import dev.hone.budget.head.HeadSettings;
import dev.hone.core.Listener;
import dev.hone.core.Seeds;
import java.util.List;
import org.junit.jupiter.api.Test;

class GiveUpTest {
    private static final double[] ALPHA = {.5, 3, .1};
    private static final double[] BETA = {2, 1, 40};
    private static final int CAP = 20;
    private static final GiveUpRule RULE = new GiveUpRule(Gains.betaBinomial(ALPHA, BETA, CAP));

    @Test
    void a_query_is_drawn_for_while_its_posterior_chance_is_worth_the_price() {
        for (double price : new double[] {.3, .1, .03, .01}) {
            for (int i = 0; i < ALPHA.length; i++) {
                int expected = 0;
                while (expected < CAP && ALPHA[i] / (ALPHA[i] + BETA[i] + expected) >= price) {
                    expected++;
                }
                assertEquals(expected, RULE.cap(i, price, 0), "query " + i + " at " + price);
            }
        }
        assertEquals(1, RULE.cap(2, .5, 1), "the floor");
        assertEquals(CAP, RULE.cap(2, 0, 0), "what costs nothing is drawn to the cap");
    }

    @Test
    void the_price_is_the_largest_that_keeps_the_quality() {
        double[][] quality = {BestOf.binary(40, 10, CAP), BestOf.binary(40, 35, CAP), BestOf.binary(40, 0, CAP)};
        double target = (quality[0][4] + quality[1][4] + quality[2][4]) / 3;
        double price = RULE.price(quality, target, 0);
        assertTrue(mean(quality, price) >= target - 1e-9);
        assertTrue(mean(quality, price * 1.001) < target, "a higher price would keep it too");
    }

    private static double mean(double[][] quality, double price) {
        double sum = 0;
        for (int i = 0; i < quality.length; i++) {
            sum += quality[i][RULE.cap(i, price, 0)];
        }
        return sum / quality.length;
    }

    /** Draws until success over all orders are an expectation; this adds up the draws of many orders one by one. */
    @Test
    void expected_draws_are_those_of_drawing() {
        double[] expected = BestOf.drawsUntilSuccess(12, 3, 5);
        var random = Seeds.of(1).generator();
        double draws = 0;
        int orders = 40_000;
        for (int r = 0; r < orders; r++) {
            int left = 3;
            for (int d = 0; d < 5; d++) {
                draws++;
                if (random.nextInt(12 - d) < left) {
                    break;
                }
            }
        }
        assertEquals(expected[5], draws / orders, .03);
    }

    private static BudgetEvaluation evaluate(double noise) {
        SimulatedPool pool = new SimulatedPool(5, 400, 32, noise);
        GradedQueries queries = pool.graded();
        HeadSettings head = new HeadSettings(16, List.of(10.0), 1e-2, 256, 40, 5, 1);
        EvaluationSettings settings = new EvaluationSettings(List.of(1, 2, 4, 8), 0, head, 0, 300);
        return new Evaluator(
                        queries,
                        pool.of(queries.queries()),
                        settings,
                        List.of(new GiveUp()),
                        Seeds.of(3),
                        Listener.NONE)
                .crossFit(2, 1);
    }

    @Test
    void knowing_difficulty_saves_beside_early_stopping() {
        BudgetEvaluation evaluation = evaluate(.3);
        double early = ratio(evaluation, Policy.EARLY_STOP);
        double giveUp = ratio(evaluation, Policy.GIVE_UP);
        assertTrue(giveUp < .95 * early, giveUp + " beside " + early);
        assertTrue(evaluation.findings().stream().anyMatch(line -> line.contains("not worth its price")));
    }

    @Test
    void knowing_nothing_is_early_stopping_to_the_digit() {
        BudgetEvaluation evaluation = evaluate(1e6);
        for (Row row : evaluation.rows(Policy.GIVE_UP)) {
            double early = evaluation
                    .row(Policy.EARLY_STOP, row.budget())
                    .orElseThrow()
                    .ratio()
                    .estimate();
            assertEquals(early, row.ratio().estimate(), 1e-6, "at " + row.budget());
        }
    }

    private static double ratio(BudgetEvaluation evaluation, Policy policy) {
        return evaluation.row(policy, 8).orElseThrow().ratio().estimate();
    }
}
