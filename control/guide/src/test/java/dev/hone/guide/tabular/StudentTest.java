package dev.hone.guide.tabular;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.learn.RandomStream;
import org.junit.jupiter.api.Test;

/** A walk of two states and two actions whose values are computed by hand. */
class StudentTest {
    private static final double GAMMA = 0.5;
    private static final double LOG = Math.log(0.25);

    private final Experience experience = new Experience(2, 2);
    private final TeacherMemory teacher = new TeacherMemory(2, 2);

    /** In state 0 action 1 pays 4 and leads to state 1, where action 0 pays 8 and ends; the teacher would do the opposite. */
    private EpisodeRecord walk() {
        EpisodeRecord episode = new EpisodeRecord(2);
        episode.add(0, 1, 4, new double[] {0, -18});
        episode.add(1, 0, 8, new double[] {LOG, -1});
        episode.end(1, true);
        experience.see(episode);
        listen(episode);
        return episode;
    }

    private void listen(EpisodeRecord episode) {
        for (int t = 0; t < episode.length(); t++) {
            teacher.listen(episode.state(t), new double[] {episode.advice(t, 0), episode.advice(t, 1)});
        }
    }

    private Student student() {
        return new Student(experience, teacher, GAMMA, 0, 0);
    }

    @Test
    void without_weight_it_believes_in_reward_alone() {
        walk();
        Student student = student();
        student.weigh(0);
        student.sweep();
        student.sweep();
        // Q_R(1, .) = (8, 0); pi(0|1) = s(8); Q_R(0, 1) = 4 + 0.5 * 8 s(8)
        double s8 = 1 / (1 + Math.exp(-8));
        double q = 4 + GAMMA * 8 * s8;
        assertEquals(s8, student.probability(1, 0), 1e-9);
        assertEquals(1 / (1 + Math.exp(-q)), student.probability(0, 1), 1e-9);
        assertEquals(1, student.policy().choice(0));
    }

    @Test
    void the_advice_of_the_present_step_counts_once_and_later_advice_discounted() {
        walk();
        Student student = student();
        student.weigh(1);
        student.sweep();
        student.sweep();
        double p = 1 / (1 + Math.exp(-(8 + LOG + 1))); // pi(0|1), with preferences 8 + LOG and -1
        double laterReward = 8 * p;
        double laterAdvice = p * LOG + (1 - p) * -1;
        double preference1 = 4 + GAMMA * laterReward + GAMMA * laterAdvice - 18;
        double preference0 = 0; // never done: both values 0, the teacher's advice 0
        assertEquals(1 / (1 + Math.exp(preference0 - preference1)), student.probability(0, 1), 1e-9);
        assertEquals(0, student.policy().choice(0));
    }

    @Test
    void where_nobody_has_been_it_hopes_for_what_the_teacher_would_do() {
        teacher.listen(1, new double[] {-18, 0});
        Student student = new Student(experience, teacher, GAMMA, -1, -5);
        student.weigh(0);
        assertEquals(1 / (1 + Math.exp(-5 + 1)), student.probability(1, 1), 1e-9);
        assertEquals(0.5, student.probability(0, 1), "never asked: all alike");
    }

    @Test
    void with_a_large_weight_it_does_what_the_teacher_would() {
        walk();
        Student student = student();
        student.weigh(1e6);
        for (int i = 0; i < 5; i++) {
            student.sweep();
        }
        assertEquals(0, student.policy().choice(0));
        assertEquals(0, student.act(0, new RandomStream(1)));
    }

    @Test
    void the_cross_entropy_to_the_teacher_is_the_mean_over_its_states() {
        EpisodeRecord episode = walk();
        Student student = student();
        student.weigh(0);
        // both states without any learning: uniform
        double expected = ((0 + 18) / 2.0 + (-LOG + 1) / 2) / 2;
        assertEquals(expected, student.crossEntropy(episode), 1e-9);
    }

    @Test
    void the_teachers_words_are_averaged_over_states_that_look_alike() {
        EpisodeRecord both = new EpisodeRecord(2);
        both.add(0, 0, 0, new double[] {0, -18});
        both.add(0, 0, 0, new double[] {-18, 0});
        both.end(0, false);
        listen(both);
        assertEquals(-9, teacher.advice(0, 0));
        assertEquals(0.5, teacher.share(0, 1), 1e-7);
        assertEquals(0.5, teacher.share(1, 1), "never asked there");
    }

    @Test
    void a_twin_learns_the_best_return_and_hopes_for_more_where_it_has_not_been() {
        walk();
        Twin twin = new Twin(experience, GAMMA, 1, 0);
        for (int i = 0; i < 3; i++) {
            twin.sweep();
        }
        assertEquals(1, twin.policy().choice(0));
        assertEquals(0, twin.policy().choice(1));
        // U(0, 1) = 4 + 0.5 max(8 + 8 / 2, 0 + 8) = 10, with a bonus of 4 on top; U(0, 0) = 0 with one of 8
        assertEquals(1, twin.act(0, true, new RandomStream(1)));
        for (int i = 0; i < 60; i++) {
            walk();
            twin.sweep();
        }
        // in state 1 action 0 is known to pay 8, the other may pay as much
        assertEquals(0, twin.act(1, false, new RandomStream(1)));
        Twin hopeful = new Twin(experience, GAMMA, 3, 0);
        hopeful.sweep();
        assertEquals(1, hopeful.act(1, true, new RandomStream(1)));
    }

    @Test
    void equally_good_actions_are_all_tried() {
        Twin twin = new Twin(experience, GAMMA, 0, 0);
        RandomStream random = new RandomStream(1);
        boolean[] tried = new boolean[2];
        for (int i = 0; i < 50; i++) {
            tried[twin.act(0, false, random)] = true;
        }
        assertTrue(tried[0] && tried[1]);
    }

    @Test
    void experience_averages_rewards_and_destinations_and_knows_an_end() {
        EpisodeRecord one = new EpisodeRecord(2);
        one.add(0, 0, 2, new double[2]);
        one.end(1, true);
        EpisodeRecord two = new EpisodeRecord(2);
        two.add(0, 0, 6, new double[2]);
        two.end(1, false); // cut off: what would have followed has a value
        experience.see(one);
        experience.see(two);
        assertEquals(4, experience.reward(0, 0));
        assertEquals(5, experience.after(0, 0, new double[] {0, 10}));
        assertEquals(6, experience.largestReward());
        assertEquals(1, experience.known().length);
        assertEquals(2, one.undiscounted());
    }
}
