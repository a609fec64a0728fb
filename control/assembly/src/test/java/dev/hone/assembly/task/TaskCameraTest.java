package dev.hone.assembly.task;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.assembly.camera.Look;
import dev.hone.assembly.camera.Size;
import dev.hone.core.HoneException;
import dev.hone.core.Seeds;
import dev.hone.learn.Step;
import java.util.Arrays;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;

class TaskCameraTest {
    private static final Size SMALL = new Size(64, 64);

    private static AssemblyEnvironment begun(String task, long seed) {
        AssemblyEnvironment environment = new AssemblyEnvironment(Options.of(Task.of(task)));
        environment.reset(seed, new Step(environment.observations()).observation());
        return environment;
    }

    private static long count(int[] pixels, IntPredicate what) {
        return Arrays.stream(pixels).filter(what).count();
    }

    private static boolean blue(int pixel) {
        return (pixel & 0xFF) > 1.5 * (pixel >> 16);
    }

    private static boolean orange(int pixel) {
        return (pixel >> 16) > 3 * (pixel & 0xFF);
    }

    private static boolean green(int pixel) {
        int green = pixel >> 8 & 0xFF;
        return green > 1.5 * (pixel >> 16) && green > 1.5 * (pixel & 0xFF);
    }

    @Test
    void the_part_to_be_moved_is_seen_from_the_front_in_the_smallest_picture() {
        for (int seed = 0; seed < 5; seed++) {
            try (AssemblyEnvironment peg = begun("grasp-peg", seed);
                    AssemblyEnvironment leg = begun("one-leg", seed)) {
                int[] pixels = new TaskCamera(peg, SMALL, true).take(Camera.FRONT);
                assertTrue(count(pixels, TaskCameraTest::blue) >= 15, "the peg");
                pixels = new TaskCamera(leg, SMALL, true).take(Camera.FRONT);
                assertTrue(count(pixels, TaskCameraTest::orange) >= 8, "the leg");
            }
        }
    }

    @Test
    void the_wrist_camera_sees_a_pad_on_each_side() {
        try (AssemblyEnvironment environment = begun("one-leg", 1)) {
            int[] pixels = new TaskCamera(environment, SMALL, false).take(Camera.WRIST);
            int left = 0;
            int right = 0;
            for (int i = 0; i < pixels.length; i++) {
                if (green(pixels[i])) {
                    left += i % 64 < 24 ? 1 : 0;
                    right += i % 64 >= 40 ? 1 : 0;
                    assertFalse(i % 64 >= 24 && i % 64 < 40, "a pad in the middle of an open hand's picture");
                }
            }
            assertTrue(left > 20 && right > 20, left + " and " + right + " pixels");
        }
    }

    @Test
    void a_rigidly_held_peg_is_seen_in_the_hand() {
        try (AssemblyEnvironment environment = begun("peg", 1)) {
            TaskCamera camera = new TaskCamera(environment, SMALL, false);
            assertTrue(count(camera.take(Camera.FRONT), TaskCameraTest::blue) >= 15);
            assertTrue(count(camera.take(Camera.WRIST), TaskCameraTest::blue) >= 50);
        }
    }

    @Test
    void the_same_state_and_look_give_the_same_picture_in_another_environment_too() {
        try (AssemblyEnvironment one = begun("grasp-peg", 3);
                AssemblyEnvironment two = begun("grasp-peg", 4)) {
            TaskCamera first = new TaskCamera(one, SMALL, true);
            TaskCamera second = new TaskCamera(two, SMALL, true);
            first.wear(Look.drawn(Seeds.of(9)));
            second.wear(Look.drawn(Seeds.of(9)));
            for (Camera camera : Camera.values()) {
                int[] before = second.take(camera).clone();
                assertFalse(Arrays.equals(first.take(camera), before), "other starts look alike");
            }
            two.restore(one.snapshot());
            for (Camera camera : Camera.values()) {
                int[] picture = first.take(camera).clone();
                assertArrayEquals(picture, second.take(camera));
                assertArrayEquals(picture, first.take(camera));
            }
        }
    }

    @Test
    void each_look_changes_the_picture_and_the_plain_one_brings_it_back() {
        try (AssemblyEnvironment environment = begun("peg", 3)) {
            TaskCamera camera = new TaskCamera(environment, SMALL, true);
            int[] plain = camera.take(Camera.FRONT).clone();
            camera.wear(Look.drawn(Seeds.of(1)));
            int[] one = camera.take(Camera.FRONT).clone();
            camera.wear(Look.drawn(Seeds.of(2)));
            int[] two = camera.take(Camera.FRONT).clone();
            assertFalse(Arrays.equals(plain, one) || Arrays.equals(plain, two) || Arrays.equals(one, two));
            camera.wear(Look.PLAIN);
            assertArrayEquals(plain, camera.take(Camera.FRONT));
        }
    }

    @Test
    void an_unknown_camera_names_the_nearest() {
        assertEquals(Camera.WRIST, Camera.of("wrist"));
        HoneException refused = assertThrows(HoneException.class, () -> Camera.of("frnt"));
        assertTrue(refused.getMessage().contains("no camera 'frnt'"), refused.getMessage());
    }
}
