package dev.hone.episodes;

import java.util.Arrays;

/** Smallest, largest, mean and standard deviation of each number of a feature, over frames as they come (Welford). */
final class Moments {
    private final double[] least;
    private final double[] most;
    private final double[] mean;
    private final double[] squares;
    private long count;

    Moments(int width) {
        least = new double[width];
        most = new double[width];
        mean = new double[width];
        squares = new double[width];
        Arrays.fill(least, Double.POSITIVE_INFINITY);
        Arrays.fill(most, Double.NEGATIVE_INFINITY);
    }

    /** Adds a frame's numbers. */
    void add(float... frame) {
        count++;
        for (int i = 0; i < mean.length; i++) {
            double value = frame[i];
            least[i] = Math.min(least[i], value);
            most[i] = Math.max(most[i], value);
            double off = value - mean[i];
            mean[i] += off / count;
            squares[i] += off * (value - mean[i]);
        }
    }

    /** The statistics so far; at least one frame must have been added. */
    Statistics.Of done() {
        double[] deviation = Arrays.stream(squares)
                .map(sum -> Math.sqrt(Math.max(0, sum) / count))
                .toArray();
        return new Statistics.Of(least.clone(), most.clone(), mean.clone(), deviation, count);
    }
}
