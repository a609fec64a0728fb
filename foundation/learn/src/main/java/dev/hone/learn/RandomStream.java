package dev.hone.learn;

import dev.hone.core.Seeds;
import java.util.random.RandomGenerator;

/** A stream of random numbers whose place can be kept in a snapshot. */
public final class RandomStream implements RandomGenerator {
    private long seed;
    private long counter;
    private Seeds node;

    /** The stream of a seed, from its start. */
    public RandomStream(long seed) {
        this.seed = seed;
        this.node = Seeds.of(seed);
    }

    /** Goes to the start of another seed's stream. */
    public void restart(long newSeed) {
        seed = newSeed;
        node = Seeds.of(newSeed);
        counter = 0;
    }

    @Override
    public long nextLong() {
        return node.bits(counter++);
    }

    /** Uniform in [low, high). */
    public double uniform(double low, double high) {
        return low + (high - low) * nextDouble();
    }

    /** Standard normal by Box and Muller: two values of the stream each, so that the place stays easy to reason about. */
    @Override
    public double nextGaussian() {
        double radius = Math.sqrt(-2 * Math.log1p(-nextDouble()));
        return radius * Math.cos(2 * Math.PI * nextDouble());
    }

    public void save(Snapshot.Writer to) {
        to.put(seed).put(counter);
    }

    public void restore(Snapshot.Reader from) {
        restart(from.nextLong());
        counter = from.nextLong();
    }
}
