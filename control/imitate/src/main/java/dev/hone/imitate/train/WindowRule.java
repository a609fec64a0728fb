package dev.hone.imitate.train;

/**
 * Where windows may begin (JUICER, section 3 of the notes on its code). A whole episode's end is padded by repeating its last action, so far
 * that the last window has one action of its own beyond those that are not executed; a segment's end is not padded, because to stay there
 * would be learnt as a part of the task.
 *
 * @param horizon actions of a window
 * @param executed actions of it that are executed
 */
record WindowRule(int horizon, int executed) {
    /** Frames of padding after an episode. */
    int padding(boolean segment) {
        return segment ? 0 : executed - 1;
    }

    /** How many windows an episode has; they begin at frames 0, 1, .. */
    int windows(int length, boolean segment) {
        return Math.max(0, length + padding(segment) - horizon + 1);
    }
}
