package dev.hone.steer.decode;

import dev.hone.core.HoneException;

/**
 * Which tokens get a bonus. What counts is how much of the frozen model's probability they cover: values of the rest are neither
 * asked for nor trusted.
 */
public sealed interface CandidateRule {
    /** The fewest likeliest tokens that reach a probability, but no more than {@code cap}. */
    record Mass(double mass, int cap) implements CandidateRule {
        public Mass {
            if (!(mass > 0 && mass <= 1) || cap < 1) {
                throw new IllegalArgumentException("mass " + mass + " by at most " + cap);
            }
        }
    }

    /** The k likeliest tokens. */
    record Likeliest(int k) implements CandidateRule {
        public Likeliest {
            if (k < 1) {
                throw new IllegalArgumentException(k + " candidates");
            }
        }
    }

    /** Every token. */
    record Whole() implements CandidateRule {}

    /** A probability of .95 by at most 64 tokens. */
    static CandidateRule usual() {
        return new Mass(0.95, 64);
    }

    /**
     * A rule as it is typed: {@code all}, a probability below 1 ({@code 0.95}) or a number of tokens ({@code 20}).
     *
     * @throws HoneException if it is none of these
     */
    static CandidateRule parse(String text) {
        if (text.equals("all")) {
            return new Whole();
        }
        try {
            double number = Double.parseDouble(text);
            if (number > 0 && number < 1) {
                return new Mass(number, 64);
            }
            if (number >= 1 && number == Math.rint(number) && number <= Integer.MAX_VALUE) {
                return new Likeliest((int) number);
            }
        } catch (NumberFormatException _) {
            // said below
        }
        throw new HoneException(
                "The candidates are '" + text + "'.",
                "give 'all', a share of the probability such as 0.95, or a number of tokens such as 20");
    }
}
