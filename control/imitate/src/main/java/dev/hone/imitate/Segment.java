package dev.hone.imitate;

import dev.hone.episodes.Episode;

/** Tells augmented segments, which end in the middle of a task, from whole episodes. */
public final class Segment {
    /** The milestone that only segments have: the frame at which the return was over and the demonstration went on. */
    public static final String RETURNED = "returned";

    private Segment() {}

    /** Whether it is a segment. */
    public static boolean is(Episode episode) {
        return episode.milestones().containsKey(RETURNED);
    }
}
