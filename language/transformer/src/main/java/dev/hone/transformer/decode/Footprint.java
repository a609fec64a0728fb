package dev.hone.transformer.decode;

import dev.hone.core.HoneException;
import dev.hone.transformer.Family;
import dev.hone.transformer.ModelConfig;
import java.nio.file.Path;
import java.util.Locale;

/**
 * What a model takes of the JVM's memory, known before its weights are read.
 *
 * @param weights bytes of all weights as 32-bit floats
 * @param loading bytes of the largest tensor, held beside them while it is packed
 * @param perPosition bytes of keys and values per position of one sequence
 */
public record Footprint(long weights, long loading, long perPosition) {
    public static Footprint of(ModelConfig config) {
        long hidden = config.hidden();
        long embedding = config.vocabulary() * hidden;
        long learnedPositions = config.family() == Family.GPT2 ? config.context() * hidden : 0;
        long numbers = config.layers() * (layer(config) + 2 * hidden)
                + embedding * (config.tiedEmbeddings() ? 1 : 2)
                + learnedPositions;
        long largest = Math.max(Math.max(embedding, learnedPositions), hidden * config.intermediate());
        return new Footprint(Float.BYTES * numbers, Float.BYTES * largest, Page.bytes(config) / Page.POSITIONS);
    }

    /** Multiply-adds of one token behind {@code position} others: the layers, attention to those before, and the logits. */
    public static long multiplyAdds(ModelConfig config, int position) {
        long attention = 2L * config.queryWidth() * position;
        return config.layers() * (layer(config) + attention) + (long) config.vocabulary() * config.hidden();
    }

    /** Weights of one layer's products. */
    private static long layer(ModelConfig config) {
        long hidden = config.hidden();
        long attention = hidden * (2L * config.queryWidth() + 2L * config.keyValueWidth());
        long feedForward = (config.family() == Family.GPT2 ? 2L : 3L) * hidden * config.intermediate();
        return attention + feedForward;
    }

    /** For people: {@code "61 MB of weights, 14 kB per token and sequence"}. */
    @Override
    public String toString() {
        return bytes(weights) + " of weights, " + bytes(perPosition) + " per token and sequence";
    }

    void requireRoom(Path folder) {
        long room = Runtime.getRuntime().maxMemory();
        if (weights + loading > room) {
            throw new HoneException(
                    "The model in " + folder + " needs " + bytes(weights + loading) + " to load; Java may use "
                            + bytes(room) + ".",
                    String.format(
                            Locale.ROOT, "give Java more with -Xmx%dg", (weights + loading) * 5 / 4 / (1 << 30) + 1));
        }
    }

    private static String bytes(long n) {
        if (n < 1000) {
            return n + " bytes";
        }
        if (n < 1_000_000) {
            return n / 1000 + " kB";
        }
        return n < 10_000_000_000L ? n / 1_000_000 + " MB" : n / 1_000_000_000 + " GB";
    }
}
