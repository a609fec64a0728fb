package dev.hone.assembly.demonstrate;

import dev.hone.assembly.cell.PegModel;
import dev.hone.learn.geometry.Pose;

/** From a peg in the hand to a peg in its hole. */
final class InsertScript implements Script {
    private static final double HOVER = PegModel.RIM + 0.02;
    private static final double READY = PegModel.RIM + 0.003;
    private static final double SEATED = 0.001;

    private final Manner manner;
    private int at;

    InsertScript(Manner manner) {
        this.manner = manner;
    }

    @Override
    public Phase next(View view) {
        return switch (at++) {
            case 0 -> Phase.via(this::approach, true, 0.12);
            case 1 -> Phase.via(v -> v.handFor(v.first().times(Pose.at(0, 0, HOVER))), true, 0.12);
            case 2 -> Phase.fine(v -> v.handFor(v.first().times(Pose.at(0, 0, READY))), true, 0.04);
            default -> new Phase(v -> v.hand().moved(0, 0, -(READY - SEATED)), true, 0.03, Phase.Care.NONE, 10);
        };
    }

    /** The point on the way that makes the style. */
    private Pose approach(View view) {
        Pose over = view.handFor(view.first().times(Pose.at(0, 0, HOVER)));
        return switch (manner.style()) {
            case 0 -> over.moved(0, 0, 0.04);
            case 1 -> view.hand().between(over, 0.5);
            default -> over.moved(0.03, 0, 0.02);
        };
    }
}
