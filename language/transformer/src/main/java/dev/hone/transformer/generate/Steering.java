package dev.hone.transformer.generate;

import dev.hone.transformer.Rows;

/**
 * Changes what the samples of one request say next, by what the model computed for them anyway. It belongs to one request: its
 * samples' tokens come in their order, whatever is decoded beside them, all from one thread at a time.
 *
 * <p>The uniform number that chooses a token is the same with and without; so a steering that changes no logit changes no sample.
 */
public interface Steering {
    /** The tokens that all samples continue; before anything else. */
    default void prompt(int... tokens) {}

    /**
     * The logits from which a sample's next token is drawn, before temperature, top-k and top-p. Log-probabilities that are
     * reported are of these too.
     *
     * @param sample the sample's number in the request, from 0
     * @param logits the model's own, not to be changed. [row][vocabulary]
     * @param hidden what the model thought of the sample up to here. [row][hidden]
     * @param row the sample's in both
     * @return whose row 0 counts, until the next call. [1][vocabulary]
     */
    Rows steer(int sample, Rows logits, Rows hidden, int row);

    /** The token that was drawn; an end token is the sample's last. */
    void chosen(int sample, int token);
}
