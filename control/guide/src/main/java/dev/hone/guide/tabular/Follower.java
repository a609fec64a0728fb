package dev.hone.guide.tabular;

import java.util.Arrays;

/**
 * What doing as the teacher says is worth, by the experience of all: the value of the policy that takes each action as often as
 * the teacher named it. Where nobody has been it is worth as much as anything there.
 */
final class Follower {
    private final Experience experience;
    private final TeacherMemory teacher;
    private final double gamma;
    private final double[] q;
    private final double[] value;

    Follower(Experience experience, TeacherMemory teacher, double gamma, double first) {
        this.experience = experience;
        this.teacher = teacher;
        this.gamma = gamma;
        q = new double[experience.states() * experience.actions()];
        value = new double[experience.states()];
        Arrays.fill(q, first);
        Arrays.fill(value, first);
    }

    /** Goes once through all known states. */
    void sweep() {
        int actions = experience.actions();
        for (int s : experience.known()) {
            value[s] = 0;
            for (int a = 0; a < actions; a++) {
                value[s] += teacher.share(s, a) * q[s * actions + a];
            }
        }
        for (int s : experience.known()) {
            for (int a = 0; a < actions; a++) {
                if (experience.count(s, a) > 0) {
                    q[s * actions + a] = experience.reward(s, a) + gamma * experience.after(s, a, value);
                }
            }
        }
    }

    /** What the episode earned, discounted, beyond what following is worth from where it began. */
    double beyond(EpisodeRecord episode) {
        return episode.discounted(gamma) - value[episode.state(0)];
    }
}
