package dev.hone.assembly.task;

import dev.hone.assembly.cell.LegModel;
import dev.hone.assembly.cell.Workcell;
import dev.hone.assembly.geometry.Frames;
import dev.hone.learn.RandomStream;
import dev.hone.learn.geometry.Pose;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code one-leg}: push the square table's top into the corner of the rails, pick up a lying leg, stand it into any of the four bores and
 * screw it down to its one right yaw (FurnitureBench's one_leg with one leg on the table). Starts as its low and med.
 */
public final class OneLegTask implements Task {
    /** The front rail's middle. */
    public static final Pose RAIL = Pose.at(0.3015 + 0.38, 0, 0.015);

    /** The top lying where FurnitureBench puts it. */
    public static final Pose TOP = Frames.robot(Pose.euler(0, 0.24, -0.0156, -Math.PI / 2, 0, Math.PI));

    private static final Pose LEG = Frames.robot(Pose.euler(0.20, 0.07, -0.015, 0, -Math.PI / 2, 0));
    /** Where the Panda's hand is at its reset joints, pointing down. */
    private static final Pose START = Frames.down(0.567, 0.056, 0.124, 0);

    private static final int MOST_TRIES = 10_000;

    @Override
    public String name() {
        return "one-leg";
    }

    @Override
    public double timeStep() {
        return 1.0 / 300;
    }

    @Override
    public int timeLimit() {
        return 700;
    }

    @Override
    public double jaw() {
        return 0.065;
    }

    @Override
    public List<Level> levels() {
        return List.of(Level.LOW, Level.MED);
    }

    @Override
    public String scene(double timeStep) {
        return LegModel.scene(timeStep);
    }

    @Override
    public List<String> parts() {
        return List.of(LegModel.TOP, LegModel.LEG);
    }

    @Override
    public boolean hasRails() {
        return true;
    }

    @Override
    public List<Fit> fits() {
        List<Pose> targets = new ArrayList<>();
        for (double[] hole : LegModel.holes()) {
            targets.add(Pose.at(hole[0], LegModel.SEAT, hole[1]));
        }
        return List.of(new Fit(0, 1, targets));
    }

    @Override
    public List<Push> pushes() {
        return List.of(new Push(LegModel.TOP, 25, 70), new Push(LegModel.LEG, 1, 1));
    }

    @Override
    public void reset(Workcell cell, Level level, RandomStream random) {
        cell.fix(cell.body(LegModel.RAILS), RAIL);
        double metres = level == Level.LOW ? 0.015 : 0.05;
        double radians = Math.toRadians(level == Level.LOW ? 15 : 45);
        Pose top;
        Pose leg;
        int tries = 0;
        do {
            if (tries++ == MOST_TRIES) {
                throw new IllegalStateException("no start without overlap in " + MOST_TRIES + " tries");
            }
            top = Resets.nearby(TOP, metres, radians, random);
            leg = Resets.nearby(LEG, metres, radians, random);
        } while (level != Level.LOW && !Footprint.allowed(top, leg));
        cell.place(cell.body(LegModel.TOP), top);
        cell.place(cell.body(LegModel.LEG), leg);
        cell.placeHand(
                level == Level.LOW
                        ? START
                        : Resets.jittered(START, 0.05, Math.toRadians(15), random)
                                .moved(0, 0, 0.05));
    }

    @Override
    public int settling() {
        return 5;
    }
}
