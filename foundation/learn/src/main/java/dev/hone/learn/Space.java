package dev.hone.learn;

import java.util.Arrays;
import java.util.Objects;

/** The values an observation or an action can take. A value is an array of {@link #size()} floats. */
public sealed interface Space {
    /** How many floats a value has. */
    int size();

    /** Whether the floats are a value of this space; NaN never is. */
    boolean contains(float[] value);

    /** One of {@code count} choices: a single float that holds 0, 1, .. {@code count - 1}. */
    record Discrete(int count) implements Space {
        public Discrete {
            if (count < 1 || count > 1 << 24) {
                throw new IllegalArgumentException("a choice of " + count);
            }
        }

        @Override
        public int size() {
            return 1;
        }

        @Override
        public boolean contains(float[] value) {
            return value.length == 1 && value[0] >= 0 && value[0] < count && value[0] == Math.rint(value[0]);
        }
    }

    /** Real numbers, each between two ends that belong to it; an infinite end is none. */
    final class Box implements Space {
        private final float[] low;
        private final float[] high;

        /** A box with its own ends in every dimension; the arrays are copied. */
        public Box(float[] low, float[] high) {
            if (low.length != high.length || low.length == 0) {
                throw new IllegalArgumentException(low.length + " low ends and " + high.length + " high ends");
            }
            for (int i = 0; i < low.length; i++) {
                if (!(low[i] <= high[i])) {
                    throw new IllegalArgumentException("dimension " + i + " from " + low[i] + " to " + high[i]);
                }
            }
            this.low = low.clone();
            this.high = high.clone();
        }

        /** A box with the same ends in every dimension. */
        public static Box of(int size, double low, double high) {
            float[] lows = new float[size];
            float[] highs = new float[size];
            Arrays.fill(lows, (float) low);
            Arrays.fill(highs, (float) high);
            return new Box(lows, highs);
        }

        public float low(int dimension) {
            return low[dimension];
        }

        public float high(int dimension) {
            return high[dimension];
        }

        /** Whether no end is infinite. */
        public boolean bounded() {
            for (int i = 0; i < low.length; i++) {
                if (Float.isInfinite(low[i]) || Float.isInfinite(high[i])) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public int size() {
            return low.length;
        }

        @Override
        public boolean contains(float[] value) {
            if (value.length != low.length) {
                return false;
            }
            for (int i = 0; i < low.length; i++) {
                if (!(value[i] >= low[i] && value[i] <= high[i])) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Box box && Arrays.equals(low, box.low) && Arrays.equals(high, box.high);
        }

        @Override
        public int hashCode() {
            return Objects.hash(Arrays.hashCode(low), Arrays.hashCode(high));
        }

        @Override
        public String toString() {
            return "Box[low=" + Arrays.toString(low) + ", high=" + Arrays.toString(high) + "]";
        }
    }
}
