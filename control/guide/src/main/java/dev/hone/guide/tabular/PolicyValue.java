package dev.hone.guide.tabular;

import java.util.Arrays;

/** What a policy is worth, by the experience of all and whoever made it. Where nobody has been it is worth a number given. */
final class PolicyValue {
    private static final int MOST_SWEEPS = 500;
    private static final double STILL = 1e-3; // in units of reward

    private final Experience experience;
    private final Choices policy;
    private final double gamma;
    private final double[] q;
    private final double[] value;
    private final double[] probabilities;

    /** @param first what is worth that nobody has tried, in units of reward */
    PolicyValue(Experience experience, Choices policy, double gamma, double first) {
        this.experience = experience;
        this.policy = policy;
        this.gamma = gamma;
        q = new double[experience.states() * experience.actions()];
        value = new double[experience.states()];
        probabilities = new double[experience.actions()];
        Arrays.fill(q, first);
        Arrays.fill(value, first);
    }

    /** Goes once through all known states. */
    void sweep() {
        choose();
        lookAhead();
    }

    /** Goes through all known states until values stay, or for a long time: a policy that has changed is worth something else. */
    void settle() {
        double moved = Double.POSITIVE_INFINITY;
        for (int i = 0; i < MOST_SWEEPS && moved > STILL; i++) {
            lookAhead();
            moved = choose();
        }
    }

    /** Values of states by those of actions; how far the farthest moved. */
    private double choose() {
        double moved = 0;
        for (int s : experience.known()) {
            double before = value[s];
            value[s] = mean(s);
            moved = Math.max(moved, Math.abs(value[s] - before));
        }
        return moved;
    }

    /** Values of actions by those of the states that they led to. */
    private void lookAhead() {
        int actions = experience.actions();
        for (int s : experience.known()) {
            for (int a = 0; a < actions; a++) {
                if (experience.count(s, a) > 0) {
                    q[s * actions + a] = experience.reward(s, a) + gamma * experience.after(s, a, value);
                }
            }
        }
    }

    private double mean(int state) {
        policy.write(state, probabilities);
        double sum = 0;
        for (int a = 0; a < probabilities.length; a++) {
            sum += probabilities[a] * q[state * probabilities.length + a];
        }
        return sum;
    }

    /** What an action is worth more than what the policy does in a state. */
    double advantage(int state, int action) {
        return q[state * probabilities.length + action] - mean(state);
    }

    /** What the episode earned, discounted, beyond what the policy is worth from where it began. */
    double beyond(EpisodeRecord episode) {
        return episode.discounted(gamma) - value[episode.state(0)];
    }
}
