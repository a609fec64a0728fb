package dev.hone.guide.tabular;

import dev.hone.learn.TablePolicy;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Learns from reward alone, by Q-learning on whatever episodes it is shown. Two tables: {@code Q}, and {@code U}, which adds to
 * each value a bonus for what is little known, {@code optimism R / (visits + 1)} with R the largest reward seen, and carries it
 * back along the way that leads there (a Bayesian exploration bonus; Kolter, Ng 2009). Exploring episodes follow U, the others
 * Q; only the latter say how good it is.
 */
final class Twin {
    private final int states;
    private final int actions;
    private final double gamma;
    private final double optimism;
    private final Visits visits;
    private final double[] q;
    private final double[] u;
    private final int[] tied;

    Twin(int states, int actions, double gamma, double optimism, double first, Visits visits) {
        this.states = states;
        this.actions = actions;
        this.gamma = gamma;
        this.optimism = optimism;
        this.visits = visits;
        q = new double[states * actions];
        u = new double[states * actions];
        Arrays.fill(q, first);
        Arrays.fill(u, first);
        tied = new int[actions];
    }

    /** The best action, a random one of equally good ones. */
    int act(int state, boolean exploring, RandomGenerator random) {
        int count = 0;
        double best = Double.NEGATIVE_INFINITY;
        for (int a = 0; a < actions; a++) {
            double value = exploring ? hopeful(state, a) : q[state * actions + a];
            if (value > best) {
                best = value;
                count = 0;
            }
            if (value == best) {
                tied[count++] = a;
            }
        }
        return tied[count == 1 ? 0 : random.nextInt(count)];
    }

    private double hopeful(int state, int action) {
        return u[state * actions + action]
                + optimism * visits.largestReward() / (visits.count(state, action) + 1);
    }

    /** Goes through an episode from its end to its start. */
    void learn(EpisodeRecord episode) {
        for (int t = episode.length() - 1; t >= 0; t--) {
            int state = episode.state(t);
            int action = episode.action(t);
            int next = episode.next(t);
            double bestQ = Double.NEGATIVE_INFINITY;
            double bestU = Double.NEGATIVE_INFINITY;
            for (int a = 0; a < actions; a++) {
                bestQ = Math.max(bestQ, q[next * actions + a]);
                bestU = Math.max(bestU, hopeful(next, a));
            }
            double future = episode.terminal(t) ? 0 : gamma;
            double step = visits.step(state, action);
            int k = state * actions + action;
            q[k] += step * (episode.reward(t) + (future == 0 ? 0 : future * bestQ) - q[k]);
            u[k] += step * (episode.reward(t) + (future == 0 ? 0 : future * bestU) - u[k]);
        }
    }

    /** The best action by Q, the first of equally good ones. */
    TablePolicy policy() {
        int[] choices = new int[states];
        for (int s = 0; s < states; s++) {
            for (int a = 1; a < actions; a++) {
                if (q[s * actions + a] > q[s * actions + choices[s]]) {
                    choices[s] = a;
                }
            }
        }
        return new TablePolicy(actions, choices);
    }
}
