package dev.hone.steer;

import dev.hone.transformer.Rows;

/** A {@link Value} along the samples of one request, whose tokens come in their order. For one thread at a time. */
public interface TokenValues {
    /** The tokens that all samples continue; before anything else, for values that read texts themselves. */
    default void prompt(int... tokens) {}

    /**
     * What a sample's tokens so far turn out to be, for values that read texts themselves: a model behind an API that is given
     * texts may read one by other tokens than it said it with.
     */
    default void reread(int sample, int... tokens) {}

    /**
     * The bonus of every candidate for a sample's next token: of an expected reward Q it is {@code beta * Q}, of a whole distribution
     * of rewards the logarithm of the mean of {@code exp(beta * reward)}. What is added to all candidates alike counts only where
     * bonuses are not centred.
     *
     * @param sample its number in the request; asked once for every token
     * @param hidden the frozen model's last hidden state of the sample. [row][hidden]
     * @param beta strength in nats per standard deviation of the reward, finite, of any sign
     * @param into nats, finite. [candidates]
     */
    void bonus(int sample, Rows hidden, int row, Candidates candidates, double beta, double[] into);

    /** The token that the sample goes on with. */
    void chosen(int sample, int token);
}
