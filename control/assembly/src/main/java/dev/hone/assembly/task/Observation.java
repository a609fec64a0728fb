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
final class Observation {
    static final int HAND = 16;
    static final int PART = 7;

    private final double[] six = new double[6];

    static int size(Task task) {
        return HAND + PART * (task.parts().size() + (task.hasRails() ? 1 : 0));
    }

    /** Writes the whole observation. */
    void write(Workcell cell, Task task, Pose[] parts, float[] to) {
        hand(cell, to);
        int at = HAND;
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
        to[0] = (float) pose.x();
        to[1] = (float) pose.y();
        to[2] = (float) pose.z();
        for (int i = 0; i < 3; i++) {
            to[3 + i] = (float) first[i];
            to[6 + i] = (float) second[i];
            to[9 + i] = (float) six[i];
            to[12 + i] = (float) spin[i];
        }
        to[15] = (float) (cell.hand().hasGripper() ? cell.hand().width() : 2 * PegModel.HALF_Y);
    }

    private static void part(Pose robot, float[] to, int at) {
        Pose tag = Frames.tag(robot);
        double sign = tag.qw() < 0 ? -1 : 1;
        to[at] = (float) tag.x();
        to[at + 1] = (float) tag.y();
        to[at + 2] = (float) tag.z();
        to[at + 3] = (float) (sign * tag.qx());
        to[at + 4] = (float) (sign * tag.qy());
        to[at + 5] = (float) (sign * tag.qz());
        to[at + 6] = (float) (sign * tag.qw());
    }
}
