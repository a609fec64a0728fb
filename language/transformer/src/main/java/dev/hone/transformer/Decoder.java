package dev.hone.transformer;

/**
 * Sequences that begin with the same prompt and grow side by side, one token a step. The prompt's keys and values are
 * computed once and stored once. For one thread.
 *
 * <p>The life of a decoder: {@link #prompt}, then {@link #fork}, then {@link #step} after step, with {@link #keep} to let
 * finished sequences go; from any point on a new fork continues the same prompt, and a new prompt begins anew. The numbers
 * of a sequence depend on its tokens only, to the last bit: not on how many others there are, which of them left, or the
 * pieces in which the prompt was given.
 */
public interface Decoder {
    /**
     * Reads a prompt, after forgetting everything before.
     *
     * @param tokens at least one id below the vocabulary, not more than the context holds
     */
    void prompt(int... tokens);

    /** Reads a prompt like {@link #prompt} and gives {@link #hidden()} after each of its tokens. [token][hidden] */
    void states(int[] tokens, float[] into);

    /** Reads on in the prompt; only before {@link #fork}. */
    void append(int... tokens);

    /** Starts {@code n} sequences at the end of the prompt, in place of those there were. */
    void fork(int n);

    /** Appends one token to every sequence, in their order; only the first {@link #sequences()} entries count. */
    void step(int[] tokens);

    /** Lets all sequences go but these, which become sequences 0, 1, … in the order given, which must be ascending. */
    void keep(int... sequences);

    /** How many sequences grow; 0 before the first fork. */
    int sequences();

    /** How many tokens each sequence has, prompt included. */
    int position();

    /**
     * Unnormalised log-probabilities of the next token. Computed when first asked for, so a caller that wants only
     * {@link #hidden()} does not pay for them. Before {@link #fork} row 0 is the prompt's. [sequence][vocabulary]
     */
    Rows logits();

    /** The last layer's output after the final norm, at the last token of each sequence. [sequence][hidden] */
    Rows hidden();

    /**
     * What the prompt looks like half-way up, after the lower half of the layers (rounded up) and the final norm, and at the
     * top: from each the state at the last token, then the mean over all tokens. [4 * hidden]
     */
    float[] promptStates();
}
