package dev.hone.guide.soft;

import dev.hone.tensor.Functional;
import dev.hone.tensor.Tensor;
import java.util.random.RandomGenerator;

/**
 * Independent normal numbers u in n places, before tanh brings them within -1 and 1.
 *
 * @param means [n, size]
 * @param logDeviations [n, size]
 */
record Bell(Tensor means, Tensor logDeviations) {
    private static final double LEAST = -5;
    private static final double MOST = 2;
    private static final double HALF_LOG_TAU = Math.log(2 * Math.PI) / 2;

    /** The bell of an actor's outputs [n, 2 size]: means, then log-deviations that tanh keeps between -5 and 2. */
    static Bell of(Tensor outputs) {
        long size = outputs.size(1) / 2;
        Tensor logDeviations = Functional.tanh(outputs.narrow(1, size, size))
                .add(1)
                .mul((MOST - LEAST) / 2)
                .add(LEAST);
        return new Bell(outputs.narrow(1, 0, size), logDeviations);
    }

    /** The log-deviation that {@link #of} makes of an output. */
    static double logDeviation(double output) {
        return (Math.tanh(output) + 1) * (MOST - LEAST) / 2 + LEAST;
    }

    /** KL(this || other), summed over dimensions: [n], in nats. tanh on both changes nothing. */
    Tensor divergence(Bell other) {
        Tensor spread = logDeviations.sub(other.logDeviations); // [n, size]
        Tensor off = means.sub(other.means).mul(other.logDeviations.neg().exp());
        return spread.mul(2)
                .exp()
                .add(off.square())
                .mul(0.5)
                .sub(spread)
                .add(-0.5)
                .sum(1, false);
    }

    /** One action in each place, differentiable by the bell (the reparametrisation trick). */
    Drawn draw(RandomGenerator random) {
        int n = (int) means.size(0);
        int size = (int) means.size(1);
        float[] draws = new float[n * size];
        for (int i = 0; i < draws.length; i++) {
            draws[i] = (float) random.nextGaussian();
        }
        Tensor noise = Tensor.of(draws, n, size);
        Tensor u = means.add(logDeviations.exp().mul(noise));
        // log (1 - tanh(u)^2) = 2 (log 2 - u - softplus(-2 u))
        Tensor logSlope =
                Functional.softplus(u.mul(-2)).add(u).neg().add(Math.log(2)).mul(2);
        Tensor logDensity = noise.square()
                .mul(0.5)
                .add(logDeviations)
                .add(HALF_LOG_TAU)
                .add(logSlope)
                .sum(1, false)
                .neg();
        return new Drawn(Functional.tanh(u), logDensity);
    }

    /**
     * Actions.
     *
     * @param actions within -1 and 1, [n, size]
     * @param logDensity of them, [n], in nats
     */
    record Drawn(Tensor actions, Tensor logDensity) {}
}
