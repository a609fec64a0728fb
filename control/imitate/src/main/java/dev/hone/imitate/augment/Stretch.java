package dev.hone.imitate.augment;

import dev.hone.episodes.Episode;
import dev.hone.imitate.Layout;

/**
 * The part of a demonstration that an augmentation repeats: from a bottleneck to 30 steps after the next change of the gripper's command, when it
 * shows whether the grasp or the release held; to the end where the command doesn't change any more or the end comes first.
 *
 * @param demonstration with the simulator's state at each frame
 * @param bottleneck its frame
 * @param check the frame at which the replay is compared
 */
record Stretch(Episode demonstration, int bottleneck, int check) {
    static final int AFTER_CHANGE = 30;

    static Stretch of(Episode demonstration, int bottleneck, Layout layout) {
        int last = demonstration.length() - 1;
        boolean closed = closes(demonstration, bottleneck, layout);
        for (int i = bottleneck + 1; i <= last; i++) {
            if (closes(demonstration, i, layout) != closed) {
                return new Stretch(demonstration, bottleneck, Math.min(i + AFTER_CHANGE, last));
            }
        }
        return new Stretch(demonstration, bottleneck, last);
    }

    private static boolean closes(Episode demonstration, int frame, Layout layout) {
        return layout.closes(demonstration.frames().get(frame).action());
    }

    boolean reachesEnd() {
        return check == demonstration.length() - 1;
    }

    Episode.Frame frame(int index) {
        return demonstration.frames().get(index);
    }
}
