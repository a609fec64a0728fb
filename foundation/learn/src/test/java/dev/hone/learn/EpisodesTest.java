package dev.hone.learn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.hone.core.Seeds;
import dev.hone.learn.classic.Identity;
import dev.hone.learn.classic.Pendulum;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class EpisodesTest {
    /** Repeats what it saw as often as its chunk is long. */
    private record Echo(Space observations, int chunk) implements Policy {
        @Override
        public Space actions() {
            return observations;
        }

        @Override
        public void act(float[] observation, RandomGenerator random, float[] actions) {
            for (int i = 0; i < chunk; i++) {
                System.arraycopy(observation, 0, actions, i * observation.length, observation.length);
            }
        }
    }

    @Test
    void sums_the_rewards_of_each_episode() {
        Environment identity = Identity.discrete(4, 10);
        double[] returns = Episodes.returns(identity, new Echo(identity.observations(), 1), 3, Seeds.of(1));
        assertArrayEquals(new double[] {10, 10, 10}, returns);
    }

    @Test
    void plays_a_chunk_through_and_stops_at_the_end_of_the_episode() {
        Environment identity = Identity.discrete(1000, 10);
        double[] returns = Episodes.returns(identity, new Echo(identity.observations(), 4), 3, Seeds.of(1));
        assertEquals(9, Arrays.stream(returns).sum(), "only the first action of each chunk fits");
    }

    @Test
    void an_episode_depends_on_its_number_alone() {
        Environment identity = Identity.continuous(2, 10);
        Policy noise = new Policy() {
            @Override
            public Space observations() {
                return identity.observations();
            }

            @Override
            public Space actions() {
                return identity.actions();
            }

            @Override
            public void act(float[] observation, RandomGenerator random, float[] actions) {
                actions[0] = (float) random.nextDouble();
                actions[1] = (float) random.nextDouble();
            }
        };
        double[] three = Episodes.returns(identity, noise, 3, Seeds.of(1));
        double[] two = Episodes.returns(identity, noise, 2, Seeds.of(1));
        assertArrayEquals(two, Arrays.copyOf(three, 2));
        assertNotEquals(three[0], three[1]);
    }

    @Test
    void refuses_a_policy_for_something_else() {
        Policy echo = new Echo(new Space.Discrete(2), 1);
        assertThrows(IllegalArgumentException.class, () -> Episodes.returns(new Pendulum(), echo, 1, Seeds.of(1)));
    }
}
