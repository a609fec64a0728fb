package dev.hone.assembly.task;

import dev.hone.core.HoneException;
import dev.hone.learn.Space;
import dev.hone.learn.geometry.Pose;

/**
 * An action is ten numbers: an absolute pose of the hand in the robot's frame, as position (m) and the first two columns of
 * its matrix, and the gripper, -1 open and 1 closed (as in FurnitureBench, Heo and others 2023). The command that follows from it
 * lies within the workspace and at most 2.5 cm and 0.35 rad from where the hand is.
 */
public final class Action {
    public static final int WIDTH = 10;
    /** Where the position begins. */
    public static final int POSITION = 0;
    /** Where the first column of the rotation begins. */
    public static final int FIRST_COLUMN = 3;
    /** Where the second column begins. */
    public static final int SECOND_COLUMN = 6;
    /** The gripper's command. */
    public static final int GRIPPER = 9;

    static final double MOST_WAY = 0.025;
    static final double MOST_TURN = 0.35;
    /** A gripper command below this changes nothing. */
    static final double GRIPPER_THRESHOLD = 0.019;

    private static final double[] LOW = {0.3, -0.55, 0.005};
    private static final double[] HIGH = {0.8, 0.55, 0.4};
    private static final double PARALLEL = 1e-9;

    private Action() {}

    static Space space() {
        float[] low = {(float) LOW[0], (float) LOW[1], (float) LOW[2], -1, -1, -1, -1, -1, -1, -1};
        float[] high = {(float) HIGH[0], (float) HIGH[1], (float) HIGH[2], 1, 1, 1, 1, 1, 1, 1};
        return new Space.Box(low, high);
    }

    /** The action that asks for a pose. */
    public static void write(Pose pose, boolean closed, float[] action) {
        double[] first = pose.vector(1, 0, 0);
        double[] second = pose.vector(0, 1, 0);
        action[POSITION] = (float) pose.x();
        action[POSITION + 1] = (float) pose.y();
        action[POSITION + 2] = (float) pose.z();
        for (int i = 0; i < 3; i++) {
            action[FIRST_COLUMN + i] = (float) first[i];
            action[SECOND_COLUMN + i] = (float) second[i];
        }
        action[GRIPPER] = closed ? 1 : -1;
    }

    /**
     * The pose to command.
     *
     * @throws HoneException if the action is not ten finite numbers
     */
    static Pose command(float[] action, Pose present) {
        require(action);
        Pose wanted = turn(action, present)
                .withPosition(
                        Math.clamp(action[POSITION], LOW[0], HIGH[0]),
                        Math.clamp(action[POSITION + 1], LOW[1], HIGH[1]),
                        Math.clamp(action[POSITION + 2], LOW[2], HIGH[2]));
        double way = present.distance(wanted);
        double share = way > MOST_WAY ? MOST_WAY / way : 1;
        Pose turn = present.withPosition(0, 0, 0);
        double angle = turn.toward(wanted.withPosition(0, 0, 0)).angle();
        Pose turned = angle > MOST_TURN ? turn.between(wanted.withPosition(0, 0, 0), MOST_TURN / angle) : wanted;
        return turned.withPosition(
                present.x() + share * (wanted.x() - present.x()),
                present.y() + share * (wanted.y() - present.y()),
                present.z() + share * (wanted.z() - present.z()));
    }

    private static void require(float[] action) {
        if (action.length != WIDTH) {
            throw new HoneException(
                    "An action of " + action.length + " numbers where the tasks take " + WIDTH + ".",
                    "give position 3, the first two columns of the rotation 6, gripper 1");
        }
        for (int i = 0; i < WIDTH; i++) {
            if (!Float.isFinite(action[i])) {
                throw new HoneException(
                        "Number " + i + " of an action is " + action[i] + ".",
                        "the policy diverged; look at its losses");
            }
        }
    }

    /** Gram and Schmidt on the two columns; where they give no rotation the hand keeps its own. */
    private static Pose turn(float[] a, Pose present) {
        double n = Math.sqrt((double) a[3] * a[3] + (double) a[4] * a[4] + (double) a[5] * a[5]);
        double x1 = a[3] / n;
        double y1 = a[4] / n;
        double z1 = a[5] / n;
        double dot = x1 * a[6] + y1 * a[7] + z1 * a[8];
        double x2 = a[6] - dot * x1;
        double y2 = a[7] - dot * y1;
        double z2 = a[8] - dot * z1;
        double m = Math.sqrt(x2 * x2 + y2 * y2 + z2 * z2);
        double length = Math.sqrt((double) a[6] * a[6] + (double) a[7] * a[7] + (double) a[8] * a[8]);
        if (!(n > PARALLEL) || !(m > 1e-6 * length) || !(m > PARALLEL)) {
            return present;
        }
        x2 /= m;
        y2 /= m;
        z2 /= m;
        return quaternion(x1, y1, z1, x2, y2, z2, y1 * z2 - z1 * y2, z1 * x2 - x1 * z2, x1 * y2 - y1 * x2);
    }

    /** From a matrix by columns; the largest of the four squared components is divided by, so that none is lost. */
    private static Pose quaternion(
            double x1, double y1, double z1, double x2, double y2, double z2, double x3, double y3, double z3) {
        double w = 1 + x1 + y2 + z3;
        double x = 1 + x1 - y2 - z3;
        double y = 1 - x1 + y2 - z3;
        double z = 1 - x1 - y2 + z3;
        double most = Math.max(Math.max(w, x), Math.max(y, z));
        if (most == w) {
            return unit(w, z2 - y3, x3 - z1, y1 - x2);
        } else if (most == x) {
            return unit(z2 - y3, x, y1 + x2, x3 + z1);
        } else if (most == y) {
            return unit(x3 - z1, y1 + x2, y, z2 + y3);
        }
        return unit(y1 - x2, x3 + z1, z2 + y3, z);
    }

    private static Pose unit(double w, double x, double y, double z) {
        double n = 1 / Math.sqrt(w * w + x * x + y * y + z * z);
        return new Pose(0, 0, 0, n * w, n * x, n * y, n * z);
    }
}
