package dev.hone.budget.head;

import dev.hone.tensor.Functional;
import dev.hone.tensor.Tensor;
import java.util.Arrays;

/**
 * Pinball loss, the mean over a query's rewards r and the levels u of {@code max(u (r - q_u), (u - 1) (r - q_u))}: smallest
 * where q_u is the u-quantile of the rewards (Koenker, Bassett 1978). In units of the reward.
 */
final class QuantileLoss implements Loss {
    @Override
    public int outputs() {
        return QuantileHead.LEVELS;
    }

    @Override
    public double of(double[] outputs, Examples examples, int query) {
        double[] rewards = examples.rewards(query);
        double sum = 0;
        for (double reward : rewards) {
            for (int k = 0; k < outputs.length; k++) {
                double over = reward - outputs[k];
                sum += Math.max(0, over) - (1 - QuantileHead.level(k)) * over;
            }
        }
        return sum / rewards.length / outputs.length;
    }

    @Override
    public double floor(Examples examples, int query) {
        return of(quantiles(examples.rewards(query)), examples, query);
    }

    /** Quantiles of all rewards together, every query with the same weight however many samples it has. */
    @Override
    public double[] constant(Examples examples) {
        int most = examples.mostSamples();
        // a query's own quantiles at as many levels as the largest has samples stand for its rewards
        double[] all = new double[most * examples.size()];
        for (int i = 0; i < examples.size(); i++) {
            double[] sorted = sorted(examples.rewards(i));
            for (int s = 0; s < most; s++) {
                all[i * most + s] = sorted[(int) ((s + 0.5) / most * sorted.length)];
            }
        }
        return quantiles(all);
    }

    @Override
    public Tensor of(Tensor outputs, Examples batch) {
        int b = batch.size();
        int most = batch.mostSamples();
        float[] rewards = new float[b * most];
        float[] weights = new float[b * most]; // 0 where a query has fewer samples
        for (int i = 0; i < b; i++) {
            double[] own = batch.rewards(i);
            for (int s = 0; s < own.length; s++) {
                rewards[i * most + s] = (float) own[s];
                weights[i * most + s] = 1f / own.length / b / QuantileHead.LEVELS;
            }
        }
        float[] above = new float[QuantileHead.LEVELS];
        for (int k = 0; k < above.length; k++) {
            above[k] = (float) (1 - QuantileHead.level(k));
        }
        Tensor missed = Tensor.of(rewards, b, most, 1).sub(outputs.unsqueeze(1)); // [b, most, levels]
        Tensor loss = Functional.relu(missed).sub(missed.mul(Tensor.of(above, above.length)));
        return loss.mul(Tensor.of(weights, b, most, 1)).sum();
    }

    private static double[] quantiles(double[] rewards) {
        double[] sorted = sorted(rewards);
        double[] quantiles = new double[QuantileHead.LEVELS];
        for (int k = 0; k < quantiles.length; k++) {
            quantiles[k] = sorted[(int) (QuantileHead.level(k) * sorted.length)];
        }
        return quantiles;
    }

    private static double[] sorted(double[] rewards) {
        double[] sorted = rewards.clone();
        Arrays.sort(sorted);
        return sorted;
    }
}
