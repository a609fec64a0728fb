package dev.hone.assembly.demonstrate;

import dev.hone.learn.geometry.Pose;

/**
 * One straight movement of a script: to a pose, at a speed, with the jaws open or closed.
 *
 * @param aim where to, decided once when the phase begins
 * @param closed whether the jaws close
 * @param speed metres a second
 * @param care how exactly a person would place this point
 * @param settle control steps to wait at the end until the hand has come to rest
 */
record Phase(Aim aim, boolean closed, double speed, Care care, int settle) {
    /** Radians a second. */
    static final double TURN_SPEED = 1.5;

    /** A pose of the hand from what is seen. */
    interface Aim {
        Pose pose(View view);
    }

    /** What the point is for. */
    enum Care {
        /** On the way: placed by eye. */
        VIA,
        /** Where a part is taken. */
        GRASP,
        /** Before an insertion: placed as well as a person can. */
        FINE,
        /** No noise of its own: it continues from the point before. */
        NONE
    }

    static Phase via(Aim aim, boolean closed, double speed) {
        return new Phase(aim, closed, speed, Care.VIA, 0);
    }

    static Phase fine(Aim aim, boolean closed, double speed) {
        return new Phase(aim, closed, speed, Care.FINE, 5);
    }

    /** Stays where the hand is while the jaws move. */
    static Phase jaws(boolean closed, int steps) {
        return new Phase(View::hand, closed, 1, Care.NONE, steps);
    }
}
