package dev.hone.assembly.task;

import dev.hone.assembly.cell.PegModel;
import dev.hone.assembly.cell.Workcell;
import dev.hone.assembly.geometry.Frames;
import dev.hone.learn.RandomStream;
import dev.hone.learn.geometry.Pose;
import java.util.List;

/**
 * {@code grasp-peg}: the peg stands on the table and must be grasped first; peg and hole each within 3 cm
 * and 20 degrees of their nominal places.
 */
public final class GraspPegTask implements Task {
    private static final Pose PEG = Pose.at(0.40, 0.05, -1e-5); // touching with all four corners
    private static final Pose START = Frames.down(0.40, 0, 0.15, 0);

    private final Clearance clearance;

    public GraspPegTask() {
        this(0.002);
    }

    /** With so much play on each side, in metres. */
    public GraspPegTask(double clearance) {
        this(new Clearance(clearance, clearance));
    }

    GraspPegTask(Clearance clearance) {
        this.clearance = clearance;
    }

    @Override
    public String name() {
        return "grasp-peg";
    }

    @Override
    public double timeStep() {
        return 0.004;
    }

    @Override
    public int timeLimit() {
        return 150;
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
        return PegModel.looseScene(timeStep, clearance.halfX(), clearance.halfY());
    }

    @Override
    public List<String> parts() {
        return List.of(PegModel.HOLE, PegModel.PEG);
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
        return List.of(new Push(PegModel.PEG, 0.4, 0.07)); // by mass and inertia as strong as on one_leg's leg
    }

    @Override
    public void reset(Workcell cell, Level level, RandomStream random) {
        cell.fix(cell.body(PegModel.HOLE), Resets.nearby(PegTask.HOLE, PegTask.HOLE_REACH, PegTask.HOLE_TURN, random));
        cell.place(cell.body(PegModel.PEG), Resets.nearby(PEG, PegTask.HOLE_REACH, PegTask.HOLE_TURN, random));
        cell.placeHand(
                START.moved(Resets.within(random, 0.01), Resets.within(random, 0.01), Resets.within(random, 0.01)));
    }

    @Override
    public int settling() {
        return 5;
    }
}
