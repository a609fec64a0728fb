package dev.hone.transformer.generate;

import dev.hone.lm.SamplingOptions;
import dev.hone.transformer.Rows;
import dev.hone.transformer.kernel.Exponential;
import dev.hone.transformer.kernel.Kernels;

/**
 * Draws a token from logits. For one thread; allocates nothing once made.
 *
 * <p>The distribution, in this order: logits are divided by the temperature (at 0 the most likely token is taken, the
 * lowest id of several); of the tokens in order of their logits, ties by id, top-k keeps the first k; of what is kept,
 * made to sum to 1, top-p keeps the shortest beginning whose probability reaches p. One uniform number then chooses, as
 * the place where it falls on the kept probabilities laid end to end: in order of their ids, or of their rank if top-k
 * or top-p was asked for. All sums are taken in one order, so the same logits and number give the same token everywhere.
 *
 * <p>Log-probabilities are natural and the model's own: of the soft-max of the logits before temperature, top-k and
 * top-p, so that they mean the same whatever the options.
 */
final class Sampler {
    /** Weights that are summed before the sums are; a multiple of the kernels' rows. */
    private static final int BLOCK = 512;

    private final SamplingOptions options;
    private final Kernels kernels;
    private final int vocabulary;
    private final int topK;
    private final double topP;
    private final float[] weights;
    private final double[] sums;
    private final Ranking ranking;
    private double total;
    private float largest;

    Sampler(SamplingOptions options, Kernels kernels, int vocabulary) {
        this.options = options;
        this.kernels = kernels;
        this.vocabulary = vocabulary;
        topK = Math.min(options.topK().orElse(vocabulary), vocabulary);
        topP = options.topP().orElse(1);
        weights = new float[vocabulary];
        sums = new double[(vocabulary + BLOCK - 1) / BLOCK];
        ranking = new Ranking(vocabulary);
    }

    /**
     * The next token of a sequence.
     *
     * @param uniform in [0, 1)
     */
    int choose(Rows logits, int sequence, double uniform) {
        float[] values = logits.values();
        int at = logits.at(sequence);
        float max = maximum(values, at);
        if (options.temperature() == 0) {
            return firstAt(values, at, max);
        }
        weigh(values, at, max, (float) Math.min(1 / options.temperature(), Float.MAX_VALUE));
        if (topK == vocabulary && topP == 1) {
            return place(uniform * total);
        }
        return placeAmongKept(values, at, uniform);
    }

    /** Log of the sum of the exponentials of a row: what log-probabilities are logits less. */
    double logSum(Rows logits, int sequence) {
        int at = logits.at(sequence);
        largest = maximum(logits.values(), at);
        weigh(logits.values(), at, largest, 1);
        return largest + StrictMath.log(total);
    }

    /** The largest logit of the row that {@link #logSum} was last asked about. */
    double largest() {
        return largest;
    }

    /** Entropy of the model's own distribution of the next token, in nats; of the row that {@link #logSum} was last asked about. */
    double entropy(Rows logits, int sequence) {
        int at = logits.at(sequence);
        double mean = 0;
        for (int i = 0; i < vocabulary; i++) {
            mean += weights[i] * (double) (logits.values()[at + i] - largest);
        }
        return StrictMath.log(total) - mean / total;
    }

    /** The {@code k} most likely tokens of a row; valid until the next call of anything here. */
    Ranking ranked(Rows logits, int sequence, int k) {
        ranking.best(logits.values(), logits.at(sequence), vocabulary, Math.min(k, vocabulary));
        return ranking;
    }

    private float maximum(float[] values, int at) {
        int whole = vocabulary / Kernels.ROWS * Kernels.ROWS;
        float max = kernels.maximum(values, at, whole);
        for (int i = whole; i < vocabulary; i++) {
            max = Math.max(max, values[at + i]);
        }
        return max;
    }

    private int firstAt(float[] values, int at, float max) {
        int id = 0;
        while (id < vocabulary - 1 && values[at + id] != max) {
            id++;
        }
        return id;
    }

    private void weigh(float[] values, int at, float max, float scale) {
        total = 0;
        for (int block = 0; block < sums.length; block++) {
            int from = block * BLOCK;
            int to = Math.min(vocabulary, from + BLOCK);
            int whole = (to - from) / Kernels.ROWS * Kernels.ROWS;
            double sum = kernels.exponentials(values, at + from, whole, max, scale, weights, from);
            for (int i = from + whole; i < to; i++) {
                weights[i] = Exponential.exp((values[at + i] - max) * scale);
                sum += weights[i];
            }
            sums[block] = sum;
            total += sum;
        }
    }

    /** The token at a place of the weights laid end to end: first the block, then the token in it. */
    private int place(double target) {
        double before = 0;
        double reached = 0;
        int block = 0;
        for (int b = 0; b < sums.length && reached <= target; b++) {
            if (sums[b] > 0) {
                block = b;
                before = reached;
                reached += sums[b];
            }
        }
        int last = 0;
        for (int i = block * BLOCK; i < Math.min(vocabulary, (block + 1) * BLOCK); i++) {
            if (weights[i] > 0) {
                last = i;
                before += weights[i];
                if (before > target) {
                    break;
                }
            }
        }
        return last; // the block's last token too where rounding left the target behind it
    }

    private int placeAmongKept(float[] values, int at, double uniform) {
        if (topK < vocabulary) {
            ranking.best(values, at, vocabulary, topK);
        } else {
            // less likely ones all together have less than the share that top-p may drop, with room for rounding
            ranking.atLeast(values, at, vocabulary, weights, (1 - topP) * total / vocabulary / 2);
        }
        double all = 0;
        for (int place = 0; place < ranking.size(); place++) {
            all += weights[ranking.id(place)];
        }
        double mass = topK < vocabulary ? all : total;
        double kept = 0;
        int size = 0;
        while (size < ranking.size() && (size == 0 || kept < topP * mass)) {
            kept += weights[ranking.id(size++)];
        }
        double sum = 0;
        for (int place = 0; place < size - 1; place++) {
            sum += weights[ranking.id(place)];
            if (sum > uniform * kept) {
                return ranking.id(place);
            }
        }
        return ranking.id(size - 1);
    }
}
