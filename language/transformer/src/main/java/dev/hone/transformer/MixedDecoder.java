package dev.hone.transformer;

/**
 * Sequences of different prompts that grow side by side: each begins and leaves when it likes, and prompts are read in pieces
 * beside those that grow. For one thread.
 *
 * <p>A pass is made up by {@link #step} and {@link #read}, in any order, and done by {@link #run}: all of its rows share one
 * reading of the weights. As in a {@link Decoder}, the numbers of a sequence depend on its tokens only, to the last bit: not
 * on what else is in a pass, or the pieces in which the prompt was given.
 */
public interface MixedDecoder {
    /** A prompt or a sequence that continues one, as long as it is not released. */
    interface Strand {
        /** Tokens read or stepped through, those of the coming pass included; a sequence's own, without its prompt's. */
        int length();
    }

    /** A new prompt, of which nothing is read yet. */
    Strand open();

    /** A new sequence at the end of a prompt, which must not be read on. */
    Strand fork(Strand prompt);

    /** Gives the memory of a strand back; sequences before their prompt. Not a strand of the coming pass. */
    void release(Strand strand);

    /**
     * Adds the next {@code count} tokens of a prompt to the coming pass.
     *
     * @param from where they begin in {@code tokens}
     */
    void read(Strand prompt, int[] tokens, int from, int count);

    /** Adds the next token of a sequence to the coming pass. */
    void step(Strand sequence, int token);

    /** Drops what the coming pass is made up of; the strands it was for can only be released. */
    void cancel();

    /** Does the pass; what it was made up of counts in the order it was added, as parts 0, 1, … */
    void run();

    /**
     * Unnormalised log-probabilities of the token after each of the first {@code parts} parts of the last pass, to be asked
     * for once. [part][vocabulary]
     */
    Rows logits(int parts);

    /** The last layer's output after the final norm, of the parts whose logits were asked for. [part][hidden] */
    Rows hidden();
}
