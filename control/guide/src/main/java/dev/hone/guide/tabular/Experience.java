package dev.hone.guide.tabular;

import java.util.Arrays;

/**
 * All steps ever made by anyone, counted: how often each action was done in each state, what it paid on average and where it
 * led. Sweeping tables over these counts is what replaying every old episode for ever would come to, without its noise and
 * without a size of step.
 */
final class Experience {
    private final int states;
    private final int actions;
    private final int[] counts;
    private final double[] rewards;
    private final int[][] successors;
    private final int[][] arrivals;
    private final boolean[] acted;
    private int[] known = new int[0];
    private double largest;

    Experience(int states, int actions) {
        this.states = states;
        this.actions = actions;
        counts = new int[states * actions];
        rewards = new double[states * actions];
        successors = new int[states * actions][0];
        arrivals = new int[states * actions][0];
        acted = new boolean[states];
    }

    void see(EpisodeRecord episode) {
        for (int t = 0; t < episode.length(); t++) {
            int k = episode.state(t) * actions + episode.action(t);
            counts[k]++;
            know(episode.state(t));
            rewards[k] += episode.reward(t);
            largest = Math.max(largest, Math.abs(episode.reward(t)));
            if (!episode.terminal(t)) {
                arrive(k, episode.next(t));
            }
        }
    }

    private void know(int state) {
        if (!acted[state]) {
            acted[state] = true;
            known = Arrays.copyOf(known, known.length + 1);
            known[known.length - 1] = state;
        }
    }

    private void arrive(int k, int next) {
        int i = 0;
        while (i < successors[k].length && successors[k][i] != next) {
            i++;
        }
        if (i == successors[k].length) {
            successors[k] = Arrays.copyOf(successors[k], i + 1);
            arrivals[k] = Arrays.copyOf(arrivals[k], i + 1);
            successors[k][i] = next;
        }
        arrivals[k][i]++;
    }

    int states() {
        return states;
    }

    /** The states in which anything was ever done; what a table says of others never changes. A view. */
    int[] known() {
        return known;
    }

    int actions() {
        return actions;
    }

    int count(int state, int action) {
        return counts[state * actions + action];
    }

    /** Mean reward of an action that was done before. */
    double reward(int state, int action) {
        int k = state * actions + action;
        return rewards[k] / counts[k];
    }

    /** Mean of a value over where an action led; where it ended an episode for good the value is 0. */
    double after(int state, int action, double[] values) {
        int k = state * actions + action;
        double sum = 0;
        for (int i = 0; i < successors[k].length; i++) {
            sum += arrivals[k][i] * values[successors[k][i]];
        }
        return sum / counts[k];
    }

    /** Largest reward seen so far, without its sign. */
    double largestReward() {
        return largest;
    }
}
