package dev.hone.assembly.demonstrate;

import dev.hone.assembly.task.PegTask;
import dev.hone.learn.geometry.Pose;

/** Takes the standing peg and hands over to {@link InsertScript}. */
final class GraspPegScript implements Script {
    private static final double ABOVE = 0.04;

    private final Script insertion;
    private int at;

    GraspPegScript(Manner manner) {
        insertion = new InsertScript(manner);
    }

    @Override
    public Phase next(View view) {
        return switch (at++) {
            case 0 -> Phase.via(v -> grasp(v).moved(0, 0, ABOVE), false, 0.15);
            case 1 -> new Phase(GraspPegScript::grasp, false, 0.08, Phase.Care.GRASP, 2);
            case 2 -> Phase.jaws(true, 4);
            case 3 -> Phase.via(v -> v.hand().moved(0, 0, 0.06), true, 0.1);
            default -> insertion.next(view);
        };
    }

    private static Pose grasp(View view) {
        return Script.over(view.second(), view.second().z() + PegTask.TIP);
    }
}
