package dev.hone.learn.sac;

import dev.hone.learn.ActionScale;
import dev.hone.learn.Space;
import java.util.random.RandomGenerator;

/**
 * Normal numbers u that tanh brings within -1 and 1 (Haarnoja et al. 2018, appendix C). Outputs: means, then log-deviations,
 * which tanh keeps between {@value #LEAST} and {@value #MOST}. Raw actions are tanh(u).
 *
 * <p>Plans draw one action in each place by the reparametrisation trick, {@code u = mean + deviation e}. The density of tanh(u) is that
 * of u divided by 1 - tanh(u)^2, whose logarithm is {@code 2 (log 2 - u - softplus(-2 u))}.
 */
final class SquashedGaussian implements SoftForm {
    private static final double LEAST = -5;
    private static final double MOST = 2;
    private static final double HALF_LOG_TAU = Math.log(2 * Math.PI) / 2;

    private final int size;
    private final int width;
    private final ActionScale scale;
    private final float[] inputs;
    private final float[] drawn;
    private final double[] noise;
    private final double[] squash;
    private final double[] logDensities;
    private final boolean[] firstIsLeast;
    private int n;

    /** For batches of at most {@code most} steps with {@code width} features. */
    SquashedGaussian(Space.Box box, int width, int most) {
        if (!box.bounded()) {
            throw new IllegalArgumentException("SAC needs ends for every action, not " + box);
        }
        size = box.size();
        this.width = width;
        scale = new ActionScale(box);
        inputs = new float[most * (width + size)];
        drawn = new float[most * size];
        noise = new double[most * size];
        squash = new double[most * size];
        logDensities = new double[most];
        firstIsLeast = new boolean[most];
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
    public int criticInputs(int features) {
        return features + size;
    }

    @Override
    public int criticOutputs() {
        return 1;
    }

    @Override
    public double targetEntropy(double perDimension) {
        return perDimension * size;
    }

    private static double logDeviation(double squashed) {
        return LEAST + (MOST - LEAST) / 2 * (squashed + 1);
    }

    @Override
    public void sample(float[] outputs, RandomGenerator random, float[] raw, int to) {
        for (int i = 0; i < size; i++) {
            double deviation = Math.exp(logDeviation(Math.tanh(outputs[size + i])));
            raw[to + i] = (float) Math.tanh(outputs[i] + deviation * random.nextGaussian());
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

    /** Features, then actions. */
    @Override
    public float[] inputs(float[] features, float[] actions, int rows) {
        int wide = width + size;
        for (int i = 0; i < rows; i++) {
            System.arraycopy(features, i * width, inputs, i * wide, width);
            System.arraycopy(actions, i * size, inputs, i * wide + width, size);
        }
        return inputs;
    }

    @Override
    public int output(float[] actions, int i) {
        return 0;
    }

    @Override
    public void plan(float[] outputs, int stride, int rows, RandomGenerator random) {
        n = rows;
        for (int i = 0; i < n; i++) {
            double logDensity = 0;
            for (int d = 0; d < size; d++) {
                int k = i * size + d;
                noise[k] = random.nextGaussian();
                squash[k] = Math.tanh(outputs[i * stride + size + d]);
                double logDeviation = logDeviation(squash[k]);
                double u = outputs[i * stride + d] + Math.exp(logDeviation) * noise[k];
                drawn[k] = (float) Math.tanh(u);
                double logSlope = 2 * (Math.log(2) - u - softplus(-2 * u));
                logDensity -= noise[k] * noise[k] / 2 + logDeviation + HALF_LOG_TAU + logSlope;
            }
            logDensities[i] = logDensity;
        }
    }

    private static double softplus(double x) {
        return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
    }

    @Override
    public void softValues(float[] features, TwinCritics critics, double alpha, float[] to) {
        int stride = critics.one.outputStride();
        float[] read = inputs(features, drawn, n);
        float[] one = critics.one.forward(read, 0, n);
        float[] two = critics.two.forward(read, 0, n);
        for (int i = 0; i < n; i++) {
            firstIsLeast[i] = one[i * stride] < two[i * stride];
            to[i] = (float) (Math.min(one[i * stride], two[i * stride]) - alpha * logDensities[i]);
        }
    }

    @Override
    public double meanLogProbability() {
        double sum = 0;
        for (int i = 0; i < n; i++) {
            sum += logDensities[i];
        }
        return sum / n;
    }

    /** Through the smaller critic to the action a, then through tanh to u, whose part in the log-density has the slope {@code 2 a}. */
    @Override
    public void differentiate(TwinCritics critics, double alpha, float[] gradients, int stride) {
        float[] byOne = critics.one.outputGradients();
        float[] byTwo = critics.two.outputGradients();
        for (int i = 0; i < n; i++) {
            byOne[i * critics.one.outputStride()] = firstIsLeast[i] ? -1f / n : 0;
            byTwo[i * critics.two.outputStride()] = firstIsLeast[i] ? 0 : -1f / n;
        }
        float[] one = critics.one.backwardToInputs();
        float[] two = critics.two.backwardToInputs();
        int wide = critics.one.inputGradientStride();
        double byLog = alpha / n;
        for (int i = 0; i < n; i++) {
            for (int d = 0; d < size; d++) {
                int k = i * size + d;
                double a = drawn[k];
                double byAction = (double) one[i * wide + width + d] + two[i * wide + width + d];
                double byU = byAction * (1 - a * a) + byLog * 2 * a;
                double byDeviation = byU * Math.exp(logDeviation(squash[k])) * noise[k] - byLog;
                gradients[i * stride + d] = (float) byU;
                gradients[i * stride + size + d] =
                        (float) (byDeviation * (MOST - LEAST) / 2 * (1 - squash[k] * squash[k]));
            }
        }
    }
}
