package dev.hone.budget.arms;

import dev.hone.reward.learnt.Linear;
import dev.hone.reward.learnt.Ridge;
import java.util.List;
import java.util.stream.IntStream;

/** How much more the strong answer is worth than the weak one that was seen: ridge regression on what it shows and what is forecast. */
final class ProbeHead {
    /** Shares of the mean variance, from hardly any penalty to one that leaves the mean. */
    private static final List<Double> STRENGTHS = List.of(.001, .01, .1, 1.0, 10.0);

    private static final double FARTHEST = 4; // deviations; rare traits of few queries don't decide

    /** A head, and what it would have said of each row had it not seen the row's part. */
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    record Fitted(ProbeHead head, double[] heldOut) {}

    private final double[] mean;
    private final double[] deviation;
    private final Linear line;

    private ProbeHead(double[] mean, double[] deviation, Linear line) {
        this.mean = mean;
        this.deviation = deviation;
        this.line = line;
    }

    /**
     * Fits; the strength is the one with the least squared error on parts that were held out.
     *
     * @param rows what is seen [rows][columns]
     * @param targets one a row
     * @param part that each row belongs to, from 0
     * @param parts how many there are
     */
    static Fitted fit(double[][] rows, double[] targets, int[] part, int parts) {
        double[] best = new double[0];
        double least = Double.POSITIVE_INFINITY;
        double chosen = STRENGTHS.getLast();
        for (double strength : STRENGTHS) {
            double[] heldOut = heldOut(rows, targets, part, parts, strength);
            double error = IntStream.range(0, rows.length)
                    .mapToDouble(r -> (heldOut[r] - targets[r]) * (heldOut[r] - targets[r]))
                    .sum();
            if (error < least) {
                least = error;
                best = heldOut;
                chosen = strength;
            }
        }
        return new Fitted(of(rows, targets, IntStream.range(0, rows.length).toArray(), chosen), best);
    }

    private static double[] heldOut(double[][] rows, double[] targets, int[] part, int parts, double strength) {
        double[] said = new double[rows.length];
        for (int p = 0; p < parts; p++) {
            int held = p;
            int[] others =
                    IntStream.range(0, rows.length).filter(r -> part[r] != held).toArray();
            if (others.length == 0 || others.length == rows.length) {
                continue;
            }
            ProbeHead head = of(rows, targets, others, strength);
            IntStream.range(0, rows.length).filter(r -> part[r] == held).forEach(r -> said[r] = head.gain(rows[r]));
        }
        return said;
    }

    private static ProbeHead of(double[][] rows, double[] targets, int[] chosen, double strength) {
        int columns = rows[0].length;
        double[] mean = new double[columns];
        double[] deviation = new double[columns];
        for (int c = 0; c < columns; c++) {
            int column = c;
            mean[c] = IntStream.of(chosen)
                    .mapToDouble(r -> rows[r][column])
                    .average()
                    .orElseThrow();
            deviation[c] = Math.sqrt(IntStream.of(chosen)
                    .mapToDouble(r -> (rows[r][column] - mean[column]) * (rows[r][column] - mean[column]))
                    .average()
                    .orElseThrow());
        }
        float[][] scaled = IntStream.of(chosen)
                .mapToObj(r -> scaled(rows[r], mean, deviation))
                .toArray(float[][]::new);
        double[] wanted = IntStream.of(chosen).mapToDouble(r -> targets[r]).toArray();
        return new ProbeHead(mean, deviation, new Ridge(scaled, wanted).solve(strength));
    }

    private static float[] scaled(double[] row, double[] mean, double[] deviation) {
        float[] scaled = new float[row.length];
        for (int c = 0; c < row.length; c++) {
            double z = deviation[c] > 0 ? (row[c] - mean[c]) / deviation[c] : 0;
            scaled[c] = (float) Math.clamp(z, -FARTHEST, FARTHEST);
        }
        return scaled;
    }

    /** The expected difference. */
    double gain(double[] row) {
        return line.of(scaled(row, mean, deviation));
    }
}
