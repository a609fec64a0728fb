package dev.hone.budget.head;

import dev.hone.budget.allocation.Gains;

/** What a query's features tell about how samples of it will do. Immutable; safe for use by several threads. */
public sealed interface DifficultyHead permits BetaBinomialHead, PointHead, QuantileHead, GainVectorHead {
    /** What kind of head it is. */
    HeadKind kind();

    /** The network inside. */
    Network network();

    /** The parameters of what it predicts of a query, as the loss of its kind reads them. */
    default double[] outputs(float[] features) {
        return network().apply(features);
    }

    /**
     * What a streaming policy sorts queries by: the predicted success rate of one sample, in (0, 1); where rewards are
     * real-valued, what a second sample is predicted to gain.
     */
    double score(float[] features);

    /**
     * The quality that the first gain is counted from: 0 where rewards are 0 and 1, the value of no answer; where they are
     * real-valued a level of this query's own. NaN where a head predicts gains and no levels.
     */
    default double base(float[] features) {
        return 0;
    }

    /**
     * What each sample is predicted to gain.
     *
     * @param features [queries][dimension]
     * @param cap most samples of one query
     */
    Gains gains(float[][] features, int cap);
}
