package dev.hone.steer.remote;

import dev.hone.core.HoneException;

/**
 * How a text grows by blocks.
 *
 * @param tokens most of a block, at least 1
 * @param choices continuations of which one is chosen, at least 2
 */
public record BlockRule(int tokens, int choices) {
    public BlockRule {
        if (tokens < 1 || choices < 2 || choices > 128) {
            throw new HoneException(
                    "--blockwise asks for blocks of " + tokens + " tokens chosen among " + choices + ".",
                    "give at least 1 token and 2 to 128 choices, for example 16:4");
        }
    }

    /**
     * Reads {@code TOKENS:CHOICES}.
     *
     * @throws HoneException if it isn't of that form
     */
    public static BlockRule parse(String text) {
        String[] parts = text.split(":", -1);
        try {
            if (parts.length == 2) {
                return new BlockRule(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
            }
        } catch (NumberFormatException _) {
            // said below
        }
        throw new HoneException(
                "--blockwise is '" + text + "'.",
                "write TOKENS:CHOICES, for example 16:4 for the best of 4 blocks of 16");
    }
}
