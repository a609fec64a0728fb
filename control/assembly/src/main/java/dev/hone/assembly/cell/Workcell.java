package dev.hone.assembly.cell;

import dev.hone.learn.Snapshot;
import dev.hone.learn.geometry.Pose;
import dev.hone.mujoco.Doubles;
import dev.hone.mujoco.Field;
import dev.hone.mujoco.Simulation;
import java.util.Arrays;
import java.util.Optional;

/**
 * A scene with its driven hand and, where there is a leg, its screw band, moved on by control steps of 0.1 s. Bodies are
 * known by their index, poses are in the robot's frame: x forward, y left, z up, the table at 0.
 */
public final class Workcell implements AutoCloseable {
    /** Seconds of a control step. */
    public static final double CONTROL = 0.1;

    /** The poses are kept though they follow from the positions: to compute them normalises the quaternions once more. */
    private static final Field[] STATE = {
        Field.POSITION,
        Field.VELOCITY,
        Field.WARM_START,
        Field.APPLIED_FORCE,
        Field.BODY_PLACE,
        Field.BODY_TURN,
        Field.BODY_POSITION,
        Field.BODY_QUATERNION
    };

    private final Simulation simulation;
    private final Hand hand;
    private final Optional<ScrewBand> band;
    private final int substeps;
    private final Doubles bodyPosition;
    private final Doubles bodyQuaternion;
    private final Doubles appliedForce;
    private final double[][] state = new double[STATE.length][];
    /** Forces of the caller on each body, added to the hand's own. */
    private final double[] extra;

    private final double[] aim = new double[7];
    private int pushed; // physics steps for which the extra forces still act; negative: for ever
    private Optional<Tape> tape = Optional.empty();
    private int held = -1; // the geometry the hand holds rigidly, if any

    /**
     * Compiles a scene.
     *
     * @param timeStep seconds of a physics step, as in the scene's text
     */
    public Workcell(String scene, double timeStep) {
        simulation = Simulation.of(scene);
        hand = new Hand(simulation);
        band = scene.contains("name=\"" + LegModel.LEG + "\"")
                ? Optional.of(new ScrewBand(simulation))
                : Optional.empty();
        substeps = (int) Math.round(CONTROL / timeStep);
        bodyPosition = simulation.array(Field.BODY_POSITION);
        bodyQuaternion = simulation.array(Field.BODY_QUATERNION);
        appliedForce = simulation.array(Field.APPLIED_FORCE);
        extra = new double[appliedForce.length()];
        for (int i = 0; i < STATE.length; i++) {
            state[i] = new double[simulation.array(STATE[i]).length()];
        }
        if (scene.contains("name=\"held\"")) {
            held = simulation.layout().geom("held");
        }
    }

    public Hand hand() {
        return hand;
    }

    public int handBody() {
        return hand.body();
    }

    /** The screw band, where the scene has a leg. */
    public Optional<ScrewBand> band() {
        return band;
    }

    public int body(String name) {
        return simulation.layout().body(name);
    }

    /** Physics steps of a control step. */
    public int substeps() {
        return substeps;
    }

    /** Back to the scene's beginning: all at rest, the band open, no forces. What was fixed or held stays where it is. */
    public void reset() {
        simulation.reset();
        band.ifPresent(ScrewBand::release);
        Arrays.fill(extra, 0);
        pushed = 0;
    }

    /** Puts a free body somewhere, at rest; {@link #settled} shows it. */
    public void place(int body, Pose pose) {
        int joint = simulation.layout().jointOf(body);
        double[] numbers = {pose.x(), pose.y(), pose.z(), pose.qw(), pose.qx(), pose.qy(), pose.qz()};
        simulation.array(Field.POSITION).write(simulation.layout().positionAddress(joint), numbers, 0, 7);
        int at = simulation.layout().velocityAddress(joint);
        for (int i = 0; i < 6; i++) {
            simulation.array(Field.VELOCITY).set(at + i, 0);
            simulation.array(Field.WARM_START).set(at + i, 0);
        }
    }

    /** Puts the hand somewhere, with its command there too and the fingers as commanded. */
    public void placeHand(Pose pose) {
        place(hand.body(), pose);
        hand.jumpToOpening();
        aim(pose);
    }

    /** Puts a body without a joint somewhere. */
    public void fix(int body, Pose pose) {
        simulation.array(Field.BODY_PLACE).write(3 * body, new double[] {pose.x(), pose.y(), pose.z()}, 0, 3);
        simulation.array(Field.BODY_TURN).write(4 * body, quaternion(pose), 0, 4);
    }

    /** Changes how the hand holds what it holds rigidly: the pose of its centre in the hand's frame. */
    public void hold(Pose centre) {
        simulation.array(Field.GEOM_PLACE).write(3 * held, new double[] {centre.x(), centre.y(), centre.z()}, 0, 3);
        simulation.array(Field.GEOM_TURN).write(4 * held, quaternion(centre), 0, 4);
    }

    /** The pose of what the hand holds rigidly, its centre in the hand's frame. */
    public Pose holding() {
        Doubles p = simulation.array(Field.GEOM_PLACE);
        Doubles q = simulation.array(Field.GEOM_TURN);
        return new Pose(
                p.get(3 * held),
                p.get(3 * held + 1),
                p.get(3 * held + 2),
                q.get(4 * held),
                q.get(4 * held + 1),
                q.get(4 * held + 2),
                q.get(4 * held + 3));
    }

