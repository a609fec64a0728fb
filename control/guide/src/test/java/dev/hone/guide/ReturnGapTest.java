package dev.hone.guide;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.core.DualVariable;
import org.junit.jupiter.api.Test;

class ReturnGapTest {
    private static ReturnGap gap(double[] main, double[] twin) {
        ReturnGap gap = new ReturnGap(4, 2);
        for (double returned : main) {
            gap.main(returned);
        }
        for (double returned : twin) {
            gap.twin(returned);
        }
        return gap;
    }

    @Test
    void is_unknown_before_both_have_returned_and_counts_no_zeros() {
        assertTrue(Double.isNaN(new ReturnGap(4, 2).gap()));
        assertEquals(10, gap(new double[] {-90}, new double[] {-100}).gap());
        assertEquals(0, gap(new double[] {-90}, new double[] {-100, -100}).signal(), "too few to move on");
    }

    @Test
    void remembers_the_last_returns_only() {
        ReturnGap gap = gap(new double[] {1000, 1, 1, 1, 1}, new double[] {0, 0, 0, 0});
        assertEquals(1, gap.gap());
    }

    @Test
    void a_gap_within_its_error_says_nothing() {
        ReturnGap gap = gap(new double[] {0, 10, 0, 10}, new double[] {10, 0, 10, 2});
        assertEquals(0, gap.signal());
    }

    @Test
    void a_clear_gap_is_measured_in_deviations_and_capped() {
        ReturnGap worse = gap(new double[] {0, 1, 0, 1}, new double[] {50, 51, 50, 51});
        assertEquals(-1, worse.signal());
        ReturnGap better = new ReturnGap(200, 2);
        for (int i = 0; i < 200; i++) {
            better.main(i % 2 + 0.25);
            better.twin(i % 2);
        }
        double expected = 0.25 / (0.5 * Math.sqrt(200.0 / 199));
        assertEquals(expected, better.signal(), 1e-9);
    }

    @Test
    void returns_without_any_deviation_give_a_full_signal_or_none() {
        assertEquals(1, gap(new double[] {5, 5, 5}, new double[] {4, 4, 4}).signal());
        assertEquals(0, gap(new double[] {5, 5, 5}, new double[] {5, 5, 5}).signal());
    }

    @Test
    void the_unit_of_rewards_does_not_matter() {
        double[] main = {1, 2, 3, 2};
        double[] twin = {8, 7, 9, 8};
        double[] bigMain = {100, 200, 300, 200};
        double[] bigTwin = {800, 700, 900, 800};
        assertEquals(gap(main, twin).signal(), gap(bigMain, bigTwin).signal(), 1e-12);
    }

    @Test
    void the_weight_grows_while_the_guided_policy_does_better_and_shrinks_while_it_does_worse() {
        TeacherWeight weight =
                new TeacherWeight(new DualVariable(0.3, 0.01, 3, 0.1, DualVariable.Rule.LOG), new ReturnGap(4, 2));
        assertTrue(Double.isNaN(weight.gap()));
        for (int i = 0; i < 4; i++) {
            weight.main(10);
            weight.twin(0);
            weight.update();
        }
        assertEquals(0.3 * Math.exp(0.3), weight.value(), 1e-12, "the first of four updates had half a window too few");
        for (int i = 0; i < 200; i++) {
            weight.main(-5);
            weight.twin(0);
            weight.update();
        }
        assertEquals(0.01, weight.value(), "down to its floor");
        assertEquals(-5, weight.gap());
    }

    @Test
    void a_window_holds_at_least_two() {
        assertThrows(IllegalArgumentException.class, () -> new ReturnGap(1, 2));
    }

    private static ReturnGap tie(double beyondTeacher) {
        ReturnGap gap = new ReturnGap(4, 2);
        for (int i = 0; i < 4; i++) {
            gap.main(10 + i % 2);
            gap.twin(10 + i % 2);
            gap.beyondTeacher(beyondTeacher + i % 2);
        }
        return gap;
    }

    @Test
    void a_tie_speaks_against_a_teacher_whose_advice_is_worth_less_than_the_twin_earns() {
        assertEquals(-1, tie(5).signal());
        assertEquals(0, tie(-0.4).signal(), "not clear");
        assertEquals(0, tie(-5).signal(), "the advice is worth more");
    }

    @Test
    void what_the_advice_is_worth_moves_nothing_where_one_policy_is_better() {
        ReturnGap gap = tie(5);
        for (int i = 0; i < 4; i++) {
            gap.main(20 + i % 2);
        }
        assertEquals(1, gap.signal());
    }

    @Test
    void a_lead_over_a_twin_that_has_learnt_nothing_counts_only_where_no_rival_is_wanted() {
        for (boolean wantsRival : new boolean[] {false, true}) {
            ReturnGap gap = new ReturnGap(4, 2, wantsRival);
            for (int i = 0; i < 8; i++) {
                gap.main(10 + i % 2);
                gap.twin(-100);
            }
            assertEquals(wantsRival ? 0 : 1, gap.signal());
            for (int i = 0; i < 4; i++) {
                gap.twin(-50);
            }
            assertEquals(1, gap.signal(), "the twin is worse, but no longer what it was");
            for (int i = 0; i < 4; i++) {
                gap.twin(50);
            }
            assertEquals(-1, gap.signal());
        }
    }
}
