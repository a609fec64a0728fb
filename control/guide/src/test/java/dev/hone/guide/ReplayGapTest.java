package dev.hone.guide;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.core.DualVariable;
import org.junit.jupiter.api.Test;

class ReplayGapTest {
    private static final double GAMMA = 0.5;

    private static ReplayGap of(double[][] mainAdvantages, double[][] twinAdvantages) {
        ReplayGap gap = new ReplayGap(GAMMA);
        for (int e = 0; e < mainAdvantages.length; e++) {
            for (int t = 0; t < mainAdvantages[e].length; t++) {
                gap.step(mainAdvantages[e][t], twinAdvantages[e][t], e);
            }
            gap.end();
        }
        return gap;
    }

    /**
     * Two doors in a row. Both policies take the first (+4); then main takes the second (+2, so V = 6 and 2) and the twin doesn't
     * (0, so V = 4 and 0), with gamma = 1/2: J(main) - J(twin) = 1. Whoever lived the episodes took neither, both or one.
     */
    @Test
    void is_the_difference_of_values_whoever_lived_the_episode() {
        double[][] main = {{-5 + 1, -2}, {0, 0}, {0, -2}}; // of (neither, neither), (first, second), (first, neither)
        double[][] twin = {{-4, 0}, {0, 2}, {0, 0}};
        for (int e = 0; e < 3; e++) {
            // A_twin - A_main, discounted: 0 + 1/2 * 2 whatever was done
            assertEquals(
                    1, of(new double[][] {main[e]}, new double[][] {twin[e]}).gap(), 1e-12, "episode " + e);
        }
        assertEquals(1, of(main, twin).gap(), 1e-12);
    }

    /** Main is better at once by 3, the twin later by 4, twice: discounted 3 - 4/2 - 4/4 = 0; evenly weighted -5. */
    @Test
    void weighs_later_steps_less_which_decides_the_sign() {
        double[][] main = {{0, 4.4, 4.4}};
        double[][] twin = {{3.5, 0, 0}};
        ReplayGap gap = of(main, twin);
        assertEquals(3.5 - 2.2 - 1.1, gap.gap(), 1e-12);
        assertTrue(3.5 - 4.4 - 4.4 < 0 && gap.gap() > 0);
    }

    @Test
    void knows_its_error_over_episodes_and_nothing_before_the_first() {
        assertTrue(Double.isNaN(new ReplayGap(GAMMA).gap()));
        ReplayGap gap = of(new double[][] {{0}, {0}}, new double[][] {{1}, {3}});
        assertEquals(2, gap.gap());
        assertEquals(1, gap.error(), 1e-12); // deviation sqrt(2) over sqrt(2)
    }

    private static TeacherWeight weight() {
        return new TeacherWeight(new DualVariable(0.3, 0.01, 3, 0.1, DualVariable.Rule.LOG), new ReturnGap(4, 2));
    }

    @Test
    void moves_a_weight_where_it_is_clear_and_shows_itself() {
        TeacherWeight weight = weight();
        weight.update(of(new double[][] {{0}, {0}, {0}}, new double[][] {{9}, {9}, {9}}));
        assertEquals(0.3 * Math.exp(0.1), weight.value(), 1e-9);
        assertEquals(9, weight.gap());
        TeacherWeight unclear = weight();
        unclear.update(of(new double[][] {{0}, {0}, {0}}, new double[][] {{9}, {-9}, {1}}));
        unclear.update(of(new double[][] {{0}}, new double[][] {{9}})); // one episode has no error
        assertEquals(0.3, unclear.value());
    }

    @Test
    void a_gap_that_is_small_beside_returns_moves_the_weight_a_little() {
        TeacherWeight weight = weight();
        // returns 0, 1, 2 deviate by 1; the gap is 0.01 in each episode
        weight.update(of(new double[][] {{0}, {0}, {0}}, new double[][] {{0.01}, {0.01}, {0.01}}));
        assertEquals(0.3 * Math.exp(0.1 * 0.01), weight.value(), 1e-9);
    }
}
