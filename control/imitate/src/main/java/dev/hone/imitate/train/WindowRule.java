package dev.hone.imitate.train;

/**
 * Where windows may begin. A whole episode's end is padded by repeating its last action, so that each of its frames begins a window: the published
 * code pads by seven actions only (JUICER, section 3 of the notes on its code), but its demonstrations go on after their end, and ours end
 * with the success, so that the last eight frames, which push the part in, would never be learnt from. A segment's end is not padded,
 * because to stay there would be learnt as a part of the task.
 *
 * @param horizon actions of a window
 */
record WindowRule(int horizon) {
    /** Frames of padding after an episode. */
    int padding(boolean segment) {
        return segment ? 0 : horizon - 1;
    }

    /** How many windows an episode has; they begin at frames 0, 1, .. */
    int windows(int length, boolean segment) {
        return Math.max(0, length + padding(segment) - horizon + 1);
    }
}
