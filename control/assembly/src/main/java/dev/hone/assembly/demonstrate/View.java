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
        return Pose.ofAxes(o[0], o[1], o[2], new double[] {o[3], o[4], o[5]}, new double[] {o[6], o[7], o[8]});
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
