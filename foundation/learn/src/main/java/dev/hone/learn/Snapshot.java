package dev.hone.learn;

import java.util.Arrays;

/** A state as 64-bit words, exact to the bit. Written in one order and read in the same. */
public final class Snapshot {
    private final long[] words;

    private Snapshot(long[] words) {
        this.words = words;
    }

    /** The snapshot that {@link #words()} gave. */
    public static Snapshot of(long[] words) {
        return new Snapshot(words.clone());
    }

    /** A copy of the words, to go to a file. */
    public long[] words() {
        return words.clone();
    }

    public static Writer writer() {
        return new Writer();
    }

    public Reader reader() {
        return new Reader(words);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Snapshot snapshot && Arrays.equals(words, snapshot.words);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(words);
    }

    /** Collects the parts of a state. */
    public static final class Writer {
        private long[] words = new long[16];
        private int count;

        private Writer() {}

        public Writer put(long value) {
            if (count == words.length) {
                words = Arrays.copyOf(words, 2 * count);
            }
            words[count++] = value;
            return this;
        }

        public Writer put(double value) {
            return put(Double.doubleToRawLongBits(value));
        }

        public Writer put(boolean value) {
            return put(value ? 1L : 0L);
        }

        /** Values without their number, which the reader knows. */
        public Writer put(double[] values) {
            for (double value : values) {
                put(value);
            }
            return this;
        }

        /** Values without their number, which the reader knows. */
        public Writer put(float[] values) {
            for (float value : values) {
                put((long) Float.floatToRawIntBits(value));
            }
            return this;
        }

        public Snapshot done() {
            return new Snapshot(Arrays.copyOf(words, count));
        }
    }

    /** Gives the parts of a state back in their order. */
    public static final class Reader {
        private final long[] words;
        private int next;

        private Reader(long[] words) {
            this.words = words;
        }

        /**
         * The next word.
         *
         * @throws IllegalArgumentException if the snapshot has no more words
         */
        public long nextLong() {
            if (next == words.length) {
                throw new IllegalArgumentException("a snapshot of only " + words.length + " words");
            }
            return words[next++];
        }

        public double nextDouble() {
            return Double.longBitsToDouble(nextLong());
        }

        public boolean nextBoolean() {
            return nextLong() != 0;
        }

        public void next(double[] values) {
            for (int i = 0; i < values.length; i++) {
                values[i] = nextDouble();
            }
        }

        public void next(float[] values) {
            for (int i = 0; i < values.length; i++) {
                values[i] = Float.intBitsToFloat((int) nextLong());
            }
        }

        /**
         * Says that everything was read.
         *
         * @throws IllegalArgumentException if words are left: the snapshot is another environment's
         */
        public void end() {
            if (next != words.length) {
                throw new IllegalArgumentException(
                        "a snapshot of " + words.length + " words where " + next + " are read");
            }
        }
    }
}
