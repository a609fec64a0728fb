package dev.hone.learn.ppo;

/** Steps of a rollout, n of them in any order; every array has a row for each, and maybe unused ones after them. */
final class Minibatch {
    /** [n, width]. */
    final float[] features;
    /** The actions taken, [n, size]. */
    final float[] raw;
    /** Of those under the rollout's policy, [n]. */
    final float[] logProbabilities;
    /** [n]. */
    final float[] advantages;
    /** [n]. */
    final float[] returns;
    /** The rollout's critic's, [n]. */
    final float[] values;

    private int size;

    private Minibatch(
            float[] features,
            float[] raw,
            float[] logProbabilities,
            float[] advantages,
            float[] returns,
            float[] values) {
        this.features = features;
        this.raw = raw;
        this.logProbabilities = logProbabilities;
        this.advantages = advantages;
        this.returns = returns;
        this.values = values;
        size = values.length;
    }

    /** The whole of a rollout, whatever it holds at the time. */
    static Minibatch of(Rollout rollout) {
        return new Minibatch(
                rollout.features,
                rollout.raw,
                rollout.logProbabilities,
                rollout.advantages,
                rollout.returns,
                rollout.values);
    }

    /** Room for {@code most} steps of rollouts like this. */
    static Minibatch upTo(int most, Rollout rollout) {
        int n = rollout.size();
        return new Minibatch(
                new float[most * (rollout.features.length / n)],
                new float[most * (rollout.raw.length / n)],
                new float[most],
                new float[most],
                new float[most],
                new float[most]);
    }

    /** How many steps it holds. */
    int size() {
        return size;
    }

    /** Takes the steps with the numbers {@code order[from]} to {@code order[to - 1]}. */
    Minibatch pick(Rollout rollout, int[] order, int from, int to) {
        size = to - from;
        int width = features.length / values.length;
        int rawSize = raw.length / values.length;
        for (int i = 0; i < size; i++) {
            int k = order[from + i];
            System.arraycopy(rollout.features, k * width, features, i * width, width);
            System.arraycopy(rollout.raw, k * rawSize, raw, i * rawSize, rawSize);
            logProbabilities[i] = rollout.logProbabilities[k];
            advantages[i] = rollout.advantages[k];
            returns[i] = rollout.returns[k];
            values[i] = rollout.values[k];
        }
        return this;
    }
}
