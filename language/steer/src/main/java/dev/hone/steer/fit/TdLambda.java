package dev.hone.steer.fit;

/**
 * Targets of temporal-difference learning with eligibility lambda (Sutton), for one reward at the end and no discount: what VAS regresses
 * its value on. Values are those of the states in which something was chosen, in their order; the state after the last choice is
 * terminal and worth the reward itself.
 */
public final class TdLambda {
    private TdLambda() {}

    /**
     * Replaces values by targets: {@code G(t) = (1 - lambda) V(t + 1) + lambda G(t + 1)}, and the reward at the last state. It is
     * {@code A(t) + V(t)} with {@code A(t) = delta(t) + lambda A(t + 1)}, {@code delta(t) = V(t + 1) - V(t)}, written without the
     * subtraction. Lambda 1 gives the reward everywhere, 0 the next state's value. Values may be vectors, such as the probabilities of
     * a distribution: each of their numbers goes its own way.
     *
     * @param values of one text's states, from {@code at}; overwritten. [steps * width]
     * @param reward of the text, as a value. [width]
     * @param lambda in [0, 1]
     */
    public static void targets(double[] values, int at, int steps, double[] reward, double lambda) {
        for (int i = 0; i < reward.length; i++) {
            double target = reward[i];
            double next = reward[i]; // the value of the state after
            for (int t = steps - 1; t >= 0; t--) {
                int here = at + t * reward.length + i;
                target = (1 - lambda) * next + lambda * target;
                next = values[here];
                values[here] = target;
            }
        }
    }

    /**
     * Replaces values by what each choice changed: {@code V(t + 1) - V(t)}, at the last state the reward less its value.
     *
     * @param values of one text's states, from {@code at}; overwritten
     */
    public static void differences(double[] values, int at, int steps, double reward) {
        for (int t = 0; t < steps; t++) {
            double next = t + 1 < steps ? values[at + t + 1] : reward;
            values[at + t] = next - values[at + t];
        }
    }
}
