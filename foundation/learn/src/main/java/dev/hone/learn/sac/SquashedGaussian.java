package dev.hone.learn.sac;

import dev.hone.learn.ActionScale;
import dev.hone.learn.Space;
import dev.hone.tensor.Functional;
import dev.hone.tensor.Tensor;
import java.util.random.RandomGenerator;

/**
 * Normal numbers u that tanh brings within -1 and 1 (Haarnoja et al. 2018, appendix C). Outputs: means, then log-deviations,
 * which tanh keeps between {@value #LEAST} and {@value #MOST}. Raw actions are tanh(u).
 */
final class SquashedGaussian implements SoftForm {
    private static final double LEAST = -5;
    private static final double MOST = 2;
    private static final double HALF_LOG_TAU = Math.log(2 * Math.PI) / 2;

    private final int size;
    private final ActionScale scale;

    SquashedGaussian(Space.Box box) {
        size = box.size();
        scale = new ActionScale(box);
        if (!box.bounded()) {
            throw new IllegalArgumentException("SAC needs ends for every action, not " + box);
        }
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public int outputs() {
        return 2 * size;
    }

    @Override
    public int criticInputs(int width) {
        return width + size;
    }

    @Override
    public int criticOutputs() {
        return 1;
    }

    @Override
    public double targetEntropy(double perDimension) {
        return perDimension * size;
    }

    @Override
    public void sample(float[] outputs, RandomGenerator random, float[] raw, int to) {
        for (int i = 0; i < size; i++) {
            double logDeviation = LEAST + (MOST - LEAST) / 2 * (Math.tanh(outputs[size + i]) + 1);
            raw[to + i] = (float) Math.tanh(outputs[i] + Math.exp(logDeviation) * random.nextGaussian());
        }
    }

    @Override
    public void explore(RandomGenerator random, float[] raw, int to) {
        for (int i = 0; i < size; i++) {
            raw[to + i] = (float) (2 * random.nextDouble() - 1);
        }
    }

    @Override
    public void toAction(float[] raw, int from, float[] action, int to) {
        scale.write(raw, from, action, to);
    }

    @Override
    public Tensor valueOfActions(Critic critic, Tensor features, Tensor actions) {
        return critic.value(Tensor.cat(1, features, actions)).reshape(-1); // [n]
    }

    /**
     * One action in each place by the reparametrisation trick. With u = mean + deviation e, the density of tanh(u) is that of u
     * divided by 1 - tanh(u)^2, whose logarithm is 2 (log 2 - u - softplus(-2 u)).
     */
    @Override
    public Plan plan(Tensor outputs, RandomGenerator random) {
        int n = (int) outputs.size(0);
        float[] draws = new float[n * size];
        for (int i = 0; i < draws.length; i++) {
            draws[i] = (float) random.nextGaussian();
        }
        Tensor noise = Tensor.of(draws, n, size);
        Tensor means = outputs.narrow(1, 0, size);
        Tensor logDeviations = Functional.tanh(outputs.narrow(1, size, size))
                .add(1)
                .mul((MOST - LEAST) / 2)
                .add(LEAST);
        Tensor u = means.add(logDeviations.exp().mul(noise)); // [n, size]
        Tensor logSlope =
                Functional.softplus(u.mul(-2)).add(u).neg().add(Math.log(2)).mul(2);
        Tensor logDensity = noise.square()
                .mul(0.5)
                .add(logDeviations)
                .add(HALF_LOG_TAU)
                .add(logSlope)
                .sum(1, false)
                .neg(); // [n]
        return new Drawn(Functional.tanh(u), logDensity);
    }

    private record Drawn(Tensor actions, Tensor logProbability) implements Plan {
        @Override
        public Tensor softValue(Tensor features, TwinCritics critics, double alpha) {
            Tensor inputs = Tensor.cat(1, features, actions);
            Tensor least = critics.one.forward(inputs).minimum(critics.two.forward(inputs)); // [n, 1]
            return least.reshape(-1).sub(logProbability.mul(alpha));
        }
    }
}
