package dev.hone.lm;

/**
 * What a model's tokens cost, in US dollars per million.
 *
 * @param input dollars per million tokens of prompt
 * @param output dollars per million sampled tokens
 */
public record Price(double input, double output) {
    public Price {
        if (!(input >= 0 && input < Double.POSITIVE_INFINITY && output >= 0 && output < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("prices " + input + ", " + output);
        }
    }

    /** Dollars for so many tokens. */
    public double of(long promptTokens, long completionTokens) {
        return (promptTokens * input + completionTokens * output) / 1e6;
    }
}
