package dev.hone.budget.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.core.Seeds;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PriceRuleTest {
    private static final int CAP = 9;

    /** Falling worths of a thousand replays. [replays][CAP - 1] */
    private static double[][] worths(boolean inSteps) {
        var random = Seeds.of(3).generator();
        double[][] worths = new double[1000][CAP - 1];
        for (double[] row : worths) {
            double worth = 1;
            for (int s = 0; s < row.length; s++) {
                worth *= inSteps ? (random.nextDouble() < .3 ? 0 : .8) : random.nextDouble();
                row[s] = worth;
            }
        }
        return worths;
    }

    private static double spent(double[][] worths, PriceRule.Step price) {
        var random = Seeds.of(4).generator();
        return Arrays.stream(worths)
                .mapToInt(row -> {
                    double chance = random.nextDouble();
                    int drawn = 1;
                    while (drawn < CAP && price.draws(row[drawn - 1], chance)) {
                        drawn++;
                    }
                    return drawn;
                })
                .average()
                .orElseThrow();
    }

    @Test
    void a_price_spends_the_mean_budget_it_was_met_on() {
        for (boolean inSteps : new boolean[] {false, true}) {
            double[][] worths = worths(inSteps);
            PriceRule rule = PriceRule.meeting(worths, CAP);
            for (double mean : new double[] {1, 1.5, 2, 2.25, 3}) {
                assertEquals(mean, spent(worths, rule.at(mean)), inSteps ? .06 : .002, "mean " + mean);
            }
        }
    }

    @Test
    void between_two_budgets_the_smaller_speaks() {
        PriceRule rule = PriceRule.meeting(worths(false), CAP);
        assertEquals(rule.at(2.125), rule.at(2.24));
        assertTrue(rule.at(2.25).price() < rule.at(2.24).price());
    }

    @Test
    void what_is_worth_nothing_is_never_drawn() {
        PriceRule rule = PriceRule.meeting(new double[][] {{.5, 0}, {0, 0}}, 3);
        assertFalse(rule.at(3).draws(0, 0));
        assertTrue(rule.at(3).draws(.5, .99));
    }
}
