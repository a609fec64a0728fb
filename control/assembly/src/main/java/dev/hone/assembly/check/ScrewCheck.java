package dev.hone.assembly.check;

import dev.hone.assembly.cell.LegModel;
import dev.hone.assembly.task.Fit;
import dev.hone.assembly.task.OneLegTask;
import dev.hone.learn.geometry.Pose;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Tests 1 to 4: what leg, bore and thread do to each other. */
final class ScrewCheck {
    private static final double PUSH = 20; // N
    private static final double LIFT = 0.5; // N, twice the leg's weight
    private static final double FULL_TURN = 2 * Math.PI;
    private static final int HOLE = 1;

    private final Rig rig;
    private final List<Finding> findings = new ArrayList<>();

    ScrewCheck(Rig rig) {
        this.rig = rig;
    }

    List<Finding> run() {
        seated();
        movedAway();
        dropped();
        turned();
        beside();
        return List.copyOf(findings);
    }

    private void note(String test, String bar, boolean passed, String value) {
        findings.add(new Finding(test, value, bar, passed));
    }

    private void seated() {
        Fit fit = new OneLegTask().fits().getFirst();
        double deepest = 0;
        int assembled = 0;
        for (int hole = 0; hole < LegModel.holes().length; hole++) {
            rig.place(hole, 0.00005, 0);
            for (int i = 0; i < 10; i++) {
                rig.run(0.1);
                deepest = Math.max(deepest, rig.penetration());
            }
            assembled += fit.holds(Pose.IDENTITY, rig.relative()) ? 1 : 0;
        }
        note(
                "1 a leg placed at each target stays and passes the test",
                "below 0.1 mm, 4 of 4",
                deepest < 1e-4 && assembled == 4,
                String.format(Locale.ROOT, "overlap %.3f mm, %d of 4 pass", deepest * 1000, assembled));
    }

    private void movedAway() {
        Fit fit = new OneLegTask().fits().getFirst();
        int failed = 0;
        int tried = 0;
        for (Pose target : fit.targets()) {
            for (int axis = 0; axis < 3; axis++) {
                for (int sign = -1; sign <= 1; sign += 2) {
                    double way = sign * 0.0055;
                    double turn = sign * Math.toRadians(21);
                    Pose moved = target.times(Pose.at(axis == 0 ? way : 0, axis == 1 ? way : 0, axis == 2 ? way : 0));
                    Pose spun =
                            target.times(Pose.turned(axis == 0 ? turn : 0, axis == 1 ? turn : 0, axis == 2 ? turn : 0));
                    failed += (fit.holds(Pose.IDENTITY, moved) ? 0 : 1) + (fit.holds(Pose.IDENTITY, spun) ? 0 : 1);
                    tried += 2;
                }
            }
        }
        note(
                "1 moved by 5.5 mm or turned by 21 degrees it fails",
                "all fail",
                failed == tried,
                String.format(Locale.ROOT, "%d of %d fail", failed, tried));
    }

    private void dropped() {
        double low = Double.POSITIVE_INFINITY;
        double high = 0;
        double drift = 0;
        for (int yaw = 0; yaw < 360; yaw += 30) {
            rig.place(HOLE, 0.020, Math.toRadians(yaw));
            rig.run(1.5);
            double height = rig.height();
            rig.run(1);
            low = Math.min(low, height);
            high = Math.max(high, height);
            drift = Math.max(drift, Math.abs(rig.height() - height));
        }
        note(
                "2 released upright above the hole, at 12 yaws",
                "12 to 16.5 mm, stays",
                low > 0.012 && high < 0.0165 && drift < 1e-4,
                String.format(
                        Locale.ROOT,
                        "rests at %.2f to %.2f mm, drifts %.3f mm",
                        low * 1000,
                        high * 1000,
                        drift * 1000));
    }

    private void turned() {
        double sunk = 0;
        double fewest = Double.POSITIVE_INFINITY;
        double most = 0;
        int seated = 0;
        int out = 0;
        for (int yaw = 0; yaw < 360; yaw += 90) {
            rig.place(HOLE, 0.020, Math.toRadians(yaw));
            rig.run(1);
            double rest = rig.height();
            rig.push(-PUSH, 0);
            rig.run(1);
            sunk = Math.max(sunk, rest - rig.height());
            rig.push(0, 0);
            rig.run(0.3);
            double start = rig.band().turned();
            rig.push(-2, -0.015);
            for (int i = 0; i < 60 && rig.height() > 0.0003; i++) {
                rig.run(0.1);
            }
            seated += rig.height() <= 0.0003 ? 1 : 0;
            double turns = (start - rig.band().turned()) / FULL_TURN;
            fewest = Math.min(fewest, turns);
            most = Math.max(most, turns);
            rig.push(LIFT, 0.015); // at the top of the thread a leg is loose and rests on the ridge's end
            for (int i = 0; i < 80 && rig.band().engaged(); i++) {
                rig.run(0.1);
            }
            out += rig.band().engaged() ? 0 : 1;
        }
        // the first ridge may be up to 0.6 of a turn away from where a leg came to rest
        note(
                "3 turned clockwise it seats",
                "1.1 to 2.4 turns, 4 of 4",
                seated == 4 && fewest > 1.1 && most < 2.4,
                String.format(Locale.ROOT, "%d of 4 after %.2f to %.2f turns from rest", seated, fewest, most));
        note(
                "3 turned anticlockwise and lifted by 0.5 N it comes out",
                "4 of 4",
                out == 4,
                String.format(Locale.ROOT, "%d of 4", out));
        note(
                "3 a push of 20 N without turning",
                "does not seat it",
                sunk < 0.001,
                String.format(Locale.ROOT, "sinks %.2f mm", sunk * 1000));
    }

    private void beside() {
        for (double millimetres : new double[] {0.5, 1.5}) {
            rig.hold(HOLE, millimetres / 1000);
            rig.pushDown();
            boolean entered = rig.height() < 0.0165;
            boolean wanted = millimetres < 1;
            note(
                    "4 held by the hand " + millimetres + " mm beside the bore, pushed",
                    wanted ? "enters" : "stays out",
                    entered == wanted,
                    String.format(
                            Locale.ROOT,
                            "%s, %.2f mm over the seat",
                            entered ? "enters" : "stays out",
                            rig.height() * 1000));
        }
    }
}
