package dev.hone.assembly.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.learn.geometry.Pose;
import java.util.List;
import org.junit.jupiter.api.Test;

class FitTest {
    private static final Pose TARGET = Pose.at(0.05, 0.04, -0.05);
    private final Fit fit = new Fit(0, 1, List.of(TARGET, Pose.at(-0.05, 0.04, 0.05)));

    @Test
    void any_target_will_do() {
        assertTrue(fit.holds(Pose.IDENTITY, TARGET));
        assertTrue(fit.holds(Pose.IDENTITY, Pose.at(-0.05, 0.04, 0.05)));
        assertFalse(fit.holds(Pose.IDENTITY, Pose.at(0.05, 0.04, 0.05)));
    }

    @Test
    void the_pose_counts_in_the_first_parts_frame() {
        Pose first = Pose.euler(0.4, -0.1, 0.02, 0.3, -0.7, 2);
        assertTrue(fit.holds(first, first.times(TARGET)));
        // 4.9 mm along each of the first part's axes is inside, though far along the world's
        assertTrue(fit.holds(first, first.times(TARGET.moved(0.0049, 0.0049, 0.0049))));
        assertFalse(fit.holds(first, first.times(TARGET.moved(0, 0.0051, 0))));
    }

    @Test
    void each_axis_may_be_off_by_a_cosine_of_094() {
        double limit = Math.acos(0.94);
        assertEquals(19.9, Math.toDegrees(limit), 0.1);
        for (double[] axis : new double[][] {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}) {
            double in = limit - 1e-6;
            double out = limit + 1e-6;
            assertTrue(fit.holds(Pose.IDENTITY, TARGET.times(Pose.turned(in * axis[0], in * axis[1], in * axis[2]))));
            assertFalse(
                    fit.holds(Pose.IDENTITY, TARGET.times(Pose.turned(out * axis[0], out * axis[1], out * axis[2]))));
        }
    }

    @Test
    void a_leg_that_looks_the_same_a_quarter_turn_on_does_not_count() {
        assertFalse(fit.holds(Pose.IDENTITY, TARGET.times(Pose.turned(0, Math.PI / 2, 0))));
    }

    @Test
    void a_part_does_not_fit_itself() {
        assertThrows(IllegalArgumentException.class, () -> new Fit(1, 1, List.of(TARGET)));
        assertThrows(IllegalArgumentException.class, () -> new Fit(0, 1, List.of()));
    }
}
