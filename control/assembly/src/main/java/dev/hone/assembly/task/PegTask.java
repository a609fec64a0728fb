package dev.hone.assembly.task;

import dev.hone.assembly.cell.PegModel;
import dev.hone.assembly.cell.Workcell;
import dev.hone.assembly.geometry.Frames;
import dev.hone.learn.RandomStream;
import dev.hone.learn.geometry.Pose;
import java.util.List;

/**
 * {@code peg}: a floating hand that holds a 16 mm rectangular peg rigidly, askew by up to 1 mm and 2 degrees about each axis, and a hole
 * within 3 cm and 20 degrees of its nominal place. Solved when the peg is seated.
 */
public final class PegTask implements Task {
    static final Pose HOLE = Pose.at(0.40, -0.05, 0);
    static final double HOLE_REACH = 0.03;
    static final double HOLE_TURN = Math.toRadians(20);
    /** From the hand's origin down to the tip of a peg held as it should be. */
    public static final double TIP = 0.035;

    private static final Pose NOMINAL_GRASP = Pose.at(0, 0, TIP).times(Pose.turned(Math.PI, 0, 0));
    private static final Pose START = Frames.down(0.40, 0.05, 0.12, 0);

    private final Clearance clearance;

    public PegTask() {
        this(0.0005);
    }

    /** With so much play on each side, in metres. */
    public PegTask(double clearance) {
        this(new Clearance(clearance, clearance));
    }

    PegTask(Clearance clearance) {
        this.clearance = clearance;
    }

    /** With the play of the factory set's tight pair, 0.11 by 0.08 mm on each side. */
    public static PegTask tight() {
        return new PegTask(Clearance.TIGHT);
    }

    @Override
    public String name() {
        return "peg";
    }

    @Override
    public double timeStep() {
        return 0.004;
    }

    @Override
    public int timeLimit() {
        return 80;
    }

    @Override
    public double jaw() {
        return 0.07;
    }

    @Override
    public List<Level> levels() {
        return List.of(Level.LOW);
    }

    @Override
    public String scene(double timeStep) {
        return PegModel.heldScene(timeStep, clearance.halfX(), clearance.halfY());
    }

    @Override
    public List<String> parts() {
        return List.of(PegModel.HOLE, "hand");
    }

    @Override
    public Pose inBody(Workcell cell, int part) {
        return part == 0 ? Pose.IDENTITY : cell.holding().times(Pose.at(0, 0, -PegModel.HALF_LENGTH));
    }

    @Override
    public boolean hasRails() {
        return false;
    }

    @Override
    public List<Fit> fits() {
        return List.of(new Fit(0, 1, List.of(Pose.IDENTITY)));
    }

    @Override
    public List<Push> pushes() {
        return List.of(new Push("hand", 25, 70));
    }

    @Override
    public void reset(Workcell cell, Level level, RandomStream random) {
        cell.fix(cell.body(PegModel.HOLE), Resets.nearby(HOLE, HOLE_REACH, HOLE_TURN, random));
        Pose askew = Resets.jittered(Pose.IDENTITY, 0.001, Math.toRadians(2), random);
        cell.hold(askew.times(NOMINAL_GRASP).times(Pose.at(0, 0, PegModel.HALF_LENGTH)));
        cell.placeHand(
                START.moved(Resets.within(random, 0.01), Resets.within(random, 0.01), Resets.within(random, 0.01)));
    }

    @Override
    public int settling() {
        return 0;
    }
}