    private static double[] quaternion(Pose pose) {
        return new double[] {pose.qw(), pose.qx(), pose.qy(), pose.qz()};
    }

    /** Makes the poses of all bodies those of what was placed. */
    public void settled() {
        simulation.updatePoses();
    }

    /** Where a body is. */
    public Pose pose(int body) {
        return new Pose(
                bodyPosition.get(3 * body),
                bodyPosition.get(3 * body + 1),
                bodyPosition.get(3 * body + 2),
                bodyQuaternion.get(4 * body),
                bodyQuaternion.get(4 * body + 1),
                bodyQuaternion.get(4 * body + 2),
                bodyQuaternion.get(4 * body + 3));
    }

    /** Where the hand is, in the robot's frame. */
    public Pose handPose() {
        return pose(hand.body());
    }

    /** The six velocities of a free body: linear in the robot's axes, angular in the body's. */
    public void velocity(int body, double[] six) {
        int at = simulation.layout().velocityAddress(simulation.layout().jointOf(body));
        simulation.array(Field.VELOCITY).read(at, six, 0, 6);
    }

    /** Commands the hand's pose. */
    public void aim(Pose pose) {
        aim[0] = pose.x();
        aim[1] = pose.y();
        aim[2] = pose.z();
        aim[3] = pose.qw();
        aim[4] = pose.qx();
        aim[5] = pose.qy();
        aim[6] = pose.qz();
        hand.aim(aim);
    }

    /** Puts force and torque on a body at its centre of mass, robot's axes, until {@link #letGo}. */
    public void force(int body, double... forceAndTorque) {
        System.arraycopy(forceAndTorque, 0, extra, 6 * body, 6);
        pushed = -1;
    }

    /** As {@link #force}, for so many physics steps. */
    public void push(int body, int steps, double... forceAndTorque) {
        force(body, forceAndTorque);
        pushed = steps;
    }

    /** Ends all forces of {@link #force} and {@link #push}. */
    public void letGo() {
        Arrays.fill(extra, 0);
        pushed = 0;
    }

    /**
     * Moves on by 0.1 s.
     *
     * @throws dev.hone.mujoco.UnstableSimulationException if the engine warned; the state is void then
     */
    public void control() {
        for (int i = 0; i < substeps; i++) {
            simulation.beginStep();
            for (int k = 0; k < extra.length; k++) {
                appliedForce.set(k, extra[k]);
            }
            hand.push();
            if (pushed != 0) {
                addToHand();
            }
            if (band.isPresent()) {
                band.get().update();
            }
            if (tape.isPresent()) {
                tape.get().step();
            }
            simulation.endStep();
            if (pushed > 0 && --pushed == 0) {
                letGo();
            }
        }
        simulation.updatePoses();
        simulation.requireStable();
    }

    /** Writes down what drives every physics step from now on, until another tape is begun. */
    public Tape record() {
        Tape begun = new Tape(simulation, band, substeps);
        tape = Optional.of(begun);
        return begun;
    }

    /** Ends the tape, if one was begun. */
    public void stopRecording() {
        tape = Optional.empty();
    }

    private void addToHand() {
        for (int k = 6 * hand.body(); k < 6 * hand.body() + 6; k++) {
            appliedForce.set(k, appliedForce.get(k) + extra[k]);
        }
    }

    /** Contacts, rows of the constraint problem and deepest overlap (m) of the last physics step. */
    public Load load() {
        return new Load(simulation.contacts(), simulation.constraintRows(), simulation.deepestPenetration());
    }

    /** What the engine had to solve. */
    public record Load(int contacts, int rows, double penetration) {}

    /** Writes everything that later steps depend on, what was fixed and held included. */
    public void save(Snapshot.Writer to) {
        to.put(simulation.time());
        for (int i = 0; i < STATE.length; i++) {
            simulation.array(STATE[i]).read(0, state[i], 0, state[i].length);
            to.put(state[i]);
        }
        if (held >= 0) {
            save(holding(), to);
        }
        hand.save(to);
        band.ifPresent(b -> b.save(to));
        to.put(extra).put((long) pushed);
    }

    private static void save(Pose p, Snapshot.Writer to) {
        to.put(p.x()).put(p.y()).put(p.z()).put(quaternion(p));
    }

    private static Pose pose(Snapshot.Reader from) {
        return new Pose(
                from.nextDouble(),
                from.nextDouble(),
                from.nextDouble(),
                from.nextDouble(),
                from.nextDouble(),
                from.nextDouble(),
                from.nextDouble());
    }

    /** Takes up a saved state of the same scene. */
    public void restore(Snapshot.Reader from) {
        simulation.forgetWarnings();
        simulation.setTime(from.nextDouble());
        for (int i = 0; i < STATE.length; i++) {
            from.next(state[i]);
            simulation.array(STATE[i]).write(0, state[i], 0, state[i].length);
        }
        if (held >= 0) {
            hold(pose(from));
        }
        hand.restore(from);
        band.ifPresent(b -> b.restore(from));
        from.next(extra);
        pushed = (int) from.nextLong();
    }

    @Override
    public void close() {
        simulation.close();
    }
}
