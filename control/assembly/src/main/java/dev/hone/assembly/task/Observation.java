package dev.hone.assembly.task;

import dev.hone.assembly.cell.PegModel;
import dev.hone.assembly.cell.Workcell;
import dev.hone.assembly.geometry.Frames;
import dev.hone.learn.geometry.Pose;

/**
 * An observation (as in FurnitureBench, Heo and others 2023): sixteen numbers of the hand in the robot's frame (position, first two columns
 * of the rotation, linear and angular velocity, gripper width), then seven per part in the tag's frame (position, quaternion
 * x y z w with w at least 0), then seven of the front rail where there are rails. SI units.
 */
public final class Observation {
    /** Where the hand's position begins. */
    public static final int POSITION = 0;
    /** Where the first column of the hand's rotation begins. */
    public static final int FIRST_COLUMN = 3;
    /** Where the second column begins. */
    public static final int SECOND_COLUMN = 6;
    /** Where the hand's linear velocity begins. */
    public static final int VELOCITY = 9;
    /** Where the hand's angular velocity begins. */
    public static final int SPIN = 12;
    /** The opening between the gripper's pads. */
    public static final int OPENING = 15;
    /** Where the first part begins. */
    public static final int PARTS = 16;
    /** Numbers of a part. */
    public static final int PART = 7;
    /** Where a part's quaternion begins, from the part's first number. */
    public static final int QUATERNION = 3;

    private final double[] six = new double[6];

    static int size(Task task) {
        return PARTS + PART * (task.parts().size() + (task.hasRails() ? 1 : 0));
    }

    /** Writes the whole observation. */
    void write(Workcell cell, Task task, Pose[] parts, float[] to) {
        hand(cell, to);
        int at = PARTS;
        for (Pose part : parts) {
            part(part, to, at);
            at += PART;
        }
        if (task.hasRails()) {
            part(OneLegTask.RAIL, to, at);
        }
    }

    private void hand(Workcell cell, float[] to) {
        Pose pose = cell.handPose();
        cell.velocity(cell.handBody(), six);
        double[] first = pose.vector(1, 0, 0);
        double[] second = pose.vector(0, 1, 0);
        double[] spin = pose.vector(six[3], six[4], six[5]);
        to[POSITION] = (float) pose.x();
        to[POSITION + 1] = (float) pose.y();
        to[POSITION + 2] = (float) pose.z();
        for (int i = 0; i < 3; i++) {
            to[FIRST_COLUMN + i] = (float) first[i];
            to[SECOND_COLUMN + i] = (float) second[i];
            to[VELOCITY + i] = (float) six[i];
            to[SPIN + i] = (float) spin[i];
        }
        to[OPENING] = (float) (cell.hand().hasGripper() ? cell.hand().width() : 2 * PegModel.HALF_Y);
    }

    private static void part(Pose robot, float[] to, int at) {
        Pose tag = Frames.tag(robot);
        double sign = tag.qw() < 0 ? -1 : 1;
        to[at] = (float) tag.x();
        to[at + 1] = (float) tag.y();
        to[at + 2] = (float) tag.z();
        to[at + QUATERNION] = (float) (sign * tag.qx());
        to[at + QUATERNION + 1] = (float) (sign * tag.qy());
        to[at + QUATERNION + 2] = (float) (sign * tag.qz());
        to[at + QUATERNION + 3] = (float) (sign * tag.qw());
    }
}
