package dev.hone.guide.recurrent;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.hone.core.Seeds;
import dev.hone.learn.EpisodeBatch;
import dev.hone.learn.EpisodeReplay;
import dev.hone.learn.RandomStream;
import dev.hone.learn.Space;
import dev.hone.tensor.Scope;
import dev.hone.tensor.Tensor;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Episodes of one or two steps and two choices, whose values are computed by hand. */
class SequenceStudentTest {
    private static final double GAMMA = 0.5;
    private static final float[] ADVICE = {-1, -3};
    private static final int IN = 1 + 2;

    private final EpisodeReplay replay = new EpisodeReplay(1_000, 1 + 2, 1);

    private void live(float... rewards) {
        for (int choice = 0; choice < 2; choice++) {
            EpisodeReplay.Episode episode = replay.episode();
            for (int t = 0; t < rewards.length; t++) {
                episode.add(new float[] {t, ADVICE[0], ADVICE[1]}, new float[] {choice}, choice == 0 ? rewards[t] : 0);
            }
            episode.end(new float[] {rewards.length, 0, 0}, true);
            replay.add(episode);
        }
    }

    private Sequences batch(int seed) {
        return Sequences.of(replay.draw(new RandomStream(seed), 8), 2);
    }

    private static SequenceActor actor(double rate) {
        return new SequenceActor(Space.Box.of(1, 0, 9), new Space.Discrete(2), 16, rate, Seeds.of(1));
    }

    private static SequenceCritics critics(int seed) {
        return new SequenceCritics(IN, 16, 2, 2, 1e-2, 0.2, Seeds.of(seed));
    }

    /** The policy stays at a half each: Q_R(h0, 0) = 4 + gamma (6 + 0) / 2, Q_I(h0, .) = gamma (-1 - 3) / 2. */
    @Test
    void both_heads_reach_what_both_equations_say_and_the_present_advice_is_in_neither() {
        live(4, 6);
        try (SequenceActor actor = actor(1e-12);
                SequenceCritics reward = critics(2);
                SequenceCritics teacher = critics(3)) {
            train(new SequenceStudent(actor, reward, Optional.of(teacher), GAMMA, 1), 0.7, 500);
            try (var _ = new Scope()) {
                Sequences some = batch(0);
                Tensor r = reward.foresee(some);
                assertEquals(4 + GAMMA * 6 / 2, value(some, r, 0, 0), 0.25);
                assertEquals(6, value(some, r, 1, 0), 0.25);
                assertEquals(0, value(some, r, 1, 1), 0.25);
                Tensor i = teacher.foresee(some);
                assertEquals(GAMMA * (-1 - 3) / 2, value(some, i, 0, 0), 0.15);
                assertEquals(0, value(some, i, 1, 0), 0.15, "nothing follows the end");
            }
        }
    }

    private void train(SequenceStudent student, double c, int updates) {
        for (int update = 0; update < updates; update++) {
            try (var _ = new Scope()) {
                student.learn(batch(update), c, new RandomStream(0));
            }
        }
    }

    /** Value of a choice at a time, for an episode that made this choice. */
    private static double value(Sequences batch, Tensor values, int time, int choice) {
        long[] actions = batch.actions().longs();
        int n = (int) batch.rewards().size(1);
        for (int e = 0; e < n; e++) {
            if (actions[e] == choice) {
                return values.doubles()[(time * n + e) * 2 + choice];
            }
        }
        throw new AssertionError("nobody chose " + choice);
    }

    /** After one step that ends: softmax of Q_R + c L, with Q_R = (2, 0), L = (-1, -3) and c = 0.5 or 0. */
    @Test
    void the_policy_becomes_what_minimises_its_loss() {
        live(2);
        for (double c : new double[] {0, 0.5}) {
            try (SequenceActor actor = actor(1e-2);
                    SequenceCritics reward = critics(2);
                    SequenceCritics teacher = critics(3)) {
                train(new SequenceStudent(actor, reward, Optional.of(teacher), GAMMA, 1), c, 500);
                try (var _ = new Scope()) {
                    double first = Math.exp(actor.logProbabilities(batch(0)).doubles()[0]);
                    assertEquals(1 / (1 + Math.exp(-(2 + c * 2))), first, 0.03, "c " + c);
                }
            }
        }
    }

    /** Q_R = (2, 0) at the only step, and the policy stays at a half each: 1 above and below what it does. */
    @Test
    void an_advantage_is_over_what_the_policy_does() {
        live(2);
        try (SequenceActor actor = actor(1e-12);
                SequenceCritics reward = critics(2)) {
            SequenceStudent student = new SequenceStudent(actor, reward, Optional.empty(), GAMMA, 1);
            train(student, 0, 500);
            try (var _ = new Scope()) {
                Sequences all = Sequences.of(replay.last(2), 2);
                assertArrayEquals(
                        new double[] {1, -1},
                        student.advantages(all, new RandomStream(0)).doubles(),
                        0.1);
            }
        }
    }

    @Test
    void what_is_filled_up_counts_for_nothing_and_each_step_shows_the_last_choice() {
        live(1, 1, 1);
        EpisodeReplay.Episode brief = replay.episode();
        brief.add(new float[] {0, 0, 0}, new float[] {1}, 5);
        brief.end(new float[] {1, 0, 0}, false);
        replay.add(brief);
        for (int seed = 0; seed < 50; seed++) {
            EpisodeBatch drawn = replay.draw(new RandomStream(seed), 4);
            try (var _ = new Scope()) {
                Sequences batch = Sequences.of(drawn, 2);
                assertEquals(1, batch.shares().sum().item(), 1e-6);
                float[] seen = batch.seen().floats();
                assertArrayEquals(new float[] {0, 0}, Arrays.copyOfRange(seen, 1, 3), "nothing was chosen before");
                int choice = (int) batch.actions().longs()[0];
                assertEquals(1, seen[4 * IN + 1 + choice], "the choice that led to the second moment");
                assertEquals(drawn.time() + 1, batch.seen().size(0));
            }
        }
    }
}
