package dev.hone.learn;

/**
 * Brings each dimension to mean 0 and variance 1 by what was seen so far (Welford's sums, joined as in Chan et al. 1979), and
 * within 10 of 0. Belongs to the policy that learnt behind it and is saved with it.
 */
public final class RunningNorm {
    private static final float FARTHEST = 10;
    private static final double LEAST_VARIANCE = 1e-8;

    private final double[] mean;
    private final double[] squares;
    private double count;

    public RunningNorm(int width) {
        mean = new double[width];
        squares = new double[width];
    }

    /** Learns from rows of features, [rows, width]. */
    public void see(float[] rows) {
        int width = mean.length;
        for (int from = 0; from < rows.length; from += width) {
            count++;
            for (int i = 0; i < width; i++) {
                double off = rows[from + i] - mean[i];
                mean[i] += off / count;
                squares[i] += off * (rows[from + i] - mean[i]);
            }
        }
    }

    /** Normalises the row that begins at {@code at}, in place. */
    public void apply(float[] rows, int at) {
        if (count < 2) {
            return;
        }
        for (int i = 0; i < mean.length; i++) {
            double deviation = Math.sqrt(squares[i] / count + LEAST_VARIANCE);
            rows[at + i] = Math.clamp((float) ((rows[at + i] - mean[i]) / deviation), -FARTHEST, FARTHEST);
        }
    }

    public void save(Snapshot.Writer to) {
        to.put(count).put(mean).put(squares);
    }

    public void restore(Snapshot.Reader from) {
        count = from.nextDouble();
        from.next(mean);
        from.next(squares);
    }
}
