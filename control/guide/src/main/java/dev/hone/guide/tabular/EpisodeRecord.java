package dev.hone.guide.tabular;

import java.util.Arrays;

/** One episode as it was lived: states, actions, rewards and what the teacher would have done in each state. */
final class EpisodeRecord {
    private final int actions;
    private int length;
    private int[] states = new int[32];
    private int[] chosen = new int[32];
    private double[] rewards = new double[32];
    private double[] advice;
    private int last;
    private boolean terminated;

    EpisodeRecord(int actions) {
        this.actions = actions;
        advice = new double[32 * actions];
    }

    void add(int state, int action, double reward, double[] logProbabilities) {
        if (length == states.length) {
            states = Arrays.copyOf(states, 2 * length);
            chosen = Arrays.copyOf(chosen, 2 * length);
            rewards = Arrays.copyOf(rewards, 2 * length);
            advice = Arrays.copyOf(advice, 2 * length * actions);
        }
        states[length] = state;
        chosen[length] = action;
        rewards[length] = reward;
        System.arraycopy(logProbabilities, 0, advice, length * actions, actions);
        length++;
    }

    /** Says what the last step led to. */
    void end(int state, boolean isTerminated) {
        last = state;
        terminated = isTerminated;
    }

    int length() {
        return length;
    }

    int state(int t) {
        return states[t];
    }

    int action(int t) {
        return chosen[t];
    }

    double reward(int t) {
        return rewards[t];
    }

    /** What step t led to. */
    int next(int t) {
        return t + 1 < length ? states[t + 1] : last;
    }

    /** Whether nothing can follow step t. */
    boolean terminal(int t) {
        return terminated && t + 1 == length;
    }

    /** The teacher's log-probability of an action in the state of step t, in nats. */
    double advice(int t, int action) {
        return advice[t * actions + action];
    }

    double discounted(double gamma) {
        double sum = 0;
        for (int t = length - 1; t >= 0; t--) {
            sum = rewards[t] + gamma * sum;
        }
        return sum;
    }

    double undiscounted() {
        double sum = 0;
        for (int t = 0; t < length; t++) {
            sum += rewards[t];
        }
        return sum;
    }
}
