package dev.hone.learn.geometry;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.hone.learn.RandomStream;
import org.junit.jupiter.api.Test;

class PoseTest {
    private final RandomStream random = new RandomStream(1);

    private Pose any() {
        return Pose.at(random.uniform(-1, 1), random.uniform(-1, 1), random.uniform(-1, 1))
                .times(Pose.turned(random.uniform(-3, 3), random.uniform(-3, 3), random.uniform(-3, 3)));
    }

    private static void assertSame(Pose expected, Pose found) {
        assertEquals(0, expected.distance(found), 1e-12);
        assertEquals(
                0,
                expected.withPosition(0, 0, 0)
                        .toward(found.withPosition(0, 0, 0))
                        .angle(),
                1e-7);
    }

    @Test
    void a_quarter_turn_about_z_takes_x_to_y() {
        assertArrayEquals(new double[] {0, 1, 0}, Pose.turned(0, 0, Math.PI / 2).vector(1, 0, 0), 1e-15);
    }

    @Test
    void a_motion_and_its_inverse_are_none() {
        for (int i = 0; i < 50; i++) {
            Pose pose = any();
            assertSame(Pose.IDENTITY, pose.times(pose.inverse()));
            assertSame(Pose.IDENTITY, pose.inverse().times(pose));
        }
    }

    @Test
    void motions_are_associative_and_act_on_points_one_after_the_other() {
        for (int i = 0; i < 50; i++) {
            Pose a = any();
            Pose b = any();
            Pose c = any();
            assertSame(a.times(b).times(c), a.times(b.times(c)));
            double[] p = b.point(0.3, -0.2, 0.1);
            assertArrayEquals(a.point(p[0], p[1], p[2]), a.times(b).point(0.3, -0.2, 0.1), 1e-12);
        }
    }

    @Test
    void what_one_pose_sees_of_another_leads_there() {
        Pose a = any();
        Pose b = any();
        assertSame(b, a.times(a.toward(b)));
    }

    @Test
    void euler_angles_turn_about_the_fixed_axes_x_then_y_then_z() {
        Pose pose = Pose.euler(1, 2, 3, Math.PI / 2, 0, Math.PI / 2);
        // y goes to z by the first turn and stays there; x goes to y by the last
        assertArrayEquals(new double[] {1, 2, 4}, pose.point(0, 1, 0), 1e-15);
        assertArrayEquals(new double[] {1, 3, 3}, pose.point(1, 0, 0), 1e-15);
    }

    @Test
    void a_rotation_vector_survives_the_way_through_a_pose() {
        double[] vector = {0.4, -1.1, 0.8};
        Pose pose = Pose.turned(vector[0], vector[1], vector[2]);
        assertArrayEquals(vector, pose.rotationVector(), 1e-12);
        Pose negated = new Pose(0, 0, 0, -pose.qw(), -pose.qx(), -pose.qy(), -pose.qz());
        assertArrayEquals(vector, negated.rotationVector(), 1e-12);
        assertEquals(Math.sqrt(0.16 + 1.21 + 0.64), pose.angle(), 1e-12);
        assertArrayEquals(new double[3], Pose.IDENTITY.rotationVector());
    }

    @Test
    void half_way_between_two_poses_is_as_far_from_both() {
        for (int i = 0; i < 50; i++) {
            Pose a = any();
            Pose b = any();
            Pose half = a.between(b, 0.5);
            assertEquals(half.distance(a), half.distance(b), 1e-12);
            assertEquals(half.toward(a).angle(), half.toward(b).angle(), 1e-9);
            assertSame(a, a.between(b, 0));
            assertSame(b, a.between(b, 1));
        }
    }

    @Test
    void numbers_that_are_no_pose_are_refused() {
        assertThrows(IllegalArgumentException.class, () -> new Pose(0, 0, 0, 1, 1, 0, 0));
        assertThrows(IllegalArgumentException.class, () -> new Pose(0, Double.NaN, 0, 1, 0, 0, 0));
        assertThrows(IllegalArgumentException.class, () -> new Pose(0, 0, 0, Double.NaN, 0, 0, 0));
    }

    @Test
    void axes_give_the_pose_back_whatever_their_lengths() {
        for (int i = 0; i < 200; i++) {
            Pose pose = any();
            double[] x = pose.vector(3, 0, 0);
            double[] y = pose.vector(0.4, 0.5, 0); // leans towards x
            assertSame(pose, Pose.ofAxes(pose.x(), pose.y(), pose.z(), x, y));
        }
    }

    @Test
    void axes_of_half_turns_lose_nothing() {
        for (Pose pose : new Pose[] {
            Pose.turned(Math.PI, 0, 0), Pose.turned(0, Math.PI, 0), Pose.turned(0, 0, Math.PI), Pose.IDENTITY
        }) {
            assertSame(pose, Pose.ofAxes(0, 0, 0, pose.vector(1, 0, 0), pose.vector(0, 1, 0)));
        }
    }

    @Test
    void parallel_axes_are_no_pose() {
        double[] x = {1, 0, 0};
        assertThrows(IllegalArgumentException.class, () -> Pose.ofAxes(0, 0, 0, x, x));
    }

    @Test
    void the_angle_between_two_turns_is_that_of_the_turn_from_one_to_the_other() {
        assertEquals(0.3, Pose.turned(0, 0.2, 0).turnTo(Pose.turned(0, 0.5, 0).moved(1, 2, 3)), 1e-12);
    }
}
