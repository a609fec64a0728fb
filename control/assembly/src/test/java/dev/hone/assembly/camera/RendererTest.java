package dev.hone.assembly.camera;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.hone.learn.geometry.Pose;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class RendererTest {
    private static final Size SIZE = new Size(100, 80);
    private static final double RIGHT_ANGLE = Math.PI / 2; // so that the focal length is 50 pixels
    private static final int RED = 0xFF0000;
    private static final int GREEN = 0x00FF00;
    private static final int WHITE = 0xFFFFFF;

    /** At the origin, looking along x. */
    private static final Viewpoint AHEAD =
            Viewpoint.looking(new double[] {0, 0, 0}, new double[] {1, 0, 0}, RIGHT_ANGLE);

    private static Visual box(double x, double y, double z, double half, int colour) {
        return Visual.solid(Mesh.box(half, half, half), Pose.at(x, y, z), colour);
    }

    private static int[] picture(Viewpoint viewpoint, boolean shadows, Visual... visuals) {
        Renderer renderer = new Renderer(new Scene(List.of(List.of(visuals))), SIZE, shadows);
        renderer.render(viewpoint, Light.USUAL);
        return renderer.pixels();
    }

    private static boolean red(int pixel) {
        return pixel >> 16 > 0 && (pixel & 0xFFFF) == 0;
    }

    private static boolean green(int pixel) {
        return (pixel & 0xFF00) > 0 && (pixel & 0xFF00FF) == 0;
    }

    @Test
    void a_point_lands_where_a_pinhole_camera_puts_it() {
        for (double[] point : new double[][] {{1, -0.2, 0.1}, {2, 0.9, -0.7}, {0.5, 0.3, 0.3}, {1, 0, 0}}) {
            int[] pixels = picture(AHEAD, false, box(point[0], point[1], point[2], 0.02 * point[0], RED));
            double sumX = 0;
            double sumY = 0;
            int count = 0;
            for (int i = 0; i < pixels.length; i++) {
                if (red(pixels[i])) {
                    sumX += i % SIZE.width() + 0.5;
                    sumY += Math.floorDiv(i, SIZE.width()) + 0.5;
                    count++;
                }
            }
            assertTrue(count >= 3 && count <= 16, count + " pixels");
            // y is to the left, z up
            assertEquals(50 - 50 * point[1] / point[0], sumX / count, 0.8);
            assertEquals(40 - 50 * point[2] / point[0], sumY / count, 0.8);
        }
    }

    @Test
    void a_camera_on_a_body_is_carried_along() {
        Pose hand = Pose.euler(0.2, 0.3, 0.4, 0.5, -0.3, 0.9);
        Pose inHand = Pose.euler(0.05, 0, -0.02, 0.1, 0.2, 0);
        Viewpoint own = new Viewpoint(inHand.times(AHEAD.pose()), RIGHT_ANGLE);
        double[] seen = hand.times(inHand).point(1, -0.2, 0.1);
        Visual there = Visual.solid(Mesh.sphere(0.03, 8), Pose.at(seen[0], seen[1], seen[2]), RED);
        int[] pixels = picture(own.on(hand), false, there);
        assertTrue(red(pixels[35 * SIZE.width() + 60]));
    }

    @Test
    void the_nearer_hides_the_farther_in_either_order() {
        Visual near = box(1, 0, 0, 0.1, RED);
        Visual far = box(2, 0, 0, 0.5, GREEN);
        int[] one = picture(AHEAD, false, near, far);
        assertArrayEquals(one, picture(AHEAD, false, far, near));
        assertTrue(red(one[40 * SIZE.width() + 50]));
        assertTrue(green(one[40 * SIZE.width() + 60]));
        assertFalse(red(one[0]) || green(one[0]));
    }

    @Test
    void a_box_that_enters_another_is_seen_where_it_stands_out() {
        Visual wall = Visual.solid(Mesh.box(0.1, 1, 1), Pose.at(1.1, 0, 0), GREEN); // its face at 1
        int[] pixels = picture(AHEAD, false, wall, Visual.solid(Mesh.box(0.2, 0.1, 0.1), Pose.at(1.19, 0, 0), RED));
        assertTrue(red(pixels[40 * SIZE.width() + 50]));
        pixels = picture(AHEAD, false, wall, Visual.solid(Mesh.box(0.2, 0.1, 0.1), Pose.at(1.21, 0, 0), RED));
        assertTrue(green(pixels[40 * SIZE.width() + 50]));
    }

    @Test
    void what_is_behind_is_not_seen_and_what_passes_beside_is_cut() {
        int nothing = picture(AHEAD, false, box(-1, 0, 0, 0.5, RED))[0];
        int[] floor = picture(AHEAD, false, Visual.flat(Mesh.sheet(50, 50), Pose.at(0, 0, -0.5), RED));
        for (int y = 0; y < SIZE.height(); y++) {
            for (int x = 0; x < SIZE.width(); x++) {
                boolean below = y > SIZE.height() / 2; // one row to spare for the end of the floor
                if (y != SIZE.height() / 2) {
                    assertEquals(below, floor[y * SIZE.width() + x] != nothing, "at " + x + " " + y);
                }
            }
        }
        assertTrue(Arrays.stream(picture(AHEAD, false, box(-1, 0, 0, 0.5, RED))).allMatch(p -> p == nothing));
    }

    @Test
    void neighbouring_triangles_leave_no_hole() {
        for (int k = 0; k < 30; k++) {
            Pose pose = Pose.euler(0.6, 0.01 * k, 0, 0.3 * k, 0.7 * k, 0);
            int[] pixels = picture(AHEAD, false, Visual.solid(Mesh.capsule(0.15, 0.1, 32), pose, RED));
            for (int y = 0; y < SIZE.height(); y++) {
                int changes = 0;
                for (int x = 1; x < SIZE.width(); x++) {
                    int at = y * SIZE.width() + x;
                    changes += red(pixels[at]) == red(pixels[at - 1]) ? 0 : 1;
                }
                assertTrue(changes <= 2, "row " + y + " of turn " + k);
            }
        }
    }

    @Test
    void a_shadow_lies_where_the_light_puts_it_and_darkens_only_there() {
        Viewpoint above = new Viewpoint(Pose.at(0, 0, 2).times(Pose.turned(Math.PI, 0, 0)), RIGHT_ANGLE);
        Visual floor = Visual.flat(Mesh.sheet(3, 3), Pose.IDENTITY, WHITE);
        Visual box = box(0, 0, 0.5, 0.1, RED);
        int[] without = picture(above, false, floor, box);
        int[] with = picture(above, true, floor, box);
        // x to the right, y upward in the picture, 25 pixels a metre on the floor
        double x = -0.5 * Light.USUAL.x() / Light.USUAL.z();
        double y = -0.5 * Light.USUAL.y() / Light.USUAL.z();
        int middle = (int) Math.round(40 - 25 * y) * SIZE.width() + (int) Math.round(50 + 25 * x);
        int darker = 0;
        for (int i = 0; i < with.length; i++) {
            assertTrue((with[i] & 0xFF) <= (without[i] & 0xFF));
            if (with[i] != without[i]) {
                assertTrue((with[i] & 0xFF) < 0.6 * (without[i] & 0xFF));
                assertTrue(Math.abs(i % SIZE.width() - middle % SIZE.width()) <= 6, "far from the box's shadow");
                assertTrue(Math.abs(i / SIZE.width() - middle / SIZE.width()) <= 6, "far from the box's shadow");
                darker++;
            }
        }
        assertNotEquals(without[middle], with[middle]);
        assertTrue(darker > 20 && darker < 70, darker + " pixels");
    }

    @Test
    void a_solid_alone_throws_no_shadow_on_itself() {
        for (int k = 0; k < 20; k++) {
            Pose pose = Pose.euler(0.8, 0, 0, 0.3 * k, 0.7 * k, 0);
            for (Mesh mesh : List.of(Mesh.box(0.2, 0.1, 0.3), Mesh.sphere(0.3, 24), Mesh.cylinder(0.1, 0.3, 16))) {
                Visual solid = Visual.solid(mesh, pose, WHITE);
                assertArrayEquals(picture(AHEAD, false, solid), picture(AHEAD, true, solid), "turn " + k);
            }
        }
    }

    @Test
    void to_move_a_body_is_to_build_it_there() {
        Pose pose = Pose.euler(0.8, 0.1, 0, 0.3, 0.7, 0.2);
        Scene scene = new Scene(List.of(
                List.of(Visual.solid(Mesh.box(0.2, 0.1, 0.3), Pose.IDENTITY, RED)),
                List.of(box(1, 0, -0.4, 0.1, GREEN))));
        scene.place(0, pose);
        Renderer renderer = new Renderer(scene, SIZE, true);
        renderer.render(AHEAD, Light.USUAL);
        int[] built =
                picture(AHEAD, true, Visual.solid(Mesh.box(0.2, 0.1, 0.3), pose, RED), box(1, 0, -0.4, 0.1, GREEN));
        int other = 0;
        for (int i = 0; i < built.length; i++) {
            other += Math.abs((built[i] >> 16) - (renderer.pixels()[i] >> 16)) > 2 ? 1 : 0;
        }
        assertTrue(other <= 5, other + " pixels differ by more than rounding");
        byte[] bytes = new byte[3 * SIZE.area() + 1];
        renderer.copyTo(bytes, 1);
        assertEquals(renderer.pixels()[77] >> 16, bytes[1 + 3 * 77] & 0xFF);
        assertEquals(renderer.pixels()[77] & 0xFF, bytes[3 + 3 * 77] & 0xFF);
    }

    @Test
    void a_picture_allocates_nothing() {
        Scene scene = new Scene(
                List.of(List.of(Visual.flat(Mesh.sheet(3, 3), Pose.at(0, 0, -0.3), WHITE), box(1, 0, 0, 0.2, RED))));
        Renderer renderer = new Renderer(scene, SIZE, true);
        Pose pose = Pose.at(0.1, 0, 0);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = 0;
        for (int i = 0; i < 60; i++) {
            if (i == 20) {
                before = threads.getCurrentThreadAllocatedBytes();
            }
            scene.place(0, pose);
            renderer.render(AHEAD, Light.USUAL);
        }
        assertTrue(threads.getCurrentThreadAllocatedBytes() - before < 4096, "40 pictures need memory");
    }
}
