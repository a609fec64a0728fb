package dev.hone.transformer;

/**
 * A frozen decoder-only transformer, one level below {@code LanguageModel}: token ids in, logits and hidden states out.
 * Safe for use by several threads; each has a {@link Decoder} of its own, all share the weights.
 */
public interface CausalModel {
    ModelConfig config();

    /** What does the arithmetic, for people: {@code "8 lanes"}, {@code "scalar"}. */
    String engine();

    /** Copies the vector by which a token enters the model. [hidden] */
    void inputEmbedding(int token, float[] into, int at);

    /** Copies the vector whose product with the last hidden state is a token's logit. [hidden] */
    void outputEmbedding(int token, float[] into, int at);

    /**
     * A new decoder.
     *
     * @param sequences most sequences it will be asked to advance together, at least 1
     */
    Decoder decoder(int sequences);

    /**
     * A new decoder of sequences of different prompts.
     *
     * @param rows most rows of a pass, at least 1: tokens of prompts to read and sequences to step
     */
    MixedDecoder mixedDecoder(int rows);

    /** Logits after every token of one sequence, for tests and for small things. [token][vocabulary] */
    default float[][] logits(int... tokens) {
        float[][] logits = new float[tokens.length][];
        Decoder decoder = decoder(1);
        for (int i = 0; i < tokens.length; i++) {
            if (i == 0) {
                decoder.prompt(tokens[0]);
            } else {
                decoder.append(tokens[i]);
            }
            logits[i] = decoder.logits().row(0);
        }
        return logits;
    }
}
