package dev.hone.assembly.camera;

import dev.hone.learn.geometry.Pose;

/**
 * Where a camera is and how wide it sees.
 *
 * @param pose its frame: x to the right of the picture, y down it, z into it
 * @param width angle between the left and the right edge of the picture in radians, above 0 and below pi
 */
public record Viewpoint(Pose pose, double width) {
    /** The frame of a camera that looks along x with z up. */
    private static final Pose LEVEL = new Pose(0, 0, 0, 0.5, -0.5, 0.5, -0.5);

    public Viewpoint {
        if (!(width > 0 && width < Math.PI)) {
            throw new IllegalArgumentException("an angle of view of " + width);
        }
    }

    /** From a point toward another, the picture's upper edge upward. */
    public static Viewpoint looking(double[] from, double[] at, double width) {
        double x = at[0] - from[0];
        double y = at[1] - from[1];
        double z = at[2] - from[2];
        Pose turn = Pose.turned(0, 0, Math.atan2(y, x)).times(Pose.turned(0, Math.atan2(-z, Math.hypot(x, y)), 0));
        return new Viewpoint(Pose.at(from[0], from[1], from[2]).times(turn).times(LEVEL), width);
    }

    /** The same camera carried by a body: given in its frame, wanted in that which the body's pose is given in. */
    public Viewpoint on(Pose body) {
        return new Viewpoint(body.times(pose), width);
    }
}
