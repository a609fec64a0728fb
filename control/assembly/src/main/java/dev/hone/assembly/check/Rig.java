package dev.hone.assembly.check;

import dev.hone.assembly.cell.LegModel;
import dev.hone.assembly.cell.ScrewBand;
import dev.hone.assembly.cell.Workcell;
import dev.hone.assembly.geometry.Frames;
import dev.hone.assembly.task.OneLegTask;
import dev.hone.learn.geometry.Pose;

/** Top, leg and hand without a task: the top held down, the leg free, forces put on by hand. */
final class Rig implements AutoCloseable {
    private static final double HOLD = -100;
    private static final Pose AWAY = Frames.down(0.4, -0.3, 0.3, 0);
    private static final Pose TABLED = Pose.at(0.45, -0.15, 0.015);
    private static final double TILT = Math.toRadians(50);

    private final Workcell cell;
    private final int top;
    private final int leg;
    private Pose command = AWAY;

    Rig(double timeStep) {
        cell = new Workcell(LegModel.scene(timeStep), timeStep);
        top = cell.body(LegModel.TOP);
        leg = cell.body(LegModel.LEG);
        cell.fix(cell.body("rails"), OneLegTask.RAIL);
    }

    /** The leg upright over a bore: its origin's pose over the seat, in the top's frame. */
    void place(int hole, double height, double yaw) {
        double[] h = LegModel.holes()[hole];
        cell.reset();
        cell.hand().open(0.065);
        cell.placeHand(AWAY);
        cell.place(top, OneLegTask.TOP);
        cell.place(
                leg,
                OneLegTask.TOP
                        .times(Pose.at(h[0], LegModel.SEAT + height, h[1]))
                        .times(Pose.turned(0, yaw, 0)));
        cell.settled();
        push(0, 0);
    }

    /** The leg in the closed hand, over a bore with its axis beside the bore's. */
    void hold(int hole, double offset) {
        cell.reset();
        cell.place(top, OneLegTask.TOP);
        cell.place(leg, TABLED.withTurnOf(Frames.robot(Pose.euler(0, 0, 0, 0, -Math.PI / 2, 0))));
        Pose grasp = TABLED.moved(0, 0, 0.003).times(Pose.turned(0, TILT, 0)).times(Pose.turned(Math.PI, 0, 0));
        cell.hand().open(0.065);
        command = grasp;
        cell.placeHand(grasp);
        cell.settled();
        push(0, 0);
        cell.hand().open(-1);
        run(0.5);
        go(command.moved(0, 0, 0.2), 0.2);
        double[] h = LegModel.holes()[hole];
        Pose over = cell.pose(top).times(Pose.at(h[0], LegModel.SEAT, h[1])).moved(offset, 0, 0.03);
        go(handFor(over.moved(0, 0, 0.05)), 0.2);
        go(handFor(over), 0.05);
        for (int i = 0; i < 12; i++) {
            correct(over);
        }
    }

    private Pose handFor(Pose wanted) {
        return wanted.times(cell.pose(leg).toward(cell.handPose()));
    }

    /** Moves the command by 0.3 of what the leg is still wrong by. */
    private void correct(Pose wanted) {
        Pose is = cell.pose(leg);
        double[] r = wanted.withPosition(0, 0, 0)
                .times(is.withPosition(0, 0, 0).inverse())
                .rotationVector();
        Pose turn = Pose.turned(0.3 * r[0], 0.3 * r[1], 0.3 * r[2]).times(command.withPosition(0, 0, 0));
        command = turn.withPosition(
                command.x() + 0.3 * (wanted.x() - is.x()),
                command.y() + 0.3 * (wanted.y() - is.y()),
                command.z() + 0.3 * (wanted.z() - is.z()));
        cell.aim(command);
        cell.control();
    }

    /** Pushes the held leg down by a command 19 mm below. */
    void pushDown() {
        go(command.moved(0, 0, -0.019), 0.03);
        run(0.3);
    }

    private void go(Pose to, double speed) {
        Pose from = command;
        double seconds = Math.max(from.distance(to) / speed, from.toward(to).angle());
        int steps = Math.max(1, (int) Math.ceil(seconds / Workcell.CONTROL));
        for (int i = 1; i <= steps; i++) {
            command = from.between(to, (double) i / steps);
            cell.aim(command);
            cell.control();
        }
    }

    /** Force along the vertical (N) and torque about it (N m, anticlockwise from above) on the leg. */
    void push(double force, double torque) {
        cell.letGo();
        cell.force(top, 0, 0, HOLD, 0, 0, 0);
        cell.force(leg, 0, 0, force, 0, 0, torque);
    }

    void run(double seconds) {
        for (int i = 0; i < Math.round(seconds / Workcell.CONTROL); i++) {
            cell.control();
        }
    }

    /** The leg in the top's frame. */
    Pose relative() {
        return cell.pose(top).toward(cell.pose(leg));
    }

    /** Height of the leg over its seat in metres. */
    double height() {
        return relative().y() - LegModel.SEAT;
    }

    ScrewBand band() {
        return cell.band().orElseThrow();
    }

    double penetration() {
        return cell.load().penetration();
    }

    @Override
    public void close() {
        cell.close();
    }
}
