package dev.hone.assembly.task;

import dev.hone.assembly.geometry.Frames;
import dev.hone.learn.Space;
import dev.hone.learn.geometry.Pose;

/**
 * Fixed ends of the numbers of an observation, for whoever normalises them. They follow from the workspace, so that nothing learnt depends on what
 * was recorded; a number may lie outside: a part may be pushed off the table.
 */
public final class Ranges {
    private static final float SPEED = 0.5f; // m/s; two and a half times what a command of 2.5 cm a step gives
    private static final float SPIN = 4; // rad/s
    private static final float JAW = 0.08f;

    private Ranges() {}

    /** Those of a task's observations. */
    public static Space.Box observation(Task task) {
        int size = Observation.size(task);
        float[] low = new float[size];
        float[] high = new float[size];
        Space.Box workspace = (Space.Box) Action.space();
        for (int i = 0; i < size; i++) {
            high[i] = i < 9 ? workspace.high(i) : i < 12 ? SPEED : i < 15 ? SPIN : i == 15 ? JAW : 1;
            low[i] = i < 9 ? workspace.low(i) : i == 15 ? 0 : -high[i];
        }
        Pose one = Frames.tag(Pose.at(workspace.low(0), workspace.low(1), 0));
        Pose other = Frames.tag(Pose.at(workspace.high(0), workspace.high(1), workspace.high(2)));
        for (int at = Observation.HAND; at < size; at += Observation.PART) {
            put(at, one.x(), other.x(), low, high);
            put(at + 1, one.y(), other.y(), low, high);
            put(at + 2, one.z(), other.z(), low, high);
        }
        return new Space.Box(low, high);
    }

    private static void put(int at, double a, double b, float[] low, float[] high) {
        low[at] = (float) Math.min(a, b);
        high[at] = (float) Math.max(a, b);
    }
}
