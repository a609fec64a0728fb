package dev.hone.learn.unet;

import dev.hone.core.HoneException;
import java.util.List;

/**
 * The sizes of a one-dimensional U-Net over time (Janner and others 2022, figure A1; Chi and others 2023, section 3.2).
 *
 * @param length steps of time, a multiple of 2 for each level but the first
 * @param channels numbers at each step
 * @param condition numbers that the whole is conditioned on, besides the embedding
 * @param embedding numbers of the embedding of the noise schedule's time
 * @param levels channels of each level, from the finest to the coarsest; multiples of {@value #GROUPS}
 */
public record UnetShape(int length, int channels, int condition, int embedding, List<Integer> levels) {
    /** Steps of time that a convolution sees. */
    static final int KERNEL = 5;
    /** Groups of channels that are normalised together. */
    static final int GROUPS = 8;
    /** Added to a group's variance. */
    static final double EPSILON = 1e-5;
    /** How much wider than the embedding the layer that follows it is. */
    static final int EMBEDDING_WIDENING = 4;

    public UnetShape {
        levels = List.copyOf(levels);
        if (levels.isEmpty() || levels.stream().anyMatch(width -> width < GROUPS || width % GROUPS != 0)) {
            throw new HoneException(
                    "A U-Net with levels of " + levels + " channels; they must be multiples of " + GROUPS + ".",
                    "use --hidden 64,128,256");
        }
        if (levels.size() > Integer.SIZE - 2 || length % (1 << (levels.size() - 1)) != 0) {
            throw new HoneException(
                    "A U-Net of " + levels.size() + " levels halves a chunk of " + length + " actions too often.",
                    "use fewer levels, such as --hidden 64,128,256");
        }
    }

    /** Numbers of an input: a chunk, the condition and the embedding, one after the other. */
    public int inputWidth() {
        return chunkWidth() + condition + embedding;
    }

    /** Numbers of an output. */
    public int chunkWidth() {
        return length * channels;
    }

    /** Steps of time at a level. */
    int length(int level) {
        return length >> level;
    }

    int width(int level) {
        return levels.get(level);
    }

    /** The coarsest level. */
    int deepest() {
        return levels.size() - 1;
    }

    /** Channels that come into a level on the way down. */
    int before(int level) {
        return level == 0 ? channels : width(level - 1);
    }

    /** Numbers that every residual block is conditioned on. */
    int features() {
        return embedding + condition;
    }
}
