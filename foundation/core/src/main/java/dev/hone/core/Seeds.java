package dev.hone.core;

import java.util.random.RandomGenerator;

/**
 * A tree of named random streams that grows from one seed; nothing else in Hone makes random numbers.
 *
 * <p>A node is a 128-bit key, and a child's key is a hash of its parent's key and the child's name or number. So the
 * numbers of {@code root.child("sample").child(query.id()).child(7)} depend on that path and on nothing else: not on how
 * many other streams were drawn from, in which order, on how many threads. That is what lets a batch be cut anywhere, a
 * run be resumed anywhere and one sample be drawn again alone, with the same bytes.
 *
 * <p>A stream is counter based: its k-th value is a hash of key and k, so it can be entered at any k in constant time. The
 * hash is two rounds of SplitMix64's finaliser (Steele, Lea, Flood 2014) with both halves of the key folded in. It is not
 * meant for secrets.
 */
public final class Seeds {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private final long high;
    private final long low;

    private Seeds(long high, long low) {
        this.high = high;
        this.low = low;
    }

    /** The root of all streams of a run. */
    public static Seeds of(long seed) {
        return new Seeds(mix(seed + GOLDEN), mix(seed ^ 0x5851F42D4C957F2DL));
    }

    /** The node reached by a name, for example the id of a query. */
    public Seeds child(String name) {
        long h = high;
        long l = low;
        for (int i = 0; i < name.length(); i++) {
            h = mix(h ^ name.charAt(i)) + GOLDEN;
            l = mix(l + (name.charAt(i) * GOLDEN + i));
        }
        return new Seeds(mix(h ^ name.length()), mix(l ^ 0xA0761D6478BD642FL));
    }

    /** The node reached by a number, for example the index of a sample. */
    public Seeds child(long index) {
        return new Seeds(mix(high ^ mix(index + GOLDEN)), mix(low + mix(index ^ 0xE7037ED1A0B428DBL)));
    }

    /** Value number {@code counter} of this node's stream: 64 uniform bits. */
    public long bits(long counter) {
        return mix(mix(counter * GOLDEN + high) ^ low);
    }

    /** Value number {@code counter} of this node's stream as a number in [0, 1), 53 bits fine. */
    public double uniform(long counter) {
        return (bits(counter) >>> 11) * 0x1.0p-53;
    }

    /** This node's values in order, for code that wants a generator; not safe for use by two threads. */
    public RandomGenerator generator() {
        return new RandomGenerator() {
            private long counter;

            @Override
            public long nextLong() {
                return bits(counter++);
            }
        };
    }

    /** One number that stands for this node, for a library that wants a seed of its own. */
    public long asLong() {
        return bits(-1);
    }

    private static long mix(long z) {
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
