package dev.hone.learn.sac;

import dev.hone.learn.Categorical;
import java.util.random.RandomGenerator;

/** One of several choices (Christodoulou 2019): critics value all at once, and expectations over them are exact. */
final class Choices implements SoftForm {
    private final int count;
    private final Categorical categorical;
    private final double[] logProbabilities;
    private final double[] least;
    private int n;

    /** For batches of at most {@code most} steps. */
    Choices(int count, int most) {
        this.count = count;
        categorical = new Categorical(count);
        logProbabilities = new double[most * count];
        least = new double[most * count];
    }

    @Override
    public int size() {
        return 1;
    }

    @Override
    public int outputs() {
        return count;
    }

    @Override
    public int criticInputs(int width) {
        return width;
    }

    @Override
    public int criticOutputs() {
        return count;
    }

    @Override
    public double targetEntropy(double share) {
        return share * Math.log(count);
    }

    @Override
    public void sample(float[] outputs, RandomGenerator random, float[] raw, int to) {
        categorical.sample(outputs, random, raw, to);
    }

    @Override
    public void explore(RandomGenerator random, float[] raw, int to) {
        raw[to] = random.nextInt(count);
    }

    @Override
    public void toAction(float[] raw, int from, float[] action, int to) {
        action[to] = raw[from];
    }

    @Override
    public float[] inputs(float[] features, float[] actions, int rows) {
        return features;
    }

    @Override
    public int output(float[] actions, int i) {
        return (int) actions[i];
    }

    @Override
    public void plan(float[] outputs, int stride, int rows, RandomGenerator random) {
        n = rows;
        for (int i = 0; i < n; i++) {
            categorical.see(outputs, i * stride);
            for (int j = 0; j < count; j++) {
                logProbabilities[i * count + j] = categorical.logProbability(j);
            }
        }
    }

    @Override
    public void softValues(float[] features, TwinCritics critics, double alpha, float[] to) {
        int stride = critics.one.outputStride();
        float[] one = critics.one.forward(features, 0, n);
        float[] two = critics.two.forward(features, 0, n);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < count; j++) {
                least[i * count + j] = Math.min(one[i * stride + j], two[i * stride + j]);
            }
            to[i] = (float) softValue(i, alpha);
        }
    }

    private double softValue(int i, double alpha) {
        double value = 0;
        for (int k = i * count; k < (i + 1) * count; k++) {
            value += Math.exp(logProbabilities[k]) * (least[k] - alpha * logProbabilities[k]);
        }
        return value;
    }

    @Override
    public double meanLogProbability() {
        double sum = 0;
        for (int k = 0; k < n * count; k++) {
            sum += Math.exp(logProbabilities[k]) * logProbabilities[k];
        }
        return sum / n;
    }

    /** With soft value v, by logit j: {@code p_j (Q_j - alpha log p_j - v)}; what moves the logarithms cancels. */
    @Override
    public void differentiate(TwinCritics critics, double alpha, float[] gradients, int stride) {
        for (int i = 0; i < n; i++) {
            double value = softValue(i, alpha);
            for (int j = 0; j < count; j++) {
                int k = i * count + j;
                double slope = Math.exp(logProbabilities[k]) * (least[k] - alpha * logProbabilities[k] - value);
                gradients[i * stride + j] = (float) (-slope / n);
            }
        }
    }
}
