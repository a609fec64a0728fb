package dev.hone.assembly.demonstrate;

import dev.hone.assembly.cell.LegModel;
import dev.hone.assembly.geometry.Frames;
import dev.hone.assembly.task.OneLegTask;
import dev.hone.learn.geometry.Pose;

/**
 * The steps of FurnitureBench's scripted one_leg, with two pushes by the closed fingers in place of a pull by the rim: top to the front rail,
 * top to the side rail; then take the lying leg from above its far end, stand it up over a bore, let the thread catch it, and screw it down by
 * turns of 95 degrees with the hand upright.
 */
final class OneLegScript implements Script {
    private static final double CLEAR = 0.13; // height at which the hand passes over everything
    private static final double PUSH_HEIGHT = 0.018;
    private static final double FACE_X = OneLegTask.RAIL.x() - 0.01;
    private static final double FACE_Y = 0.165;
    private static final double PAD_X = 0.010; // half extents of the closed fingers
    private static final double PAD_Y = 0.008;
    private static final double PRESS = 0.006; // how far a push is commanded beyond the rail
    private static final double TILT = Math.toRadians(50); // of the hand from straight down where it takes the leg
    private static final double TURN = Math.toRadians(95);
    private static final int BORE = 1;

    private final Manner manner;
    private int at;
    private int cycle;

    OneLegScript(Manner manner) {
        this.manner = manner;
    }

    @Override
    public Phase next(View view) {
        return at < 9 ? pushing() : at < 21 ? standing() : screwing();
    }

    private Phase pushing() {
        return switch (at++) {
            case 0 -> Phase.via(v -> Script.lifted(v.hand(), CLEAR), true, 0.2);
            case 1 ->
                Phase.via(v -> down(v.first().x() - edge(v) - 0.035, v.first().y(), CLEAR), true, 0.2);
            case 2 ->
                Phase.via(v -> down(v.first().x() - edge(v) - 0.035, v.first().y(), PUSH_HEIGHT), true, 0.15);
            case 3 ->
                new Phase(
                        v -> down(
                                FACE_X - 2 * LegModel.TOP_WIDTH - PAD_X + PRESS,
                                v.first().y(),
                                PUSH_HEIGHT),
                        true,
                        0.08,
                        Phase.Care.NONE,
                        4);
            case 4 -> Phase.via(v -> v.hand().moved(-0.02, 0, 0), true, 0.1);
            case 5 -> Phase.via(v -> Script.lifted(v.hand(), CLEAR), true, 0.2);
            case 6 -> Phase.via(v -> down(v.first().x(), v.first().y() - LegModel.TOP_WIDTH - 0.035, CLEAR), true, 0.2);
            case 7 ->
                Phase.via(
                        v -> down(v.first().x(), v.first().y() - LegModel.TOP_WIDTH - 0.035, PUSH_HEIGHT), true, 0.15);
            default ->
                new Phase(
                        v -> down(v.first().x(), FACE_Y - 2 * LegModel.TOP_WIDTH - PAD_Y + PRESS, PUSH_HEIGHT),
                        true,
                        0.08,
                        Phase.Care.NONE,
                        4);
        };
    }

    private Phase standing() {
        return switch (at++) {
            case 9 -> Phase.via(v -> v.hand().moved(0, -0.02, 0), true, 0.1);
            case 10 -> Phase.via(v -> Script.lifted(v.hand(), CLEAR), true, 0.2);
            case 11 -> Phase.via(v -> grasp(v).moved(0, 0, 0.10), false, 0.2);
            case 12 -> new Phase(OneLegScript::grasp, false, 0.1, Phase.Care.GRASP, 2);
            case 13 -> Phase.jaws(true, 5);
            case 14 -> Phase.via(v -> v.hand().moved(0, 0, 0.12), true, 0.15);
            case 15 -> Phase.via(this::approach, true, 0.15);
            case 16 -> Phase.via(v -> v.handFor(upright(v, 0.045)), true, 0.1);
            case 17 -> Phase.fine(v -> v.handFor(upright(v, 0.029)), true, 0.04);
            case 18 -> new Phase(v -> v.hand().moved(0, 0, -0.0155), true, 0.04, Phase.Care.NONE, 4);
            case 19 -> Phase.jaws(false, 4);
            // back out along the hand's own axis, away from the leg
            default -> Phase.via(v -> v.hand().times(Pose.at(0, 0, -0.06)), false, 0.12);
        };
    }

    private Phase screwing() {
        int step = cycle++;
        if (step == 0) {
            return Phase.via(v -> hold(v).moved(0, 0, 0.05), false, 0.12);
        }
        return switch ((step - 1) % 4) {
            case 0 -> new Phase(v -> hold(v), false, 0.12, Phase.Care.FINE, 2);
            case 1 -> Phase.jaws(true, 4);
            case 2 -> new Phase(OneLegScript::turned, true, 0.1, Phase.Care.NONE, 2);
            default -> Phase.jaws(false, 3);
        };
    }

    private static Pose down(double x, double y, double z) {
        return Frames.down(x, y, z, 0);
    }

    /** Half the room that the turned top takes along the robot's axes. */
    private static double edge(View view) {
        double[] x = view.first().vector(1, 0, 0);
        double a = Math.atan2(x[1], x[0]);
        return LegModel.TOP_WIDTH * (Math.abs(Math.cos(a)) + Math.abs(Math.sin(a)));
    }

    /** Over the lying leg, leaning toward its far end, so that palm and table keep apart and the leg hangs down when stood up. */
    private static Pose grasp(View view) {
        double[] along = view.second().vector(0, 1, 0);
        double yaw = Math.atan2(along[1], along[0]);
        return Pose.at(view.second().x(), view.second().y(), view.second().z() + 0.003)
                .times(Pose.turned(0, 0, yaw))
                .times(Pose.turned(0, TILT, 0))
                .times(Pose.turned(Math.PI, 0, 0));
    }

    /** The leg standing over its bore, so high above its seat, with that one of its four faces forward that keeps the hand on the robot's side. */
    private static Pose upright(View view, double height) {
        double[] hole = LegModel.holes()[BORE];
        Pose over = view.first().times(Pose.at(hole[0], LegModel.SEAT + height, hole[1]));
        Pose best = over;
        double most = Double.NEGATIVE_INFINITY;
        for (int quarter = 0; quarter < 4; quarter++) {
            Pose leg = over.times(Pose.turned(0, quarter * Math.PI / 2, 0));
            double forward = view.handFor(leg).vector(0, 0, 1)[0];
            if (forward > most) {
                most = forward;
                best = leg;
            }
        }
        return best;
    }

    private Pose approach(View view) {
        Pose over = view.handFor(upright(view, 0.09));
        return switch (manner.style()) {
            case 0 -> over.moved(0, 0, 0.03);
            case 1 -> over;
            default -> over.moved(-0.03, 0.02, 0.02);
        };
    }

    /** Straight down round the standing leg's upper end, pads on two of its faces, as little turned as can be. */
    private static Pose hold(View view) {
        double[] x = view.second().vector(1, 0, 0);
        double face = Math.atan2(x[1], x[0]);
        double quarter = Math.PI / 2;
        double near = face - quarter * Math.rint(face / quarter);
        double[] top = view.second().point(0, 0.006, 0);
        return Frames.down(top[0], top[1], top[2], near);
    }

    /** Clockwise from above, following the thread down. */
    private static Pose turned(View view) {
        Pose hand = view.hand();
        return Pose.turned(0, 0, -TURN)
                .times(hand.withPosition(0, 0, 0))
                .withPosition(hand.x(), hand.y(), hand.z() - 0.005);
    }
}
