package dev.hone.guide.tabular;

import dev.hone.learn.TablePolicy;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Learns from reward alone, by value iteration on the experience of all. Two tables: {@code Q}, and {@code U}, which adds to each
 * value a bonus for what is little known, {@code optimism R / (visits + 1)} with R the largest reward seen, and carries it back
 * along the way that leads there (a Bayesian exploration bonus; Kolter, Ng 2009). Exploring episodes follow U, the others Q;
 * only the latter say how good it is.
 */
final class Twin {
    private final Experience experience;
    private final double gamma;
    private final double optimism;
    private final double[] q;
    private final double[] u;
    private final double[] bestQ;
    private final double[] bestU;
    private final int[] tied;

    Twin(Experience experience, double gamma, double optimism, double first) {
        this.experience = experience;
        this.gamma = gamma;
        this.optimism = optimism;
        int states = experience.states();
        q = new double[states * experience.actions()];
        u = new double[states * experience.actions()];
        bestQ = new double[states];
        bestU = new double[states];
        Arrays.fill(q, first);
        Arrays.fill(u, first);
        Arrays.fill(bestQ, first);
        Arrays.fill(bestU, first);
        tied = new int[experience.actions()];
    }

    /** The best action, a random one of equally good ones. */
    int act(int state, boolean exploring, RandomGenerator random) {
        int count = 0;
        double best = Double.NEGATIVE_INFINITY;
        for (int a = 0; a < experience.actions(); a++) {
            double value = exploring ? hopeful(state, a) : q[state * experience.actions() + a];
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

    /** Its best actions by Q, equally likely: {@link Choices}. */
    void write(int state, double[] probabilities) {
        int best = 0;
        int count = 0;
        for (int a = 0; a < probabilities.length; a++) {
            double value = q[state * probabilities.length + a];
            double most = q[state * probabilities.length + best];
            if (value > most) {
                best = a;
                count = 0;
            }
            count += value >= most ? 1 : 0;
        }
        for (int a = 0; a < probabilities.length; a++) {
            boolean good = q[state * probabilities.length + a] == q[state * probabilities.length + best];
            probabilities[a] = good ? 1.0 / count : 0;
        }
    }

    private double hopeful(int state, int action) {
        double bonus = optimism * experience.largestReward() / (experience.count(state, action) + 1);
        return u[state * experience.actions() + action] + bonus;
    }

    /** Goes once through all known states. */
    void sweep() {
        int actions = experience.actions();
        for (int s : experience.known()) {
            bestQ[s] = Double.NEGATIVE_INFINITY;
            bestU[s] = Double.NEGATIVE_INFINITY;
            for (int a = 0; a < actions; a++) {
                bestQ[s] = Math.max(bestQ[s], q[s * actions + a]);
                bestU[s] = Math.max(bestU[s], hopeful(s, a));
            }
        }
        for (int s : experience.known()) {
            for (int a = 0; a < actions; a++) {
                if (experience.count(s, a) > 0) {
                    double reward = experience.reward(s, a);
                    q[s * actions + a] = reward + gamma * experience.after(s, a, bestQ);
                    u[s * actions + a] = reward + gamma * experience.after(s, a, bestU);
                }
            }
        }
    }

    /** The best action by Q, the first of equally good ones. */
    TablePolicy policy() {
        int actions = experience.actions();
        return Advice.likeliest(experience.states(), actions, (s, a) -> q[s * actions + a]);
    }
}
