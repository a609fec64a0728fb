package dev.hone.learn;

import dev.hone.tensor.Init;
import dev.hone.tensor.dense.FlatParameters;
import java.util.random.RandomGenerator;

/** Independent normal numbers whose means are the outputs and whose log-deviations are parameters of their own. */
public final class DiagonalGaussian implements ActionDistribution {
    private static final double HALF_LOG_TAU = Math.log(2 * Math.PI) / 2;

    private final ActionScale scale;
    private final FlatParameters parameters;
    private final int size;
    private final int at;
    private final double[] means;

    /** Adds the parameter {@code NAME.log_deviation} [size]. */
    public DiagonalGaussian(FlatParameters parameters, String name, Space.Box box, double firstLogDeviation) {
        scale = new ActionScale(box);
        this.parameters = parameters;
        size = box.size();
        at = parameters.addVector(name + ".log_deviation", Init.constant(size, firstLogDeviation));
        means = new double[size];
    }

    private double logDeviation(int i) {
        return parameters.values()[at + i];
    }

    @Override
    public int outputs() {
        return size;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public double sample(float[] outputs, RandomGenerator random, float[] raw, int to) {
        double logDensity = 0;
        for (int i = 0; i < size; i++) {
            double noise = random.nextGaussian();
            raw[to + i] = (float) (outputs[i] + Math.exp(logDeviation(i)) * noise);
            logDensity -= noise * noise / 2 + logDeviation(i) + HALF_LOG_TAU;
        }
        return logDensity;
    }

    @Override
    public void toAction(float[] raw, int from, float[] action, int to) {
        scale.write(raw, from, action, to);
    }

    @Override
    public void see(float[] outputs, int from) {
        for (int i = 0; i < size; i++) {
            means[i] = outputs[from + i];
        }
    }

    @Override
    public double logProbability(float[] raw, int from) {
        double logDensity = 0;
        for (int i = 0; i < size; i++) {
            double noise = (raw[from + i] - means[i]) * Math.exp(-logDeviation(i));
            logDensity -= noise * noise / 2 + logDeviation(i) + HALF_LOG_TAU;
        }
        return logDensity;
    }

    @Override
    public double entropy() {
        double entropy = 0;
        for (int i = 0; i < size; i++) {
            entropy += logDeviation(i) + HALF_LOG_TAU + 0.5;
        }
        return entropy;
    }

    /** With noise e: by a mean {@code e / deviation}, by a log-deviation {@code e^2 - 1}, and 1 of the entropy. */
    @Override
    public void differentiate(float[] raw, int from, double byLog, double byEntropy, float[] gradients, int to) {
        for (int i = 0; i < size; i++) {
            double precision = Math.exp(-logDeviation(i));
            double noise = (raw[from + i] - means[i]) * precision;
            gradients[to + i] = (float) (byLog * noise * precision);
            parameters.gradients()[at + i] += (float) (byLog * (noise * noise - 1) + byEntropy);
        }
    }
}
