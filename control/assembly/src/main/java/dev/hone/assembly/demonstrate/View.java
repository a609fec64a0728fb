package dev.hone.assembly.demonstrate;

import dev.hone.assembly.geometry.Frames;
import dev.hone.learn.geometry.Pose;

/**
 * What a demonstrator sees: an observation, back in the robot's frame.
 *
 * @param hand the hand's pose
 * @param width opening between the pads in metres
 * @param first the part that stays: hole or top
 * @param second the part that is moved: peg or leg
 */
record View(Pose hand, double width, Pose first, Pose second) {
    static View of(float[] observation) {
        return new View(hand(observation), observation[15], part(observation, 16), part(observation, 23));
    }

    private static Pose hand(float[] o) {
        double[] a = {o[3], o[4], o[5]};
        double[] b = {o[6], o[7], o[8]};
        double[] c = {a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]};
        double w = 1 + a[0] + b[1] + c[2];
        double x = 1 + a[0] - b[1] - c[2];
        double y = 1 - a[0] + b[1] - c[2];
        double z = 1 - a[0] - b[1] + c[2];
        double most = Math.max(Math.max(w, x), Math.max(y, z));
        double[] q;
        if (most == w) {
            q = new double[] {w, b[2] - c[1], c[0] - a[2], a[1] - b[0]};
        } else if (most == x) {
            q = new double[] {b[2] - c[1], x, a[1] + b[0], c[0] + a[2]};
        } else if (most == y) {
            q = new double[] {c[0] - a[2], a[1] + b[0], y, b[2] + c[1]};
        } else {
            q = new double[] {a[1] - b[0], c[0] + a[2], b[2] + c[1], z};
        }
        return unit(o[0], o[1], o[2], q[0], q[1], q[2], q[3]);
    }

    private static Pose part(float[] o, int at) {
        return Frames.robot(unit(o[at], o[at + 1], o[at + 2], o[at + 6], o[at + 3], o[at + 4], o[at + 5]));
    }

    /** Single precision leaves a quaternion slightly long or short. */
    private static Pose unit(double px, double py, double pz, double w, double x, double y, double z) {
        double n = 1 / Math.sqrt(w * w + x * x + y * y + z * z);
        return new Pose(px, py, pz, n * w, n * x, n * y, n * z);
    }

    /** The hand's pose that brings the held part to a pose. */
    Pose handFor(Pose wanted) {
        return wanted.times(second.toward(hand));
    }
}
