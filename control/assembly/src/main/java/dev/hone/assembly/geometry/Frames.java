package dev.hone.assembly.geometry;

import dev.hone.learn.geometry.Pose;

/**
 * The two frames of the benchmark (as in FurnitureBench, Heo and others 2023). The robot's: x forward, y left, z up, the table at 0. The
 * tag's, in which parts are reset and observed: its z points down into the table.
 */
public final class Frames {
    public static final Pose ROBOT_FROM_TAG = Pose.euler(0.3015, 0, 0, Math.PI, 0, Math.PI / 2);
    public static final Pose TAG_FROM_ROBOT = ROBOT_FROM_TAG.inverse();

    private Frames() {}

    /** A pose of the tag's frame in the robot's. */
    public static Pose robot(Pose tag) {
        return ROBOT_FROM_TAG.times(tag);
    }

    /** A pose of the robot's frame in the tag's. */
    public static Pose tag(Pose robot) {
        return TAG_FROM_ROBOT.times(robot);
    }

    /** A hand that points straight down, its fingers closing along the robot's y turned by {@code yaw}. */
    public static Pose down(double x, double y, double z, double yaw) {
        return Pose.at(x, y, z).times(Pose.turned(0, 0, yaw)).times(Pose.turned(Math.PI, 0, 0));
    }
}
