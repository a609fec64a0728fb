package dev.hone.assembly.task;

import dev.hone.assembly.cell.PegModel;
import dev.hone.core.HoneException;

/** The play of a peg in its hole on each side, in metres. */
record Clearance(double x, double y) {
    private static final double MOST = 0.003;

    /** The factory set's tight pair. */
    static final Clearance TIGHT = new Clearance(0.00811 - PegModel.HALF_X, 0.00508 - PegModel.HALF_Y);

    Clearance {
        if (!(x > 0 && x <= MOST && y > 0 && y <= MOST)) {
            throw new HoneException(
                    "A clearance of " + x * 1000 + " mm by " + y * 1000 + " mm per side is no fit for the peg.",
                    "use more than 0 and at most " + MOST * 1000 + " mm; imitate's tasks use 0.25 to 1 mm");
        }
    }

    double halfX() {
        return PegModel.HALF_X + x;
    }

    double halfY() {
        return PegModel.HALF_Y + y;
    }
}
