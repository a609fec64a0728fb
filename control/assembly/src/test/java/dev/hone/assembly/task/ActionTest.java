package dev.hone.assembly.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.assembly.geometry.Frames;
import dev.hone.learn.RandomStream;
import dev.hone.learn.geometry.Pose;
import org.junit.jupiter.api.Test;

class ActionTest {
    private static final Pose PRESENT = Frames.down(0.5, 0.1, 0.2, 0.4);

    private static Pose command(Pose wanted) {
        float[] action = new float[Action.WIDTH];
        Action.write(wanted, false, action);
        return Action.command(action, PRESENT);
    }

    @Test
    void a_near_pose_is_commanded_as_it_is_in_any_orientation() {
        RandomStream random = new RandomStream(2);
        for (int i = 0; i < 200; i++) {
            Pose wanted = PRESENT.moved(0.01, -0.015, 0.012)
                    .times(Pose.turned(
                            random.uniform(-0.2, 0.2), random.uniform(-0.2, 0.2), random.uniform(-0.2, 0.2)));
            Pose command = command(wanted);
            assertEquals(0, wanted.distance(command), 1e-6);
            assertEquals(0, wanted.toward(command).angle(), 2e-3);
        }
    }

    @Test
    void every_orientation_survives_the_way_through_six_numbers() {
        RandomStream random = new RandomStream(3);
        for (int i = 0; i < 500; i++) {
            Pose any = Pose.turned(random.uniform(-4, 4), random.uniform(-4, 4), random.uniform(-4, 4))
                    .withPosition(0.5, 0.1, 0.2);
            float[] action = new float[Action.WIDTH];
            Action.write(any, true, action);
            assertEquals(0, any.toward(Action.command(action, any)).angle(), 2e-3);
            assertEquals(1, action[9]);
        }
    }

    @Test
    void a_far_pose_is_approached_by_25_mm_and_035_rad_along_the_straight_way() {
        Pose wanted = PRESENT.moved(0.2, 0.1, -0.1).times(Pose.turned(0.3, 0, 1.2));
        Pose command = command(wanted);
        assertEquals(0.025, PRESENT.distance(command), 1e-9);
        assertEquals(0.35, PRESENT.toward(command).angle(), 1e-9);
        double share = 0.025 / PRESENT.distance(wanted);
        assertEquals(PRESENT.x() + share * 0.2, command.x(), 1e-6);
        double whole = PRESENT.withPosition(0, 0, 0)
                .toward(wanted.withPosition(0, 0, 0))
                .angle();
        assertEquals(
                whole - 0.35,
                command.withPosition(0, 0, 0)
                        .toward(wanted.withPosition(0, 0, 0))
                        .angle(),
                1e-3);
    }

    @Test
    void the_workspace_bounds_what_is_wanted() {
        Pose low = Frames.down(0.31, 0.54, 0.01, 0);
        float[] action = new float[Action.WIDTH];
        Action.write(Pose.at(-5, 5, -5).withTurnOf(low), false, action);
        Pose command = Action.command(action, low);
        assertTrue(command.x() >= 0.3 && command.y() <= 0.55 && command.z() >= 0.005, command.toString());
    }

    @Test
    void columns_that_give_no_rotation_keep_the_hands_own() {
        for (float[] columns :
                new float[][] {{0, 0, 0, 0, 1, 0}, {1, 1, 1, 1, 1, 1}, {1, 0, 0, -1, 0, 0}, {1, 0, 0, 0, 0, 0}}) {
            float[] action = {
                0.5f, 0.1f, 0.2f, columns[0], columns[1], columns[2], columns[3], columns[4], columns[5], 1
            };
            assertEquals(0, PRESENT.toward(Action.command(action, PRESENT)).angle(), 1e-9);
        }
    }

    @Test
    void columns_of_any_length_and_not_quite_square_are_straightened() {
        float[] action = {0.5f, 0.1f, 0.2f, 3e30f, 0, 0, 1e20f, -2e10f, 0, 1};
        Pose command = Action.command(action, Frames.down(0.5, 0.1, 0.2, 0));
        assertEquals(0, Frames.down(0.5, 0.1, 0.2, 0).toward(command).angle(), 1e-6);
    }
}
