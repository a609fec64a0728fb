package dev.hone.budget.head;

import dev.hone.tensor.Tensor;

/** How well outputs explain the samples of queries; lower is better. */
sealed interface Loss permits BetaBinomialLoss, SoftLabelLoss, QuantileLoss, GainVectorLoss {
    /** How many numbers a head outputs per query. */
    int outputs();

    /** The loss of one query. */
    double of(double[] outputs, Examples examples, int query);

    /** The loss of one query if its outputs could be chosen after seeing its samples: what no head can go below. */
    double floor(Examples examples, int query);

    /** The outputs that, given to every query alike, make the total loss smallest. */
    double[] constant(Examples examples);

    /**
     * The mean loss of a batch.
     *
     * @param outputs [batch, outputs]
     * @param batch as many queries
     * @return one number
     */
    Tensor of(Tensor outputs, Examples batch);

    /** Entropy of a 0/1 draw with this rate, in nats. */
    static double entropy(double rate) {
        return rate <= 0 || rate >= 1 ? 0 : -rate * Math.log(rate) - (1 - rate) * Math.log1p(-rate);
    }
}
