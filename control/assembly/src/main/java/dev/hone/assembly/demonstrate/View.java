package dev.hone.assembly.demonstrate;

import dev.hone.assembly.geometry.Frames;
import dev.hone.assembly.task.Observation;
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
        return new View(
                hand(observation),
                observation[Observation.OPENING],
                part(observation, Observation.PARTS),
                part(observation, Observation.PARTS + Observation.PART));
    }

    private static Pose hand(float[] o) {
        int at = Observation.POSITION;
        double[] first = triple(o, Observation.FIRST_COLUMN);
        return Pose.ofAxes(o[at], o[at + 1], o[at + 2], first, triple(o, Observation.SECOND_COLUMN));
    }

    private static double[] triple(float[] o, int at) {
        return new double[] {o[at], o[at + 1], o[at + 2]};
    }

    private static Pose part(float[] o, int at) {
        int turn = at + Observation.QUATERNION; // x y z w
        return Frames.robot(unit(o[at], o[at + 1], o[at + 2], o[turn + 3], o[turn], o[turn + 1], o[turn + 2]));
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
