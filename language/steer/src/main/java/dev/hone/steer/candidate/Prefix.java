package dev.hone.steer.candidate;

import dev.hone.transformer.CausalModel;
import dev.hone.transformer.Decoder;
import dev.hone.transformer.Rows;

/**
 * What a value network has read of one text, kept as keys and values, and what the text would be worth with one token more.
 *
 * <p>Candidates are rows of one pass that all continue what was read: at the same position, each seeing the text and itself, none the
 * others, and what they leave behind is let go before the text grows. So a candidate's value is the one that reading the whole text
 * anew would give, to the last bit. For one thread.
 */
final class Prefix {
    /** Candidates of one pass. */
    static final int WIDTH = 64;

    private final Decoder decoder;
    private final float[] weight; // [width]
    private final double bias;
    private final int[] some = new int[WIDTH];

    Prefix(CausalModel network, float[] weight, double bias) {
        decoder = network.decoder(WIDTH);
        this.weight = weight;
        this.bias = bias;
    }

    /** Reads a text, after forgetting the one before. */
    void read(int... tokens) {
        decoder.prompt(tokens);
    }

    /** Reads on. */
    void append(int token) {
        decoder.append(token);
    }

    /** V of the text as far as it is read. */
    double value() {
        return value(decoder.hidden(), 0);
    }

    /**
     * V of the text with each of these tokens after it.
     *
     * @param tokens whose first {@code n} count
     * @param into [n]
     */
    void after(int[] tokens, int n, double[] into) {
        for (int from = 0; from < n; from += WIDTH) {
            int count = Math.min(WIDTH, n - from);
            System.arraycopy(tokens, from, some, 0, count);
            decoder.fork(count);
            decoder.step(some);
            Rows states = decoder.hidden();
            for (int i = 0; i < count; i++) {
                into[from + i] = value(states, i);
            }
            decoder.keep();
        }
    }

    private double value(Rows states, int row) {
        int at = states.at(row);
        double sum = bias;
        for (int i = 0; i < weight.length; i++) {
            sum += weight[i] * (double) states.values()[at + i];
        }
        return sum;
    }
}
