package dev.hone.budget.serving;

import dev.hone.core.HoneException;

/**
 * What the mean over requests is held to.
 *
 * @param unit what is counted
 * @param mean per request; of {@link Unit#STRONG} a share in [0, 1], otherwise above 0
 */
public record Knob(Unit unit, double mean) {
    /** What is counted. */
    public enum Unit {
        /** Samples, of whichever arm. */
        SAMPLES("samples"),
        /** Calls of the stronger of two arms. */
        STRONG("strong calls"),
        /** US dollars. */
        MONEY("dollars");

        private final String words;

        Unit(String words) {
            this.words = words;
        }

        /** For people. */
        public String words() {
            return words;
        }
    }

    public Knob {
        boolean holds = switch (unit) {
            case SAMPLES -> mean >= 1 && mean <= 128;
            case STRONG -> mean >= 0 && mean <= 1;
            case MONEY -> mean > 0 && Double.isFinite(mean);
        };
        if (!holds) {
            throw new HoneException(
                    "A mean of " + mean + " " + unit.words() + " a request is out of range.",
                    "give 1 to 128 samples, a share of strong calls from 0 to 1, or dollars above 0");
        }
    }
}
