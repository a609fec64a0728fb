package dev.hone.learn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.hone.core.HoneException;
import dev.hone.core.Seeds;
import dev.hone.learn.classic.CartPole;
import dev.hone.learn.classic.Identity;
import dev.hone.learn.classic.Pendulum;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class VectorEnvironmentTest {
    private static final Seeds SEEDS = Seeds.of(3);

    @Test
    void begins_the_next_episode_in_the_step_that_ends_one() {
        try (var both = new VectorEnvironment(2, 1, _ -> new CartPole())) {
            both.reset(SEEDS);
            float[] left = {0, 0};
            int steps = 0;
            do {
                both.step(left);
                steps++;
            } while (!both.ended(0));
            assertTrue(both.terminated(0));
            assertEquals(steps, both.returned(0));
            assertTrue(Math.abs(both.lastObservations()[2]) > 0.2, "the last observation is that of the fallen pole");
            float[] first = new float[4];
            new CartPole().reset(SEEDS.child(0).child(1).asLong(), first);
            assertArrayEquals(first, Arrays.copyOf(both.observations(), 4));
        }
    }

    @Test
    void truncation_is_no_termination() {
        try (var one = new VectorEnvironment(1, 1, _ -> new Pendulum())) {
            one.reset(SEEDS);
            for (int t = 0; t < 200; t++) {
                assertFalse(t > 0 && one.ended(0));
                one.step(new float[1]);
            }
            assertTrue(one.ended(0));
            assertFalse(one.terminated(0));
        }
    }

    @Test
    void the_number_of_threads_changes_nothing() {
        assertArrayEquals(trace(1), trace(2));
        assertArrayEquals(trace(1), trace(3));
    }

    private static float[] trace(int threads) {
        float[] trace = new float[300 * 4];
        try (var five = new VectorEnvironment(5, threads, _ -> new CartPole())) {
            five.reset(SEEDS);
            float[] actions = new float[5];
            for (int t = 0; t < 300; t++) {
                for (int i = 0; i < 5; i++) {
                    actions[i] = (t + i) / 2 % 2;
                }
                five.step(actions);
                System.arraycopy(five.observations(), t % 5 * 4, trace, t * 4, 4);
            }
        }
        return trace;
    }

    @Test
    void goes_on_from_a_snapshot_with_the_same_bits() {
        float[] actions = {1, 0, 1};
        try (var one = new VectorEnvironment(3, 1, _ -> new CartPole());
                var other = new VectorEnvironment(3, 1, _ -> new CartPole())) {
            one.reset(SEEDS);
            for (int t = 0; t < 25; t++) {
                one.step(actions);
            }
            other.restore(SEEDS, one.snapshot());
            for (int t = 0; t < 50; t++) {
                one.step(actions);
                other.step(actions);
                assertArrayEquals(one.observations(), other.observations());
                assertEquals(one.returned(1), other.returned(1));
            }
        }
    }

    @Test
    void a_step_on_one_thread_allocates_nothing() {
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        try (var eight = new VectorEnvironment(8, 1, _ -> new Pendulum())) {
            eight.reset(SEEDS);
            float[] actions = new float[8];
            for (int t = 0; t < 20_000; t++) {
                eight.step(actions);
            }
            eight.reset(SEEDS);
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int t = 0; t < 199; t++) { // a reset makes seeds
                eight.step(actions);
            }
            long bytes = threads.getCurrentThreadAllocatedBytes() - before;
            assertTrue(bytes < 1_000, bytes + " bytes");
        }
    }

    @Test
    void refuses_a_reward_that_is_no_number() {
        for (int threads = 1; threads <= 2; threads++) {
            try (var two = new VectorEnvironment(2, threads, _ -> new Broken())) {
                two.reset(SEEDS);
                String message = assertThrows(HoneException.class, () -> two.step(new float[2]))
                        .getMessage();
                assertTrue(message.contains("broken gave a reward of NaN"), message);
            }
        }
    }

    @Test
    void refuses_environments_of_several_kinds_and_actions_of_the_wrong_number() {
        assertThrows(
                IllegalArgumentException.class,
                () -> new VectorEnvironment(2, 1, i -> i == 0 ? new CartPole() : new Pendulum()));
        try (var two = new VectorEnvironment(2, 1, _ -> new CartPole())) {
            assertThrows(IllegalArgumentException.class, () -> two.step(new float[3]));
        }
    }

    @Test
    void says_which_environment_cannot_be_saved() {
        try (var one = new VectorEnvironment(1, 1, _ -> new Broken())) {
            assertTrue(assertThrows(HoneException.class, one::snapshot)
                    .getMessage()
                    .contains("broken can't be saved"));
        }
    }

    /** Fits no contract: its rewards are NaN and its second observation leaves the space. */
    static final class Broken implements Environment {
        private final Identity identity = Identity.continuous(1, 3);

        @Override
        public String name() {
            return "broken";
        }

        @Override
        public Space observations() {
            return identity.observations();
        }

        @Override
        public Space actions() {
            return identity.actions();
        }

        @Override
        public void reset(long seed, float[] observation) {
            identity.reset(seed, observation);
        }

        @Override
        public void step(float[] action, Step step) {
            identity.step(action, step);
            step.set(Double.NaN, false, false);
        }
    }
}
