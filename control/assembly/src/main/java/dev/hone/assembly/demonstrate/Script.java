package dev.hone.assembly.demonstrate;

import dev.hone.assembly.geometry.Frames;
import dev.hone.learn.geometry.Pose;

/** What a demonstrator does, phase after phase; one object for one episode. */
interface Script {
    /** The phase that follows, decided from what is seen at the end of the one before. */
    Phase next(View view);

    /** Straight down over a pose, with the fingers closing along its y. */
    static Pose over(Pose pose, double height) {
        double[] x = pose.vector(1, 0, 0);
        return Frames.down(pose.x(), pose.y(), height, Math.atan2(x[1], x[0]));
    }

    /** The same pose at least so high. */
    static Pose lifted(Pose pose, double height) {
        return pose.withPosition(pose.x(), pose.y(), Math.max(pose.z(), height));
    }
}
