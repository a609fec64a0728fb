package dev.hone.imitate.augment;

import dev.hone.learn.geometry.Pose;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * How a hand leaves a bottleneck (JUICER): straight up, away along a line, and only then it turns in place. So the way back is to turn far away and
 * then come straight; the other way round it would sweep through the table.
 *
 * @param up steps straight up
 * @param x metres along the line, robot's axes
 * @param y metres along the line
 * @param z metres along the line, upwards
 * @param turn the turn in place, in the hand's own frame
 */
public record BackOff(int up, double x, double y, double z, Pose turn) {
    /** Metres between two commands. */
    static final double STRIDE = 0.02;
    /** Radians between two commands. */
    static final double TURN = Math.toRadians(7.5);

    private static final int MOST_UP = 9;

    /** From how far a hand comes back. */
    public enum Range {
        /** 20 to 50 cm and any turn: what the paper's code does. */
        FAR(0.20, 0.50, Math.PI),
        /** 0.5 to 20 mm and up to 10 degrees: corrections at the bottleneck itself. */
        NEAR(0.0005, 0.020, Math.toRadians(10));

        private final double least;
        private final double most;
        private final double turn;

        Range(double least, double most, double turn) {
            this.least = least;
            this.most = most;
            this.turn = turn;
        }
    }

    /** One at random. */
    public static BackOff draw(Range range, RandomGenerator random) {
        int up = range == Range.FAR ? random.nextInt(MOST_UP + 1) : 0;
        double r = range.least + (range.most - range.least) * random.nextDouble();
        double polar = Math.toRadians(5 + 75 * random.nextDouble());
        double azimuth = 2 * Math.PI * random.nextDouble();
        double sideways = r * Math.sin(polar);
        Pose turn = Pose.euler(0, 0, 0, angle(range, random), angle(range, random), angle(range, random));
        return new BackOff(up, sideways * Math.cos(azimuth), sideways * Math.sin(azimuth), r * Math.cos(polar), turn);
    }

    private static double angle(Range range, RandomGenerator random) {
        return range.turn * (2 * random.nextDouble() - 1);
    }

    /** The poses to command one after the other, from a hand at {@code start}. */
    public List<Pose> path(Pose start) {
        List<Pose> path = new ArrayList<>();
        Pose at = start;
        for (int i = 0; i < up; i++) {
            at = at.moved(0, 0, STRIDE);
            path.add(at);
        }
        Pose from = at;
        int strides = (int) Math.ceil(Math.sqrt(x * x + y * y + z * z) / STRIDE);
        for (int i = 1; i <= strides; i++) {
            double share = (double) i / strides;
            at = from.moved(share * x, share * y, share * z);
            path.add(at);
        }
        Pose far = at;
        int turns = (int) Math.ceil(turn.angle() / TURN);
        for (int i = 1; i <= turns; i++) {
            path.add(far.between(far.times(turn), (double) i / turns));
        }
        return path;
    }
}
