package dev.hone.assembly.task;

import dev.hone.learn.RandomStream;
import dev.hone.learn.geometry.Pose;

/** Draws of starts. */
final class Resets {
    private Resets() {}

    static double within(RandomStream random, double most) {
        return random.uniform(-most, most);
    }

    /** A pose moved along the robot's x and y by up to {@code metres} and turned about the vertical by up to {@code radians}. */
    static Pose nearby(Pose pose, double metres, double radians, RandomStream random) {
        double dx = within(random, metres);
        double dy = within(random, metres);
        Pose turn = Pose.turned(0, 0, within(random, radians)).times(pose.withPosition(0, 0, 0));
        return turn.withPosition(pose.x() + dx, pose.y() + dy, pose.z());
    }

    /** A pose moved by up to {@code metres} along each of its axes and turned by up to {@code radians} about each. */
    static Pose jittered(Pose pose, double metres, double radians, RandomStream random) {
        return pose.times(Pose.at(within(random, metres), within(random, metres), within(random, metres)))
                .times(Pose.turned(within(random, radians), within(random, radians), within(random, radians)));
    }
}
