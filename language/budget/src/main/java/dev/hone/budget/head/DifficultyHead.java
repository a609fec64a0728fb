package dev.hone.budget.head;

import dev.hone.budget.allocation.Gains;

/** What a query's features tell about how samples of it will do. Immutable; safe for use by several threads. */
public sealed interface DifficultyHead permits BetaBinomialHead, PointHead {
    /** What kind of head it is. */
    HeadKind kind();

    /** The network inside. */
    Network network();

    /** The predicted success rate of one sample, in (0, 1): the score by which a streaming policy sorts. */
    double score(float[] features);

    /**
     * What each sample is predicted to gain.
     *
     * @param features [queries][dimension]
     * @param cap most samples of one query
     */
    Gains gains(float[][] features, int cap);
}
