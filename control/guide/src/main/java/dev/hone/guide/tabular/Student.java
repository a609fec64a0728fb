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
 * Both are those of the policy of now, on the experience of all. Where nobody has tried anything the student hopes for what
 * the teacher would do and fears all else: so it follows into what is new, instead of trying every other thing there first.
 *
 * <pre>
 * Q_R(h, a) = r + gamma E sum_a' pi(a'|h') Q_R(h', a')
 * Q_I(h, a) =     gamma E sum_a' pi(a'|h') (Q_I(h', a') + L(h', a'))
 * </pre>
 */
final class Student {
    private final Experience experience;
    private final TeacherMemory teacher;
    private final double gamma;
    private final double advised;
    private final double other;
    private final int actions;
    private final double[] qr;
    private final double[] qi;
    private final double[] pi;
    private final double[] valueR;
    private final double[] valueI;
    private double weight;

    /**
     * A student that knows nothing.
     *
     * @param advised what an action is worth that nobody has tried and the teacher would do, in units of reward
     * @param other what any other action is worth that nobody has tried
     */
    Student(Experience experience, TeacherMemory teacher, double gamma, double advised, double other) {
        this.experience = experience;
        this.advised = advised;
        this.other = other;
        this.teacher = teacher;
        this.gamma = gamma;
        actions = experience.actions();
        qr = new double[experience.states() * actions];
        qi = new double[experience.states() * actions];
        pi = new double[actions];
        valueR = new double[experience.states()];
        valueI = new double[experience.states()];
        Arrays.fill(valueR, advised);
    }

    /** The teacher's weight from now on, at least 0. */
    void weigh(double c) {
        weight = c;
    }

    private double preference(int state, int action) {
        return reward(state, action) + weight * (qi[state * actions + action] + teacher.advice(state, action));
    }

    /** Q_R; of what nobody has tried, hope where the teacher would try it. */
    private double reward(int state, int action) {
        if (experience.count(state, action) > 0) {
            return qr[state * actions + action];
        }
        return teacher.likeliest(state, action) ? advised : other;
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

    /** Probabilities of all actions now: {@link Choices}. */
    void write(int state, double[] probabilities) {
        think(state);
        System.arraycopy(pi, 0, probabilities, 0, actions);
    }

    /** Probability of an action now. */
    double probability(int state, int action) {
        think(state);
        return pi[action];
    }

    int act(int state, RandomGenerator random) {
        think(state);
        return Advice.draw(actions, a -> pi[a], random);
    }

    /** Goes once through all known states. */
    void sweep() {
        for (int s : experience.known()) {
            think(s);
            valueR[s] = 0;
            valueI[s] = 0;
            for (int a = 0; a < actions; a++) {
                int k = s * actions + a;
                valueR[s] += pi[a] * reward(s, a);
                valueI[s] += pi[a] * (qi[k] + teacher.advice(s, a));
            }
        }
        for (int s : experience.known()) {
            for (int a = 0; a < actions; a++) {
                if (experience.count(s, a) > 0) {
                    int k = s * actions + a;
                    qr[k] = experience.reward(s, a) + gamma * experience.after(s, a, valueR);
                    qi[k] = gamma * experience.after(s, a, valueI);
                }
            }
        }
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

    /** The likeliest action, the first of equally likely ones. */
    TablePolicy policy() {
        return Advice.likeliest(experience.states(), actions, this::preference);
    }
}
