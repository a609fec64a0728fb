package dev.hone.transformer.generate;

import dev.hone.transformer.Rows;
import dev.hone.transformer.decode.Engines;
import dev.hone.transformer.kernel.Exponential;
import dev.hone.transformer.kernel.Kernels;

/**
 * The weights {@code exp((logit - largest) * scale)} of a row of logits and their sum, always added up in one order. For one
 * thread; allocates nothing once made.
 */
public final class SoftMax {
    /** Weights that are summed before the sums are; a multiple of the kernels' rows. */
    private static final int BLOCK = 512;

    private final Kernels kernels;
    private final int vocabulary;
    private final float[] weights;
    private final double[] sums;
    private double total;
    private float largest;

    /** @param vocabulary logits of a row */
    public SoftMax(int vocabulary) {
        this(Engines.kernels(), vocabulary);
    }

    SoftMax(Kernels kernels, int vocabulary) {
        this.kernels = kernels;
        this.vocabulary = vocabulary;
        weights = new float[vocabulary];
        sums = new double[(vocabulary + BLOCK - 1) / BLOCK];
    }

    /** Takes in one row. */
    public void of(Rows logits, int row) {
        maximum(logits, row);
        weigh(logits, row, 1);
    }

    /** The largest logit of a row, which {@link #weigh} then goes by. */
    float maximum(Rows logits, int row) {
        float[] values = logits.values();
        int at = logits.at(row);
        int whole = vocabulary / Kernels.ROWS * Kernels.ROWS;
        largest = kernels.maximum(values, at, whole);
        for (int i = whole; i < vocabulary; i++) {
            largest = Math.max(largest, values[at + i]);
        }
        return largest;
    }

    /** @param scale the inverse temperature, above 0 */
    void weigh(Rows logits, int row, float scale) {
        float[] values = logits.values();
        int at = logits.at(row);
        total = 0;
        for (int block = 0; block < sums.length; block++) {
            int from = begin(block);
            int to = end(block);
            int whole = (to - from) / Kernels.ROWS * Kernels.ROWS;
            double sum = kernels.exponentials(values, at + from, whole, largest, scale, weights, from);
            for (int i = from + whole; i < to; i++) {
                weights[i] = Exponential.exp((values[at + i] - largest) * scale);
                sum += weights[i];
            }
            sums[block] = sum;
            total += sum;
        }
    }

    /** The row's weights, 1 for the largest logit; a view. [vocabulary] */
    public float[] weights() {
        return weights;
    }

    /** Their sum, at least 1. */
    public double total() {
        return total;
    }

    /** In how many blocks of neighbouring tokens the weights were summed. */
    int blocks() {
        return sums.length;
    }

    /** A block's first token. */
    int begin(int block) {
        return block * BLOCK;
    }

    /** The token after a block's last. */
    int end(int block) {
        return Math.min(vocabulary, (block + 1) * BLOCK);
    }

    /** What a block weighs: no less than any token in it, since rounding never takes a sum of weights below one of them. */
    double sum(int block) {
        return sums[block];
    }

    /** The row's largest logit. */
    public float largest() {
        return largest;
    }

    /** Log of the sum of the exponentials of the row: what log-probabilities are logits less. */
    public double logSum() {
        return largest + StrictMath.log(total);
    }

    /** Entropy in nats, of the row last weighed at scale 1. */
    double entropy(Rows logits, int row) {
        int at = logits.at(row);
        double mean = 0;
        for (int i = 0; i < vocabulary; i++) {
            mean += weights[i] * (double) (logits.values()[at + i] - largest);
        }
        return StrictMath.log(total) - mean / total;
    }

    /** The token at a place of the weights laid end to end, 0 to {@link #total}: first the block, then the token in it. */
    int place(double target) {
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
        for (int i = begin(block); i < end(block); i++) {
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
}
