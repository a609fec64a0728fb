package dev.hone.reward;

/**
 * What a reward or selector needs, returns and costs.
 *
 * @param low least value it returns; negative infinity where only its maker knows
 * @param high greatest value; positive infinity where only its maker knows
 * @param scale whether values between {@code low} and {@code high} occur
 * @param needsReference whether a query without {@code reference} is an error
 * @param verifier whether its verdict may end sampling while a query is being answered
 * @param cost of grading one answer, in words
 * @param reach what it uses outside this process
 */
public record Traits(
        double low, double high, Scale scale, boolean needsReference, Verifier verifier, String cost, Reach reach) {
    /** Which values occur. */
    public enum Scale {
        /** 0 and 1 only. */
        BINARY,
        /** Any number of the range. */
        REAL
    }

    /** Whether a good grade is the end of the search, so that no further sample need be drawn. */
    public enum Verifier {
        YES("yes", "the answer alone shows whether it is right"),
        WITH_REFERENCE(
                "yes, with references", "only where the query brings its reference, which new queries seldom do"),
        IF_BINARY(
                "yes, if it returns only 0 and 1",
                "1 then means that the answer is right; a real value has no such end"),
        NEVER_ENOUGH("no", "a real value has no end: a further sample may always be better"),
        NO("no", "it compares answers with each other; none is right on its own");

        private final String words;
        private final String why;

        Verifier(String words, String why) {
            this.words = words;
            this.why = why;
        }

        /** Short, for a table. */
        public String words() {
            return words;
        }

        /** The reason, as a clause. */
        public String why() {
            return why;
        }
    }

    /** What is used outside this process. */
    public enum Reach {
        NOTHING,
        PROCESS,
        NETWORK
    }

    public Traits {
        if (!(low <= high)) {
            throw new IllegalArgumentException("range " + low + " to " + high);
        }
    }

    /** The range in words. */
    public String range() {
        if (Double.isInfinite(low)) {
            return Double.isInfinite(high) ? "any number" : "at most " + number(high);
        }
        if (Double.isInfinite(high)) {
            return "at least " + number(low);
        }
        return scale == Scale.BINARY ? "0 or 1" : number(low) + " to " + number(high);
    }

    private static String number(double value) {
        return value == Math.rint(value) ? Long.toString(Math.round(value)) : Double.toString(value);
    }

    /** A reward of 0 or 1 computed here from the reference. */
    static Traits comparison(String cost) {
        return new Traits(0, 1, Scale.BINARY, true, Verifier.WITH_REFERENCE, cost, Reach.NOTHING);
    }

    /** A reward of any number in a range, computed here from the answer alone. */
    static Traits measure(double low, double high, String cost) {
        return new Traits(low, high, Scale.REAL, false, Verifier.NEVER_ENOUGH, cost, Reach.NOTHING);
    }

    /** A reward of 0 or 1 computed here from the answer alone. */
    static Traits check(String cost) {
        return new Traits(0, 1, Scale.BINARY, false, Verifier.YES, cost, Reach.NOTHING);
    }
}
