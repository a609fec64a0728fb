package dev.hone.guide.tabular;

import dev.hone.learn.TablePolicy;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * The policy that is guided: {@code pi(a|h) = softmax(Q_R(h, a) + c (Q_I(h, a) + L(h, a)))}, the maximiser of the actor's loss
 * with an entropy weight of 1 (section 4 of Shenfeld et al. 2023). h is what the student observes, s what the teacher sees.
 *
 * <p>Q_R and Q_I are kept apart, so that c can move without making either wrong. Q_I is the imitation reward still to come,
 * the present step left out; that one is L, the mean of the teacher's log-probabilities over the states s that looked like h.
 * Both follow the policy of now:
 *
 * <pre>
 * Q_R(h, a) -> r + gamma sum_a' pi(a'|h') Q_R(h', a')
 * Q_I(h, a) ->     gamma sum_a' pi(a'|h') (Q_I(h', a') + log teacher(a'|s'))
 * </pre>
 */
final class Student {
    private final int states;
    private final int actions;
    private final double gamma;
    private final Visits visits;
    private final double[] qr;
    private final double[] qi;
    private final double[] advice;
    private final double[] shares;
    private final int[] seen;
    private final double[] pi;
    private double weight;

    Student(int states, int actions, double gamma, double first, Visits visits) {
        this.states = states;
        this.actions = actions;
        this.gamma = gamma;
        this.visits = visits;
        qr = new double[states * actions];
        qi = new double[states * actions];
        advice = new double[states * actions];
        shares = new double[states * actions];
        seen = new int[states];
        pi = new double[actions];
        Arrays.fill(qr, first);
    }

    /** The teacher's weight from now on, at least 0. */
    void weigh(double c) {
        weight = c;
    }

    private double preference(int state, int action) {
        int k = state * actions + action;
        return qr[k] + weight * (qi[k] + advice[k]);
    }

    /** Fills {@link #pi} for a state. */
    private void think(int state) {
        double most = Double.NEGATIVE_INFINITY;
        for (int a = 0; a < actions; a++) {
            pi[a] = preference(state, a);
            most = Math.max(most, pi[a]);
        }
        double sum = 0;
        for (int a = 0; a < actions; a++) {
            pi[a] = Math.exp(pi[a] - most);
            sum += pi[a];
        }
        for (int a = 0; a < actions; a++) {
            pi[a] /= sum;
        }
    }

    int act(int state, RandomGenerator random) {
        think(state);
        double left = random.nextDouble();
        for (int a = 0; a < actions - 1; a++) {
            left -= pi[a];
            if (left < 0) {
                return a;
            }
        }
        return actions - 1;
    }

    /** Takes up what the teacher would have done, once for each new episode. */
    void listen(EpisodeRecord episode) {
        for (int t = 0; t < episode.length(); t++) {
            int state = episode.state(t);
            seen[state]++;
            for (int a = 0; a < actions; a++) {
                int k = state * actions + a;
                advice[k] += (episode.advice(t, a) - advice[k]) / seen[state];
                shares[k] += (Math.exp(episode.advice(t, a)) - shares[k]) / seen[state];
            }
        }
    }

    /** Goes through an episode, new or old, from its end to its start. */
    void learn(EpisodeRecord episode) {
        for (int t = episode.length() - 1; t >= 0; t--) {
            double reward = episode.reward(t);
            double imitation = 0;
            if (!episode.terminal(t)) {
                int next = episode.next(t);
                think(next);
                for (int a = 0; a < actions; a++) {
                    int k = next * actions + a;
                    reward += gamma * pi[a] * qr[k];
                    imitation += gamma * pi[a] * (qi[k] + adviceAfter(episode, t, a));
                }
            }
            int k = episode.state(t) * actions + episode.action(t);
            double step = visits.step(episode.state(t), episode.action(t));
            qr[k] += step * (reward - qr[k]);
            qi[k] += step * (imitation - qi[k]);
        }
    }

    /** The teacher in the state that step t led to; its mean there where the episode was cut off. */
    private double adviceAfter(EpisodeRecord episode, int t, int action) {
        return t + 1 < episode.length()
                ? episode.advice(t + 1, action)
                : advice[episode.next(t) * actions + action];
    }

    /** Mean cross-entropy to the teacher over an episode's states, in nats. */
    double crossEntropy(EpisodeRecord episode) {
        double sum = 0;
        for (int t = 0; t < episode.length(); t++) {
            think(episode.state(t));
            for (int a = 0; a < actions; a++) {
                sum -= pi[a] * episode.advice(t, a);
            }
        }
        return sum / episode.length();
    }

    /** Mean probability that the teacher gives an action where the student sees h: what imitation alone converges to. */
    double share(int state, int action) {
        return seen[state] == 0 ? 1.0 / actions : shares[state * actions + action];
    }

    /** Probability of an action now. */
    double probability(int state, int action) {
        think(state);
        return pi[action];
    }

    /** The likeliest action, the first of equally likely ones. */
    TablePolicy policy() {
        int[] choices = new int[states];
        for (int s = 0; s < states; s++) {
            for (int a = 1; a < actions; a++) {
                if (preference(s, a) > preference(s, choices[s])) {
                    choices[s] = a;
                }
            }
        }
        return new TablePolicy(actions, choices);
    }
}
