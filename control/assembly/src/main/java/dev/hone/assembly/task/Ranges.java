package dev.hone.assembly.task;

import dev.hone.assembly.geometry.Frames;
import dev.hone.learn.Space;
import dev.hone.learn.geometry.Pose;

/**
 * Fixed ends of a task's numbers, for whoever normalises them: nothing that is learnt depends on what happened to be recorded. Places follow from
 * the part of the workspace that the task needs. A number seen may lie outside, because a part may be pushed away.
 */
public final class Ranges {
    private static final Pose[] PEG = {Pose.at(0.30, -0.15, 0.005), Pose.at(0.50, 0.15, 0.25)};
    /** Where a hole can be: it is fixed. */
    private static final Pose[] HOLE = {reach(-1), reach(1)};

    private static final Pose[] LEG = {Pose.at(0.30, -0.30, 0.005), Pose.at(0.70, 0.30, 0.30)};

    private static final float SPEED = 0.5f; // m/s; twice what a command of 2.5 cm a step gives
    private static final float SPIN = 4; // rad/s
    private static final float JAW = 0.08f; // m

    private Ranges() {}

    private static Pose reach(int sign) {
        return PegTask.HOLE.moved(sign * PegTask.HOLE_REACH, sign * PegTask.HOLE_REACH, 0);
    }

    private static Pose[] workspace(Task task) {
        return switch (task) {
            case PegTask _ -> PEG;
            case GraspPegTask _ -> PEG;
            case OneLegTask _ -> LEG;
        };
    }

    /** Those of an action. */
    public static Space.Box action(Task task) {
        float[] low = new float[Action.WIDTH];
        float[] high = new float[Action.WIDTH];
        hand(task, low, high);
        low[Action.GRIPPER] = -1;
        high[Action.GRIPPER] = 1;
        return new Space.Box(low, high);
    }

    /** Those of an observation. */
    public static Space.Box observation(Task task) {
        int size = Observation.size(task);
        float[] low = new float[size];
        float[] high = new float[size];
        hand(task, low, high);
        for (int i = 0; i < 3; i++) {
            put(Observation.VELOCITY + i, -SPEED, SPEED, low, high);
            put(Observation.SPIN + i, -SPIN, SPIN, low, high);
        }
        high[Observation.OPENING] = JAW;
        Pose one = Frames.tag(workspace(task)[0]);
        Pose other = Frames.tag(workspace(task)[1]);
        for (int at = Observation.PARTS; at < size; at += Observation.PART) {
            place(at, one, other, low, high);
            for (int i = Observation.QUATERNION; i < Observation.PART; i++) {
                put(at + i, -1, 1, low, high);
            }
        }
        if (!(task instanceof OneLegTask)) {
            place(Observation.PARTS, Frames.tag(HOLE[0]), Frames.tag(HOLE[1]), low, high);
        }
        return new Space.Box(low, high);
    }

    private static void place(int at, Pose one, Pose other, float[] low, float[] high) {
        put(at, one.x(), other.x(), low, high);
        put(at + 1, one.y(), other.y(), low, high);
        put(at + 2, one.z(), other.z(), low, high);
    }

    /** A pose as position and two columns, which stand at the same places in an observation and an action. */
    private static void hand(Task task, float[] low, float[] high) {
        Pose[] ends = workspace(task);
        put(Action.POSITION, ends[0].x(), ends[1].x(), low, high);
        put(Action.POSITION + 1, ends[0].y(), ends[1].y(), low, high);
        put(Action.POSITION + 2, ends[0].z(), ends[1].z(), low, high);
        for (int i = 0; i < 3; i++) {
            put(Action.FIRST_COLUMN + i, -1, 1, low, high);
            put(Action.SECOND_COLUMN + i, -1, 1, low, high);
        }
    }

    private static void put(int at, double a, double b, float[] low, float[] high) {
        low[at] = (float) Math.min(a, b);
        high[at] = (float) Math.max(a, b);
    }
}
