package dev.hone.budget.head;

import dev.hone.budget.allocation.BestOf;
import dev.hone.tensor.Tensor;
import java.util.Arrays;

/**
 * Squared error of predicted gains, the mean over samples 2 to cap, as in "Learning How Hard to Think" for rewards that are
 * numbers. The targets are exact: the mean over all subsets of a query's samples instead of a bootstrap of some. Where a query
 * has fewer samples than the cap, the gains it can't show don't count.
 *
 * @param cap most samples of one query, at least 2
 */
record GainVectorLoss(int cap) implements Loss {
    GainVectorLoss {
        if (cap < 2) {
            throw new IllegalArgumentException("gains up to " + cap + " samples");
        }
    }

    @Override
    public int outputs() {
        return cap - 1;
    }

    @Override
    public double of(double[] outputs, Examples examples, int query) {
        double[] gains = gains(examples, query);
        double sum = 0;
        for (int u = 0; u < gains.length; u++) {
            sum += (outputs[u] - gains[u]) * (outputs[u] - gains[u]);
        }
        return gains.length == 0 ? 0 : sum / gains.length;
    }

    @Override
    public double floor(Examples examples, int query) {
        return 0;
    }

    @Override
    public double[] constant(Examples examples) {
        double[] sums = new double[outputs()];
        int[] counts = new int[outputs()];
        for (int i = 0; i < examples.size(); i++) {
            double[] gains = gains(examples, i);
            for (int u = 0; u < gains.length; u++) {
                sums[u] += gains[u];
                counts[u]++;
            }
        }
        for (int u = 0; u < sums.length; u++) {
            sums[u] /= Math.max(1, counts[u]);
        }
        return sums;
    }

    @Override
    public Tensor of(Tensor outputs, Examples batch) {
        int b = batch.size();
        float[] targets = new float[b * outputs()];
        float[] weights = new float[b * outputs()];
        for (int i = 0; i < b; i++) {
            double[] gains = gains(batch, i);
            for (int u = 0; u < gains.length; u++) {
                targets[i * outputs() + u] = (float) gains[u];
                weights[i * outputs() + u] = 1f / gains.length / b;
            }
        }
        return outputs.sub(Tensor.of(targets, b, outputs()))
                .square()
                .mul(Tensor.of(weights, b, outputs()))
                .sum();
    }

    /** What samples 2, 3, ... of a query gain, as far as its own samples show and the cap goes. */
    private double[] gains(Examples examples, int query) {
        int most = Math.min(cap, examples.samples(query));
        if (most < 2) {
            return new double[0];
        }
        double[] curve = BestOf.real(examples.rewards(query), 0, most);
        double[] gains = Arrays.copyOfRange(curve, 2, curve.length);
        for (int u = gains.length - 1; u >= 0; u--) {
            gains[u] -= curve[u + 1];
        }
        return gains;
    }
}
