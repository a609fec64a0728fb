package dev.hone.steer.candidate;

import dev.hone.transformer.Family;
import dev.hone.transformer.ModelConfig;
import java.util.Optional;

/** The shape of a {@link CandidateValue}'s network, and its tensors by name: what training writes and decoding reads. */
public final class CandidateTensors {
    /** What the last state is multiplied with to give V. [1][width] */
    public static final String WEIGHT = "value.weight";

    /** Added to it. [1] */
    public static final String BIAS = "value.bias";

    private static final int WIDTH = 64;
    private static final int INNER = 176;
    private static final int LAYERS = 2;
    private static final int HEADS = 4;

    /** Tokens of the network's own: the prompt's end, and the text's. */
    public static final int OWN = 2;

    private CandidateTensors() {}

    /** The token that stands where a prompt ends: texts are worth what is said after it, and how long that is counts. */
    public static int promptEnd(int vocabulary) {
        return vocabulary;
    }

    /** The token that stands for every one that ends a text. */
    public static int textEnd(int vocabulary) {
        return vocabulary + 1;
    }

    /**
     * The network beside a frozen model.
     *
     * @param vocabulary its own tokens included
     * @param context most tokens of the frozen model
     */
    public static ModelConfig network(int vocabulary, int context) {
        return new ModelConfig(
                Family.LLAMA,
                vocabulary,
                WIDTH,
                INNER,
                LAYERS,
                HEADS,
                HEADS,
                WIDTH / HEADS,
                context + OWN,
                1e-5,
                10_000,
                Optional.empty(),
                true,
                false,
                false,
                false);
    }
}
