package dev.hone.imitate;

import dev.hone.learn.geometry.Pose;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Where an observation holds the hand and the parts, and an action the pose that it asks of the hand. Hand and target are six plus three
 * numbers, a position and the first two columns of a rotation; a part is seven, a position and a quaternion x y z w. All parts must be
 * in one frame; it need not be the hand's.
 *
 * @param hand index of the hand's position in an observation
 * @param width index of the gripper's opening in an observation, metres
 * @param parts indices of the parts in an observation
 * @param target index of the target's position in an action
 * @param gripper index of the gripper's command in an action: above 0 closes, below 0 opens
 */
public record Layout(int hand, int width, List<Integer> parts, int target, int gripper) {
    /** Numbers of a position and two columns. */
    public static final int POSE = 9;

    private static final int COLUMN = 3;

    public Layout {
        parts = List.copyOf(parts);
    }

    /** Where the parts' quaternions begin in an observation. */
    public List<Integer> quaternions() {
        return parts.stream().map(at -> at + 3).toList();
    }

    /** For each of {@code actions} numbers of an action, where an observation shows what the hand has already of it; -1 where it doesn't. */
    public List<Integer> present(int actions) {
        return IntStream.range(0, actions)
                .map(i -> i >= target && i < target + POSE ? hand + i - target : -1)
                .boxed()
                .toList();
    }

    /** The hand's pose. */
    public Pose handPose(float[] observation) {
        return read(observation, hand);
    }

    /** The gripper's opening in metres. */
    public double opening(float[] observation) {
        return observation[width];
    }

    /** A part's pose, numbered as {@link #parts}. */
    public Pose partPose(float[] observation, int part) {
        int at = parts.get(part);
        double x = observation[at + 3];
        double y = observation[at + 4];
        double z = observation[at + 5];
        double w = observation[at + 6];
        double n = 1 / Math.sqrt(x * x + y * y + z * z + w * w); // single precision leaves it slightly long or short
        return new Pose(observation[at], observation[at + 1], observation[at + 2], n * w, n * x, n * y, n * z);
    }

    /** Whether an action closes the gripper. */
    public boolean closes(float[] action) {
        return action[gripper] > 0;
    }

    /** The pose that an action asks for. */
    public Pose target(float[] action) {
        return read(action, target);
    }

    /** Makes an action ask for a pose and a gripper command. */
    public void command(Pose pose, float gripperCommand, float[] action) {
        write(pose, action, target);
        action[gripper] = gripperCommand;
    }

    /** Puts the hand elsewhere in an observation, and nothing else. */
    public void placeHand(Pose pose, float[] observation, int from) {
        write(pose, observation, from + hand);
    }

    private static Pose read(float[] o, int at) {
        double[] first = {o[at + 3], o[at + 4], o[at + 5]};
        double[] second = {o[at + 6], o[at + 7], o[at + 8]};
        return Pose.ofAxes(o[at], o[at + 1], o[at + 2], first, second);
    }

    private static void write(Pose pose, float[] to, int at) {
        double[] first = pose.vector(1, 0, 0);
        double[] second = pose.vector(0, 1, 0);
        to[at] = (float) pose.x();
        to[at + 1] = (float) pose.y();
        to[at + 2] = (float) pose.z();
        for (int i = 0; i < COLUMN; i++) {
            to[at + COLUMN + i] = (float) first[i];
            to[at + 2 * COLUMN + i] = (float) second[i];
        }
    }
}
