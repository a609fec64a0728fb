package dev.hone.assembly.task;

import dev.hone.learn.geometry.Pose;
import java.util.List;

/**
 * When two parts count as assembled (as in FurnitureBench, Heo and others 2023): the second one's pose in the first one's frame is
 * within 5 mm of a target along each axis, and each axis of it within 19.9 degrees of the target's.
 *
 * @param first index of the first part
 * @param second index of the second part
 * @param targets any of these poses of the second part in the first one's frame will do
 */
public record Fit(int first, int second, List<Pose> targets) {
    static final double TOLERANCE = 0.005;
    static final double COSINE = 0.94;

    public Fit {
        targets = List.copyOf(targets);
        if (first == second || targets.isEmpty()) {
            throw new IllegalArgumentException(
                    "parts " + first + " and " + second + ", " + targets.size() + " targets");
        }
    }

    /** Whether parts at these poses, of one frame, are assembled. */
    public boolean holds(Pose firstPose, Pose secondPose) {
        Pose relative = firstPose.toward(secondPose);
        for (Pose target : targets) {
            if (isNear(relative, target)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isNear(Pose pose, Pose target) {
        if (Math.abs(pose.x() - target.x()) > TOLERANCE
                || Math.abs(pose.y() - target.y()) > TOLERANCE
                || Math.abs(pose.z() - target.z()) > TOLERANCE) {
            return false;
        }
        Pose turn = target.withPosition(0, 0, 0).toward(pose.withPosition(0, 0, 0));
        // the diagonal of its matrix holds the cosines between the axes
        double xx = turn.qx() * turn.qx();
        double yy = turn.qy() * turn.qy();
        double zz = turn.qz() * turn.qz();
        return 1 - 2 * (yy + zz) >= COSINE && 1 - 2 * (xx + zz) >= COSINE && 1 - 2 * (xx + yy) >= COSINE;
    }
}
