package dev.hone.transformer.generate;

import dev.hone.lm.SamplingOptions;
import dev.hone.transformer.Rows;
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
    private final SamplingOptions options;
    private final int vocabulary;
    private final int topK;
    private final double topP;
    private final SoftMax softMax;
    private final Ranking ranking;

    Sampler(SamplingOptions options, Kernels kernels, int vocabulary) {
        this.options = options;
        this.vocabulary = vocabulary;
        topK = Math.min(options.topK().orElse(vocabulary), vocabulary);
        topP = options.topP().orElse(1);
        softMax = new SoftMax(kernels, vocabulary);
        ranking = new Ranking(vocabulary);
    }

    /**
     * The next token of a sequence.
     *
     * @param uniform in [0, 1)
     */
    int choose(Rows logits, int sequence, double uniform) {
        float max = softMax.maximum(logits, sequence);
        if (options.temperature() == 0) {
            return firstAt(logits.values(), logits.at(sequence), max);
        }
        softMax.weigh(logits, sequence, (float) Math.min(1 / options.temperature(), Float.MAX_VALUE));
        if (topK == vocabulary && topP == 1) {
            return softMax.place(uniform * softMax.total());
        }
        return placeAmongKept(logits.values(), logits.at(sequence), uniform);
    }

    /** Log of the sum of the exponentials of a row: what log-probabilities are logits less. */
    double logSum(Rows logits, int sequence) {
        softMax.of(logits, sequence);
        return softMax.logSum();
    }

    /** The largest logit of the row that {@link #logSum} was last asked about. */
    double largest() {
        return softMax.largest();
    }

    /** Entropy of the model's own distribution of the next token, in nats; of the row that {@link #logSum} was last asked about. */
    double entropy(Rows logits, int sequence) {
        return softMax.entropy(logits, sequence);
    }

    /** The {@code k} most likely tokens of a row; valid until the next call of anything here. */
    Ranking ranked(Rows logits, int sequence, int k) {
        ranking.best(logits.values(), logits.at(sequence), vocabulary, Math.min(k, vocabulary));
        return ranking;
    }

    private int firstAt(float[] values, int at, float max) {
        int id = 0;
        while (id < vocabulary - 1 && values[at + id] != max) {
            id++;
        }
        return id;
    }

    private int placeAmongKept(float[] values, int at, double uniform) {
        float[] weights = softMax.weights();
        double total = softMax.total();
        if (topK < vocabulary) {
            ranking.best(values, at, vocabulary, topK);
        } else {
            // less likely ones all together have less than the share that top-p may drop, with room for rounding
            ranking.atLeast(values, at, softMax, (1 - topP) * total / vocabulary / 2);
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
