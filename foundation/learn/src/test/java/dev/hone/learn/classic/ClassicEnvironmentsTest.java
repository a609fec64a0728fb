package dev.hone.learn.classic;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.learn.Environment;
import dev.hone.learn.EnvironmentKit;
import dev.hone.learn.Snapshot;
import dev.hone.learn.Step;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ClassicEnvironmentsTest {
    @Nested
    class CartPoleKeeps extends EnvironmentKit {
        @Override
        protected Environment make() {
            return new CartPole();
        }
    }

    @Nested
    class PendulumKeeps extends EnvironmentKit {
        @Override
        protected Environment make() {
            return new Pendulum();
        }
    }

    @Nested
    class PointReachKeeps extends EnvironmentKit {
        @Override
        protected Environment make() {
            return new PointReach();
        }
    }

    @Nested
    class IdentityOfChoicesKeeps extends EnvironmentKit {
        @Override
        protected Environment make() {
            return Identity.discrete(5, 20);
        }
    }

    @Nested
    class IdentityOfNumbersKeeps extends EnvironmentKit {
        @Override
        protected Environment make() {
            return Identity.continuous(3, 20);
        }
    }

    /** One step computed by hand from the equations of the environment's source. */
    @Test
    void a_cart_pushed_right_from_rest_leaves_its_upright_pole_behind() {
        CartPole cart = new CartPole();
        cart.restore(Snapshot.writer().put(new double[4]).put(0L).done());
        Step step = new Step(cart.observations());
        cart.step(new float[] {1}, step);
        double push = 10 / 1.1;
        double turning = -push / (0.5 * (4.0 / 3 - 0.1 / 1.1));
        double acceleration = push - 0.05 * turning / 1.1;
        float[] expected = {0, (float) (0.02 * acceleration), 0, (float) (0.02 * turning)};
        assertArrayEquals(expected, step.observation(), 1e-6f);
        assertEquals(1, step.reward());
    }

    @Test
    void a_cart_is_truncated_at_500_steps_and_terminated_when_the_pole_falls() {
        CartPole cart = new CartPole();
        Step step = new Step(cart.observations());
        cart.restore(Snapshot.writer().put(new double[4]).put(499L).done());
        cart.step(new float[] {1}, step);
        assertTrue(step.truncated());
        assertFalse(step.terminated());
        cart.restore(
                Snapshot.writer().put(new double[] {0, 0, 0.2094, 1}).put(0L).done());
        cart.step(new float[] {1}, step);
        assertTrue(step.terminated());
        assertFalse(step.truncated());
    }

    @Test
    void a_pendulum_that_hangs_still_pays_pi_squared() {
        Pendulum pendulum = new Pendulum();
        pendulum.restore(Snapshot.writer().put(Math.PI).put(0.0).put(0L).done());
        Step step = new Step(pendulum.observations());
        pendulum.step(new float[] {0}, step);
        assertEquals(-Math.PI * Math.PI, step.reward(), 1e-9);
        assertEquals(-1, step.observation()[0], 1e-6);
    }

    @Test
    void a_pendulum_clips_its_torque_and_speed() {
        Pendulum pendulum = new Pendulum();
        pendulum.restore(Snapshot.writer().put(0.0).put(7.9).put(0L).done());
        Step step = new Step(pendulum.observations());
        pendulum.step(new float[] {100}, step);
        assertEquals(-(0.1 * 7.9 * 7.9 + 0.001 * 4), step.reward(), 1e-9);
        assertEquals(8, step.observation()[2], 1e-6);
    }

    @Test
    void a_point_that_walks_straight_arrives() {
        PointReach reach = new PointReach();
        float[] observation = new float[4];
        for (long seed = 0; seed < 20; seed++) {
            reach.reset(seed, observation);
            Step step = new Step(reach.observations());
            System.arraycopy(observation, 0, step.observation(), 0, 4);
            step.set(0, false, false);
            while (!step.ended()) {
                float[] seen = step.observation();
                reach.step(new float[] {10 * (seen[2] - seen[0]), 10 * (seen[3] - seen[1])}, step);
            }
            assertTrue(step.terminated(), "seed " + seed);
        }
    }

    @Test
    void identity_pays_for_the_shown_action_only() {
        Identity choices = Identity.discrete(3, 5);
        float[] shown = new float[1];
        choices.reset(1, shown);
        Step step = new Step(choices.observations());
        choices.step(shown.clone(), step);
        assertEquals(1, step.reward());
        choices.step(new float[] {(step.observation()[0] + 1) % 3}, step);
        assertEquals(0, step.reward());
        Identity numbers = Identity.continuous(2, 5);
        float[] pair = new float[2];
        numbers.reset(1, pair);
        Step next = new Step(numbers.observations());
        numbers.step(new float[] {pair[0], pair[1] > 0 ? pair[1] - 0.5f : pair[1] + 0.5f}, next);
        assertEquals(-0.25, next.reward(), 1e-6);
    }
}
