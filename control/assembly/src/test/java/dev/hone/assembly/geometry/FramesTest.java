package dev.hone.assembly.geometry;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.hone.learn.RandomStream;
import dev.hone.learn.geometry.Pose;
import org.junit.jupiter.api.Test;

class FramesTest {
    private final RandomStream random = new RandomStream(1);

    private Pose any() {
        return Pose.at(random.uniform(-1, 1), random.uniform(-1, 1), random.uniform(-1, 1))
                .times(Pose.turned(random.uniform(-3, 3), random.uniform(-3, 3), random.uniform(-3, 3)));
    }

    private static void assertSame(Pose expected, Pose found) {
        assertEquals(0, expected.distance(found), 1e-12);
        assertEquals(0, expected.turnTo(found), 1e-7);
    }

    @Test
    void the_frames_are_those_of_the_benchmark() {
        // x_robot = y_tag + 0.3015, y_robot = x_tag, z_robot = -z_tag
        Pose robot = Frames.robot(Pose.at(0.1, 0.2, -0.03));
        assertEquals(0.5015, robot.x(), 1e-12);
        assertEquals(0.1, robot.y(), 1e-12);
        assertEquals(0.03, robot.z(), 1e-12);
        Pose any = any();
        assertSame(any, Frames.tag(Frames.robot(any)));
    }

    @Test
    void a_hand_down_points_to_the_table_and_closes_along_y() {
        Pose hand = Frames.down(0.4, 0.1, 0.2, 0);
        assertArrayEquals(new double[] {0, 0, -1}, hand.vector(0, 0, 1), 1e-12);
        assertArrayEquals(new double[] {0, -1, 0}, hand.vector(0, 1, 0), 1e-12);
        assertArrayEquals(
                new double[] {0, 1, 0}, Frames.down(0, 0, 0, Math.PI / 2).vector(1, 0, 0), 1e-12);
    }
}
