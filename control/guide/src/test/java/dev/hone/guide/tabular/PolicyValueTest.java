package dev.hone.guide.tabular;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** A walk of two states whose values are computed by hand. */
class PolicyValueTest {
    private static final double GAMMA = 0.5;
    private static final double HALF = Math.log(0.5);

    private final Experience experience = new Experience(2, 2);
    private final TeacherMemory teacher = new TeacherMemory(2, 2);

    @Test
    void is_worth_what_the_teachers_choices_earned() {
        EpisodeRecord good = new EpisodeRecord(2);
        good.add(0, 0, 4, new double[] {0, -18});
        good.add(1, 0, 8, new double[] {HALF, HALF});
        good.end(1, true);
        EpisodeRecord bad = new EpisodeRecord(2);
        bad.add(1, 1, -2, new double[] {HALF, HALF});
        bad.end(1, true);
        for (EpisodeRecord episode : new EpisodeRecord[] {good, bad}) {
            experience.see(episode);
            for (int t = 0; t < episode.length(); t++) {
                teacher.listen(episode.state(t), new double[] {episode.advice(t, 0), episode.advice(t, 1)});
            }
        }
        PolicyValue follower = new PolicyValue(experience, teacher::write, GAMMA, 0);
        for (int i = 0; i < 3; i++) {
            follower.sweep();
        }
        double inOne = (8 - 2) / 2.0;
        double fromTheStart = 4 + GAMMA * inOne;
        assertEquals(4 + GAMMA * 8, good.discounted(GAMMA));
        assertEquals(4 + GAMMA * 8 - fromTheStart, follower.beyond(good), 1e-6);
        assertEquals(-2 - inOne, follower.beyond(bad), 1e-6);
    }
}
