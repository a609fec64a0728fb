package dev.hone.imitate.rollout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.core.HoneException;
import dev.hone.core.Listener;
import dev.hone.core.Seeds;
import dev.hone.imitate.ImitationTask;
import dev.hone.imitate.PointTask;
import dev.hone.learn.Policy;
import dev.hone.learn.Space;
import dev.hone.learn.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class RolloutsTest {
    private static final ImitationTask TASK = new PointTask();

    /** Goes to the goal in chunks of three, more or less. */
    private static Policy towards(double noise) {
        return new Policy() {
            @Override
            public Space observations() {
                return TASK.observationRanges();
            }

            @Override
            public Space actions() {
                return TASK.actionRanges();
            }

            @Override
            public int chunk() {
                return 3;
            }

            @Override
            public void act(float[] observation, RandomGenerator random, float[] actions) {
                for (int i = 0; i < 3; i++) {
                    actions[i] = (float) (-observation[0] / 3 + noise * random.nextGaussian());
                }
            }
        };
    }

    private static Score score(double noise, int threads) {
        return new Rollouts(TASK, () -> towards(noise), ResetStream.TUNE, Seeds.of(1))
                .score(40, threads, Listener.NONE);
    }

    @Test
    void outcomes_are_the_same_on_any_number_of_threads() {
        assertEquals(score(0.2, 1), score(0.2, 4));
    }

    @Test
    void a_good_policy_solves_what_a_bad_one_does_not() {
        assertEquals(40, score(0, 2).rate().successes());
        assertTrue(score(0.8, 2).rate().successes() < 30);
        assertEquals(40, score(0, 2).milestones().get("moved"));
    }

    @Test
    void streams_share_no_start_and_keep_theirs_for_ever() {
        List<Long> all = new ArrayList<>();
        for (ResetStream stream : ResetStream.values()) {
            for (int k = 0; k < 200; k++) {
                all.add(stream.seed(k));
            }
        }
        assertEquals(all.size(), all.stream().distinct().count());
        assertNotEquals(ResetStream.SELECT.seed(0), ResetStream.REPORT.seed(0));
        assertEquals(ResetStream.REPORT, ResetStream.of("report"));
        HoneException e = assertThrows(HoneException.class, () -> ResetStream.of("reprt"));
        assertTrue(e.getMessage().contains("Maybe you mean 'report'."), e.getMessage());
    }

    @Test
    void a_recorded_episode_can_be_gone_back_to_and_played_again_to_the_bit() {
        Rollouts rollouts = new Rollouts(TASK, () -> towards(0.2), ResetStream.COLLECT, Seeds.of(1));
        Rollouts.Kept kept = rollouts.record(3, 1, 1, Listener.NONE).getFirst();
        assertEquals(3, kept.outcome().index());
        assertEquals(kept.outcome().steps(), kept.episode().length());
        var trial = TASK.open();
        var step = new Step(trial.environment().observations());
        trial.environment()
                .restore(kept.episode().frames().getFirst().simulator().orElseThrow());
        for (int i = 0; i + 1 < kept.episode().length(); i++) {
            trial.step(kept.episode().frames().get(i).action(), step);
            assertEquals(kept.episode().frames().get(i + 1).state()[0], step.observation()[0]);
        }
        trial.close();
    }

    @Test
    void a_policy_for_other_numbers_is_refused() {
        Policy other = new Policy() {
            @Override
            public Space observations() {
                return Space.Box.of(7, -1, 1);
            }

            @Override
            public Space actions() {
                return Space.Box.of(1, -1, 1);
            }

            @Override
            public void act(float[] observation, RandomGenerator random, float[] actions) {}
        };
        HoneException e =
                assertThrows(HoneException.class, () -> new Rollouts(TASK, () -> other, ResetStream.TUNE, Seeds.of(1)));
        assertTrue(
                e.getMessage().startsWith("The policy sees 7 numbers and does 1 where the task point has 1 and 1."),
                e.getMessage());
    }

    @Test
    void what_a_worker_throws_comes_out() {
        assertThrows(
                IllegalStateException.class,
                () -> Parallel.map(0, 10, 3, Listener.NONE, () -> new Parallel.Worker<Integer>() {
                    @Override
                    public Integer work(int index) {
                        if (index == 4) {
                            throw new IllegalStateException("four");
                        }
                        return index;
                    }

                    @Override
                    public void close() {}
                }));
    }
}
