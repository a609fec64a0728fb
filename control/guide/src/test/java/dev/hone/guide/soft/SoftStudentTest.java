package dev.hone.guide.soft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.core.Seeds;
import dev.hone.learn.RandomStream;
import dev.hone.learn.Space;
import dev.hone.tensor.Scope;
import dev.hone.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One place that leads to itself, whose values are computed by hand. */
class SoftStudentTest {
    private static final int N = 32;
    private static final double GAMMA = 0.5;
    private static final double REWARD = 3;

    private final Space.Box box = Space.Box.of(1, -1, 1);

    private SoftActor actor(double rate) {
        return new SoftActor(Space.Box.of(1, -1, 1), box, List.of(1, 16, 2), rate, Seeds.of(1));
    }

    private static SoftCritics critics() {
        return new SoftCritics(2, List.of(2, 32, 1), 1e-2, 0.2, Seeds.of(2));
    }

    private static Bell teacher() {
        return new Bell(Tensor.full(1, N, 1), Tensor.full(Math.log(0.5), N, 1));
    }

    private static SoftBatch batch(double going) {
        RandomStream random = new RandomStream(3);
        float[] actions = new float[N];
        for (int i = 0; i < N; i++) {
            actions[i] = (float) random.uniform(-1, 1);
        }
        return new SoftBatch(
                Tensor.full(1, N, 1),
                Tensor.of(actions, N, 1),
                Tensor.full(REWARD, N),
                Tensor.full(1, N, 1),
                Tensor.full(going, N),
                teacher(),
                teacher());
    }

    /** Trains and gives the mean of all critics' values of the batch's actions: reward's two, then the teacher's two. */
    private static double[] values(SoftStudent student, SoftCritics critics, double going, double c) {
        RandomStream random = new RandomStream(5);
        for (int update = 0; update < 600; update++) {
            try (var _ = new Scope()) {
                student.learn(batch(going), c, random);
            }
        }
        try (var _ = new Scope()) {
            SoftBatch last = batch(going);
            return critics.judge(last.features(), last.actions()).mean(1, false).doubles();
        }
    }

    /** The policy stays and entropy is worth nothing: Q_R = r + gamma Q_R, Q_I = gamma (Q_I + KL), the present step left out. */
    @Test
    void critics_of_reward_and_teacher_reach_what_both_equations_say() {
        try (SoftActor actor = actor(1e-12);
                SoftCritics critics = critics()) {
            double kl;
            try (var _ = new Scope()) {
                kl = actor.at(Tensor.full(1, N, 1)).divergence(teacher()).mean().item();
            }
            SoftStudent student = new SoftStudent(actor, critics, new Temperature(1e-9, -1, 1e-12), GAMMA, true);
            double[] values = values(student, critics, 1, 0.7);
            assertEquals(REWARD / (1 - GAMMA), values[0], 0.3);
            assertEquals(REWARD / (1 - GAMMA), values[1], 0.3);
            assertEquals(GAMMA * kl / (1 - GAMMA), values[2], 0.05 * kl);
            assertEquals(GAMMA * kl / (1 - GAMMA), values[3], 0.05 * kl);
            assertEquals(kl, student.divergence(), 1e-4);
        }
    }

    @Test
    void at_an_end_reward_alone_remains_and_of_the_teacher_nothing() {
        try (SoftActor actor = actor(1e-12);
                SoftCritics critics = critics()) {
            SoftStudent student = new SoftStudent(actor, critics, new Temperature(1e-9, -1, 1e-12), GAMMA, true);
            double[] values = values(student, critics, 0, 0.7);
            assertEquals(REWARD, values[0], 0.1);
            assertEquals(0, values[2], 0.1);
        }
    }

    /** Where reward doesn't depend on actions, KL(s) draws the policy onto the teacher's. */
    @Test
    void with_reward_equal_everywhere_a_weighed_student_becomes_the_teacher() {
        try (SoftActor actor = actor(1e-2);
                SoftCritics critics = critics()) {
            SoftStudent student = new SoftStudent(actor, critics, new Temperature(1e-9, -1, 1e-12), GAMMA, true);
            values(student, critics, 0, 1);
            assertTrue(student.divergence() < 0.05, "KL " + student.divergence());
        }
    }

    /** Q_R is 0 and stays so: what is left draws to the same action as imitation does. */
    @Test
    void with_no_reward_at_all_the_teachers_part_acts_as_imitation() {
        try (SoftActor actor = actor(1e-2);
                SoftActor copy = actor(1e-2);
                SoftCritics critics = new SoftCritics(2, List.of(2, 32, 1), 1e-12, 1e-12, Seeds.of(2))) {
            SoftStudent student = new SoftStudent(actor, critics, new Temperature(1e-9, -1, 1e-12), GAMMA, true);
            SoftImitator imitator = new SoftImitator(copy);
            RandomStream random = new RandomStream(5);
            for (int update = 0; update < 600; update++) {
                try (var _ = new Scope()) {
                    student.learn(batch(0), 1e3, random); // beside this weight critics that don't learn are nothing
                    imitator.learn(batch(0), 0, random);
                }
            }
            try (var _ = new Scope()) {
                Tensor seen = Tensor.full(1, 1, 1);
                assertEquals(
                        copy.at(seen).means().item(), actor.at(seen).means().item(), 0.05);
                assertEquals(1, actor.at(seen).means().item(), 0.05, "the teacher's mean");
            }
        }
    }

    /** Nothing follows and the reward is three times the action: so is its advantage, but for what the policy gets. */
    @Test
    void an_advantage_rises_with_the_actions_worth_and_is_none_on_average_for_the_policy() {
        try (SoftActor actor = actor(1e-12);
                SoftCritics critics = new SoftCritics(1, List.of(2, 32, 1), 1e-2, 0.2, Seeds.of(2))) {
            SoftStudent student = new SoftStudent(actor, critics, new Temperature(1e-9, -1, 1e-12), GAMMA, false);
            RandomStream random = new RandomStream(5);
            for (int update = 0; update < 600; update++) {
                try (var _ = new Scope()) {
                    SoftBatch batch = batch(0);
                    student.learn(batch.paying(batch.actions().reshape(N).mul(REWARD)), 0, random);
                }
            }
            try (var _ = new Scope()) {
                SoftBatch batch = batch(0);
                double[] actions = batch.actions().doubles();
                double[] advantages = student.advantages(batch, random).doubles();
                double[] own = actor.at(batch.features()).draw(random).actions().doubles();
                double usual = REWARD * Arrays.stream(own).average().orElseThrow();
                for (int i = 0; i < N; i++) {
                    assertEquals(REWARD * actions[i] - usual, advantages[i], 2.5, "action " + actions[i]);
                }
                double slope = (advantages[0] - advantages[1]) / (actions[0] - actions[1]);
                assertTrue(slope > 1, "slope " + slope);
            }
        }
    }

    @Test
    void a_temperature_rises_while_entropy_is_below_its_target_and_falls_above() {
        Temperature temperature = new Temperature(0.2, -1, 0.01);
        temperature.move(-2);
        assertEquals(0.2 * Math.exp(0.01), temperature.value(), 1e-6);
        Temperature other = new Temperature(0.2, -1, 0.01);
        other.move(0);
        assertEquals(0.2 * Math.exp(-0.01), other.value(), 1e-6);
    }
}
