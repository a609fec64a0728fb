package dev.hone.learn;

import dev.hone.tensor.Init;
import dev.hone.tensor.Parameters;
import dev.hone.tensor.Tensor;
import java.util.random.RandomGenerator;

/** Independent normal numbers whose means are the outputs and whose log-deviations are parameters of their own. */
public final class DiagonalGaussian implements ActionDistribution {
    private static final double HALF_LOG_TAU = Math.log(2 * Math.PI) / 2;

    private final ActionScale scale;
    private final Tensor logDeviation;
    private float[] plain;

    /** Adds the parameter {@code NAME.log_deviation} [size]. */
    public DiagonalGaussian(Parameters parameters, String name, Space.Box box, double firstLogDeviation) {
        scale = new ActionScale(box);
        plain = Init.constant(box.size(), firstLogDeviation);
        logDeviation = parameters.add(name + ".log_deviation", plain, box.size());
    }

    /** Acts with the deviations of now. */
    public void refresh() {
        plain = logDeviation.floats();
    }

    @Override
    public int outputs() {
        return plain.length;
    }

    @Override
    public int size() {
        return plain.length;
    }

    @Override
    public double sample(float[] means, RandomGenerator random, float[] raw, int to) {
        double logDensity = 0;
        for (int i = 0; i < plain.length; i++) {
            double noise = random.nextGaussian();
            raw[to + i] = (float) (means[i] + Math.exp(plain[i]) * noise);
            logDensity -= noise * noise / 2 + plain[i] + HALF_LOG_TAU;
        }
        return logDensity;
    }

    @Override
    public void toAction(float[] raw, int from, float[] action, int to) {
        scale.write(raw, from, action, to);
    }

    @Override
    public Tensor logProbabilities(Tensor means, Tensor raw) {
        Tensor noise = raw.sub(means).mul(logDeviation.neg().exp()); // [n, size]
        return noise.square()
                .mul(0.5)
                .add(logDeviation)
                .add(HALF_LOG_TAU)
                .sum(1, false)
                .neg(); // [n]
    }

    @Override
    public Tensor entropies(Tensor means) {
        return logDeviation.add(HALF_LOG_TAU + 0.5).sum().expand(means.size(0)); // [n]
    }
}
