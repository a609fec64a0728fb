package dev.hone.learn;

import java.util.random.RandomGenerator;

/** One of several choices; the outputs are logits. */
public final class Categorical implements ActionDistribution {
    private final int outputs;
    private final double[] logProbabilities;
    private final double[] probabilities;

    public Categorical(int outputs) {
        this.outputs = outputs;
        logProbabilities = new double[outputs];
        probabilities = new double[outputs];
    }

    @Override
    public int outputs() {
        return outputs;
    }

    @Override
    public int size() {
        return 1;
    }

    @Override
    public double sample(float[] logits, RandomGenerator random, float[] raw, int to) {
        double total = logSumExp(logits, 0);
        double left = random.nextDouble();
        int choice = 0;
        for (; choice < outputs - 1; choice++) {
            left -= Math.exp(logits[choice] - total);
            if (left < 0) {
                break;
            }
        }
        raw[to] = choice;
        return logits[choice] - total;
    }

    private double logSumExp(float[] logits, int from) {
        double most = logits[from];
        for (int i = 1; i < outputs; i++) {
            most = Math.max(most, logits[from + i]);
        }
        double sum = 0;
        for (int i = 0; i < outputs; i++) {
            sum += Math.exp(logits[from + i] - most);
        }
        return most + Math.log(sum);
    }

    /** The choice with the largest output, the first of equal ones. */
    public static int best(float[] outputs) {
        int best = 0;
        for (int i = 1; i < outputs.length; i++) {
            if (outputs[i] > outputs[best]) {
                best = i;
            }
        }
        return best;
    }

    @Override
    public void toAction(float[] raw, int from, float[] action, int to) {
        action[to] = raw[from];
    }

    @Override
    public void see(float[] logits, int from) {
        double total = logSumExp(logits, from);
        for (int i = 0; i < outputs; i++) {
            logProbabilities[i] = logits[from + i] - total;
            probabilities[i] = Math.exp(logProbabilities[i]);
        }
    }

    @Override
    public double logProbability(float[] raw, int from) {
        return logProbability((int) raw[from]);
    }

    /** Of a choice, in nats. */
    public double logProbability(int choice) {
        return logProbabilities[choice];
    }

    @Override
    public double entropy() {
        double entropy = 0;
        for (int i = 0; i < outputs; i++) {
            entropy -= probabilities[i] * logProbabilities[i];
        }
        return entropy;
    }

    /** By logit i: {@code [i was chosen] - p_i} of the log-probability, {@code -p_i (log p_i + entropy)} of the entropy. */
    @Override
    public void differentiate(float[] raw, int from, double byLog, double byEntropy, float[] gradients, int to) {
        int choice = (int) raw[from];
        double entropy = byEntropy == 0 ? 0 : entropy();
        for (int i = 0; i < outputs; i++) {
            double chosen = (i == choice ? 1 : 0) - probabilities[i];
            double spread = -probabilities[i] * (logProbabilities[i] + entropy);
            gradients[to + i] = (float) (byLog * chosen + byEntropy * spread);
        }
    }
}
