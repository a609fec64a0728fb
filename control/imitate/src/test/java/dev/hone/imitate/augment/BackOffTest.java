package dev.hone.imitate.augment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.learn.RandomStream;
import dev.hone.learn.geometry.Pose;
import java.util.List;
import org.junit.jupiter.api.Test;

class BackOffTest {
    private static final Pose START = Pose.at(0.5, 0, 0.1).times(Pose.turned(Math.PI, 0, 0));

    @Test
    void far_ones_go_up_0_to_9_steps_and_20_to_50_cm_away_within_5_to_80_degrees_of_straight_up() {
        RandomStream random = new RandomStream(1);
        int most = 0;
        for (int i = 0; i < 500; i++) {
            BackOff one = BackOff.draw(BackOff.Range.FAR, random);
            double r = Math.sqrt(one.x() * one.x() + one.y() * one.y() + one.z() * one.z());
            double polar = Math.toDegrees(Math.acos(one.z() / r));
            assertTrue(one.up() >= 0 && one.up() <= 9 && r >= 0.2 && r <= 0.5, one.toString());
            assertTrue(polar >= 5 && polar <= 80.001, "polar " + polar);
            most = Math.max(most, one.up());
        }
        assertEquals(9, most);
    }

    @Test
    void near_ones_stay_within_20_mm_and_about_10_degrees_per_axis() {
        RandomStream random = new RandomStream(2);
        for (int i = 0; i < 500; i++) {
            BackOff one = BackOff.draw(BackOff.Range.NEAR, random);
            double r = Math.sqrt(one.x() * one.x() + one.y() * one.y() + one.z() * one.z());
            assertTrue(one.up() == 0 && r >= 0.0005 && r <= 0.02, one.toString());
            assertTrue(
                    one.turn().angle() < Math.toRadians(18),
                    "turn " + one.turn().angle());
        }
    }

    @Test
    void the_path_goes_up_then_away_by_2_cm_then_turns_in_place_by_7_and_a_half_degrees() {
        BackOff one = new BackOff(2, 0.09, 0, 0, Pose.turned(0, 0, Math.toRadians(30)));
        List<Pose> path = one.path(START);
        assertEquals(2 + 5 + 4, path.size());
        assertEquals(0.14, path.get(1).z(), 1e-12);
        assertEquals(0.5, path.get(1).x(), 1e-12);
        for (int i = 1; i < 7; i++) {
            assertTrue(path.get(i).distance(path.get(i - 1)) <= 0.02 + 1e-9);
            assertEquals(0, path.get(i).turnTo(START), 1e-9, "turned before it was away");
        }
        for (int i = 7; i < 11; i++) {
            assertEquals(0, path.get(i).distance(path.get(6)), 1e-12, "moved while it turned");
            assertEquals(Math.toRadians(7.5), path.get(i).turnTo(path.get(i - 1)), 1e-9);
        }
    }
}
