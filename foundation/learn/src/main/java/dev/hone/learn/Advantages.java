package dev.hone.learn;

/**
 * Generalised advantage estimation (Schulman et al. 2016, equations 11, 12, 16), over several environments at once:
 * {@code d(t) = r(t) + gamma V'(t) - V(t)} and {@code A(t) = d(t) + gamma lambda A(t + 1)}, where V' is the value of the
 * observation that the step led to: 0 where it terminated, and that of the episode's own last observation where it was
 * truncated. A(t + 1) counts as 0 where the episode ended. {@code A + V} is the TD(lambda) return.
 */
public final class Advantages {
    private Advantages() {}

    /**
     * All arrays are [time, environment].
     *
     * @param next value of what each step led to; not read where it terminated
     * @param ended whether the step ended its episode, for either reason
     * @param advantages written
     */
    public static void estimate(
            double gamma,
            double lambda,
            int environments,
            float[] rewards,
            float[] values,
            float[] next,
            boolean[] terminated,
            boolean[] ended,
            float[] advantages) {
        for (int e = 0; e < environments; e++) {
            double later = 0;
            for (int k = values.length - environments + e; k >= 0; k -= environments) {
                double future = terminated[k] ? 0 : next[k];
                double delta = rewards[k] + gamma * future - values[k];
                later = delta + (ended[k] ? 0 : gamma * lambda * later);
                advantages[k] = (float) later;
            }
        }
    }
}
