package dev.hone.learn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.core.Seeds;
import java.util.List;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

class EnvironmentCheckerTest {
    @Test
    void finds_rewards_that_are_no_numbers() {
        expect("gave a reward of NaN", new VectorEnvironmentTest.Broken());
    }

    @Test
    void finds_observations_outside_their_space() {
        expect("is outside", new Counter((_, step) -> step.observation()[0] = 7));
    }

    @Test
    void finds_randomness_that_does_not_come_from_the_seed() {
        RandomStream own = new RandomStream(1);
        expect("differ", new Counter((_, step) -> step.observation()[0] = (float) own.nextDouble()));
    }

    @Test
    void finds_state_that_a_snapshot_forgot() {
        expect("differs", new Counter((time, step) -> step.observation()[0] = time % 5 / 5f));
    }

    @Test
    void is_content_with_what_keeps_the_contract() {
        assertEquals(List.of(), EnvironmentChecker.problems(new Counter((_, _) -> {}), 100, Seeds.of(1)));
    }

    private static void expect(String part, Environment environment) {
        List<String> problems = EnvironmentChecker.problems(environment, 100, Seeds.of(1));
        assertEquals(1, problems.size(), problems.toString());
        assertTrue(problems.getFirst().contains(part), problems.toString());
    }

    /** Counts its steps, and forgets the count in its snapshots. */
    private static final class Counter implements Restorable {
        private final BiConsumer<Integer, Step> show;
        private int time;

        Counter(BiConsumer<Integer, Step> show) {
            this.show = show;
        }

        @Override
        public String name() {
            return "counter";
        }

        @Override
        public Space observations() {
            return Space.Box.of(1, 0, 1);
        }

        @Override
        public Space actions() {
            return new Space.Discrete(2);
        }

        @Override
        public void reset(long seed, float[] observation) {
            time = 0;
            observation[0] = 0;
        }

        @Override
        public void step(float[] action, Step step) {
            time++;
            step.observation()[0] = 0;
            step.set(1, false, false);
            show.accept(time, step);
        }

        @Override
        public Snapshot snapshot() {
            return Snapshot.writer().done();
        }

        @Override
        public void restore(Snapshot snapshot) {
            snapshot.reader().end();
        }
    }
}
