package dev.hone.lm.arithmetic;

import java.util.random.RandomGenerator;

/**
 * A sum or a product of two numbers in decimal.
 *
 * <p>A number of d digits has exactly d digits and no leading zero, so one-digit numbers are 0 to 9, two-digit numbers 10 to
 * 99. Where a range of digits is given, the count of digits is drawn first, each count equally likely: so short numbers are
 * as frequent as long ones and difficulty is spread.
 */
public record Problem(long left, Operation operation, long right) {
    /** What is asked for, and how it is written. */
    public enum Operation {
        ADD('+'),
        MULTIPLY('*');

        private final char sign;

        Operation(char sign) {
            this.sign = sign;
        }

        public char sign() {
            return sign;
        }
    }

    public Problem {
        if (left < 0 || right < 0) {
            throw new IllegalArgumentException("numbers without sign only, not " + left + " and " + right);
        }
    }

    /** A sum of two numbers of 1 to 6 digits. */
    public static Problem sum(RandomGenerator random) {
        return new Problem(number(random, 1, 6), Operation.ADD, number(random, 1, 6));
    }

    /** A product of a number of 1 to 3 digits with one of 1 or 2. */
    public static Problem product(RandomGenerator random) {
        return new Problem(number(random, 1, 3), Operation.MULTIPLY, number(random, 1, 2));
    }

    /** A product of a number of 4 digits with one of 3: longer than any the model was trained on. */
    public static Problem impossible(RandomGenerator random) {
        return new Problem(number(random, 4, 4), Operation.MULTIPLY, number(random, 3, 3));
    }

    /** A sum or a product, equally likely: the distribution the model is trained on. */
    public static Problem any(RandomGenerator random) {
        return random.nextBoolean() ? sum(random) : product(random);
    }

    /** {@code 123+45=}, what the model is given. */
    public String prompt() {
        return this + "=";
    }

    /** {@code 168}, what it should answer. */
    public String answer() {
        return Long.toString(
                switch (operation) {
                    case ADD -> Math.addExact(left, right);
                    case MULTIPLY -> Math.multiplyExact(left, right);
                });
    }

    /** {@code 123+45}. */
    @Override
    public String toString() {
        return left + String.valueOf(operation.sign()) + right;
    }

    private static long number(RandomGenerator random, int fewest, int most) {
        int digits = random.nextInt(fewest, most + 1);
        long low = digits == 1 ? 0 : Math.powExact(10L, digits - 1);
        return random.nextLong(low, Math.powExact(10L, digits));
    }
}
