package dev.hone.assembly.check;

import dev.hone.assembly.cell.Workcell;
import dev.hone.assembly.geometry.Frames;
import dev.hone.assembly.task.PegTask;
import dev.hone.learn.geometry.Pose;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Test 5: the tight pair, 0.11 by 0.08 mm of play on each side. */
final class FitCheck {
    private static final double PLACE = 0.4;
    private static final double START = 0.011;
    private static final double LOWERED = -0.003; // beyond the table, so that the peg is pushed

    private final Workcell cell;

    private FitCheck(Workcell cell) {
        this.cell = cell;
    }

    static List<Finding> run(double timeStep) {
        PegTask task = PegTask.tight();
        List<Finding> findings = new ArrayList<>();
        try (Workcell cell = new Workcell(task.scene(timeStep), timeStep)) {
            FitCheck check = new FitCheck(cell);
            findings.add(check.tried("5 tight peg 0.05 mm beside in x", 0.05, 0, 0, true));
            findings.add(check.tried("5 tight peg 0.25 mm beside in x", 0.25, 0, 0, false));
            findings.add(check.tried("5 tight peg 0.05 mm beside in y", 0, 0.05, 0, true));
            findings.add(check.tried("5 tight peg 0.25 mm beside in y", 0, 0.25, 0, false));
            findings.add(check.tried("5 tight peg turned by 0.3 degrees", 0, 0, 0.3, true));
            findings.add(check.tried("5 tight peg turned by 3 degrees", 0, 0, 3, false));
        }
        return findings;
    }

    /** Lowers the peg by 0.5 mm a step, so far beside (mm) and turned (degrees). */
    private Finding tried(String test, double x, double y, double degrees, boolean wanted) {
        cell.reset();
        cell.fix(cell.body("hole"), Pose.at(PLACE, 0, 0));
        cell.hold(Pose.euler(0, 0, PegTask.TIP - 0.025, Math.PI, 0, 0));
        cell.placeHand(at(x, y, START, degrees));
        cell.settled();
        for (int i = 0; i < 40; i++) {
            cell.aim(at(x, y, Math.max(LOWERED, START - 0.0005 * i), degrees));
            cell.control();
        }
        double tip = cell.handPose().z() - PegTask.TIP;
        boolean entered = tip < 0.004;
        return new Finding(
                test,
                String.format(
                        Locale.ROOT, "%s, tip at %.2f mm", entered ? "enters" : "stays out", Math.abs(tip) * 1000),
                wanted ? "enters" : "stays out",
                entered == wanted);
    }

    private static Pose at(double x, double y, double tip, double degrees) {
        return Frames.down(PLACE + x / 1000, y / 1000, PegTask.TIP + tip, Math.toRadians(degrees));
    }
}
