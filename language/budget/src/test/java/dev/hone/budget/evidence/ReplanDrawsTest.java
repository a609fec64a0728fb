package dev.hone.budget.evidence;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.budget.allocation.Gains;
import dev.hone.lm.Completion;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReplanDrawsTest {
    private static final int CAP = 8;

    /** Draws until the rule has enough; a first sample says "sure" or "unsure", or fails the test if it is asked for twice. */
    private static int[] draw(double[] rates, String[] says, int floor, long total, List<Integer> widths) {
        boolean[] looked = new boolean[rates.length];
        ReplanDraws rule = new ReplanDraws(
                Gains.bernoulli(rates, CAP),
                (query, first) -> {
                    assertTrue(!looked[query], "looked twice at query " + query);
                    looked[query] = true;
                    return Gains.bernoulli(new double[] {first.text().equals("sure") ? 0 : .5}, CAP);
                },
                floor,
                total);
        int[] drawn = new int[rates.length];
        for (var round = rule.next(); !round.isEmpty(); round = rule.next()) {
            widths.add(round.size());
            round.forEach((query, samples) -> {
                assertTrue(samples > drawn[query], "nothing new is asked of query " + query);
                drawn[query] = samples;
                rule.show(query, java.util.Collections.nCopies(samples, Completion.of(says[query])));
            });
        }
        return drawn;
    }

    private static int[] draw(double[] rates, String[] says, int floor, long total) {
        return draw(rates, says, floor, total, new ArrayList<>());
    }

    @Test
    void who_is_sure_stops_and_who_is_not_gets_the_rest() {
        String[] says = {"sure", "unsure", "sure", "unsure"};
        assertArrayEquals(new int[] {1, 3, 1, 3}, draw(new double[] {.5, .5, .5, .5}, says, 0, 8));
    }

    @Test
    void what_promises_nothing_gets_nothing_unless_everyone_gets_one() {
        String[] says = {"unsure", "sure", "sure"};
        double[] rates = {.5, .001, 0};
        assertArrayEquals(new int[] {6, 0, 0}, draw(rates, says, 0, 6));
        assertArrayEquals(new int[] {4, 1, 1}, draw(rates, says, 1, 6));
    }

    @Test
    void first_samples_that_settle_much_let_less_promising_queries_draw() {
        double[] rates = {.6, .6, .6, .6, .05};
        String[] says = {"sure", "sure", "sure", "sure", "unsure"};
        assertEquals(4, draw(rates, says, 0, 8)[4], "all that the others leave");
    }

    @Test
    void never_more_than_the_budget_and_in_few_rounds() {
        int n = 500;
        double[] rates = new double[n];
        String[] says = new String[n];
        for (int i = 0; i < n; i++) {
            rates[i] = (i % 100) / 100.0;
            says[i] = i % 3 == 0 ? "unsure" : "sure";
        }
        for (long total : new long[] {0, 1, 250, 500, 2000}) {
            List<Integer> widths = new ArrayList<>();
            assertEquals(
                    total == 2000 ? Math.min(2000, most(says, rates)) : total,
                    Arrays.stream(draw(rates, says, 0, total, widths)).sum());
            assertTrue(widths.size() <= 16, "rounds of " + widths);
        }
    }

    /** Samples that gain anything at all. */
    private static long most(String[] says, double[] rates) {
        long most = 0;
        for (int i = 0; i < says.length; i++) {
            most += rates[i] == 0 ? 0 : says[i].equals("sure") ? 1 : CAP;
        }
        return most;
    }
}
