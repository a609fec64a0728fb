package dev.hone.transformer;

import java.nio.file.Path;
import java.util.Optional;

/**
 * The shape of a decoder-only transformer, as a Hugging Face {@code config.json} states it.
 *
 * @param vocabulary rows of the embedding; token ids are below it
 * @param hidden width of the residual stream
 * @param intermediate width of the feed-forward layer
 * @param layers how many blocks
 * @param heads query heads per block
 * @param keyValueHeads key and value heads per block; divides {@code heads}
 * @param headDimension width of one head; {@code heads * headDimension} need not be {@code hidden}
 * @param context most positions, prompt and completion together
 * @param normEpsilon what the norms add to the mean square (RMSNorm) or variance (LayerNorm)
 * @param ropeTheta base of the rotary frequencies; unused by GPT-2
 * @param ropeScaling how those frequencies are stretched, if they are
 * @param tiedEmbeddings the language-model head is the embedding
 * @param attentionBias queries, keys and values have biases
 * @param attentionOutputBias the attention's output projection has a bias
 * @param mlpBias the feed-forward projections have biases
 */
public record ModelConfig(
        Family family,
        int vocabulary,
        int hidden,
        int intermediate,
        int layers,
        int heads,
        int keyValueHeads,
        int headDimension,
        int context,
        double normEpsilon,
        double ropeTheta,
        Optional<RopeScaling> ropeScaling,
        boolean tiedEmbeddings,
        boolean attentionBias,
        boolean attentionOutputBias,
        boolean mlpBias) {
    public ModelConfig {
        positive("vocabulary", vocabulary);
        positive("hidden", hidden);
        positive("intermediate", intermediate);
        positive("layers", layers);
        positive("heads", heads);
        positive("keyValueHeads", keyValueHeads);
        positive("headDimension", headDimension);
        positive("context", context);
        if (heads % keyValueHeads != 0) {
            throw new IllegalArgumentException(
                    heads + " query heads can't share " + keyValueHeads + " key and value heads");
        }
        if (family.rotary() && headDimension % 2 != 0) {
            throw new IllegalArgumentException("a head of " + headDimension + " can't be rotated in pairs");
        }
        if (!(normEpsilon >= 0 && normEpsilon < 1)) {
            throw new IllegalArgumentException("a norm epsilon of " + normEpsilon);
        }
        if (!(ropeTheta > 0 && Double.isFinite(ropeTheta))) {
            throw new IllegalArgumentException("a rope theta of " + ropeTheta);
        }
    }

    /**
     * The configuration in a model folder.
     *
     * @throws dev.hone.core.HoneException if {@code config.json} is missing or malformed, names another family, or holds an
     *     entry that would change results and that Hone does not implement
     */
    public static ModelConfig read(Path folder) {
        return ConfigReader.read(folder.resolve("config.json"));
    }

    /** Width of all query heads together. */
    public int queryWidth() {
        return heads * headDimension;
    }

    /** Width of all key heads (or value heads) together. */
    public int keyValueWidth() {
        return keyValueHeads * headDimension;
    }

    private static void positive(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " of " + value);
        }
    }
}
