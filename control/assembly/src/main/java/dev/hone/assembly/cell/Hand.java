package dev.hone.assembly.cell;

import dev.hone.learn.Snapshot;
import dev.hone.mujoco.Doubles;
import dev.hone.mujoco.Field;
import dev.hone.mujoco.Layout;
import dev.hone.mujoco.Simulation;
import java.util.Arrays;

/**
 * Drives the floating hand: an impedance law with limited force and torque toward a commanded pose, renewed every physics
 * step between its two halves, and the hand's own weight. Force and torque act at the hand's origin, between the pads.
 * Stiffness and damping leave 3.5 mm of lag at 10 cm/s; with an ideal hand the tasks would lose most of their difficulty, and with a
 * stiffer one a peg of 0.08 mm play goes in from 0.1 mm beside at a time step of 4 ms.
 * A mocap body on a weld would have no limit of force.
 */
public final class Hand {
    /** N/m and N s/m; the damping is explicit, and its product with the time step over the mass must stay below one half. */
    private static final double STIFFNESS = 2000;

    private static final double DAMPING = 70;
    private static final double MOST_FORCE = 40;
    /** N m/rad and N m s. */
    private static final double TURN_STIFFNESS = 15;

    private static final double TURN_DAMPING = 0.45;
    private static final double MOST_TORQUE = 3;
    private static final double GRAVITY = 9.81;
    private static final double FIRM = 0; // commanded opening of a closing finger

    private final int body;
    private final int velocityAt;
    private final boolean gripper;
    private final int left;
    private final int right;
    private final int leftBody;
    private final int rightBody;
    private final Doubles position;
    private final Doubles quaternion;
    private final Doubles velocity;
    private final Doubles force;
    private final Doubles control;
    private final Doubles joints;
    private final double[] centre = new double[3];
    private final double weight;
    /** Commanded pose: position, quaternion w x y z. */
    private final double[] target = new double[7];

    private double opening; // commanded, per finger

    Hand(Simulation simulation) {
        Layout layout = simulation.layout();
        body = layout.body(HandModel.NAME);
        velocityAt = layout.velocityAddress(layout.jointOf(body));
        gripper = simulation.array(Field.CONTROL).length() > 0;
        left = gripper ? layout.positionAddress(layout.joint("left")) : -1;
        right = gripper ? layout.positionAddress(layout.joint("right")) : -1;
        leftBody = gripper ? layout.body("left") : -1;
        rightBody = gripper ? layout.body("right") : -1;
        position = simulation.array(Field.BODY_POSITION);
        quaternion = simulation.array(Field.BODY_QUATERNION);
        velocity = simulation.array(Field.VELOCITY);
        force = simulation.array(Field.APPLIED_FORCE);
        control = simulation.array(Field.CONTROL);
        joints = simulation.array(Field.POSITION);
        simulation.array(Field.BODY_CENTRE).read(3 * body, centre, 0, 3);
        weight = simulation.array(Field.BODY_MASS).get(body) * GRAVITY;
        target[3] = 1;
    }

    int body() {
        return body;
    }

    public boolean hasGripper() {
        return gripper;
    }

    /** Commands a pose: seven numbers, position in metres and a unit quaternion. */
    void aim(double[] pose) {
        System.arraycopy(pose, 0, target, 0, 7);
    }

    /** Commands the opening between the pads in metres; a negative one closes firmly. */
    public void open(double width) {
        opening = width < 0 ? FIRM : width / 2;
    }

    /** Puts the fingers where they are commanded, at once. */
    void jumpToOpening() {
        if (gripper) {
            joints.set(left, opening);
            joints.set(right, opening);
        }
    }

    /** Measured opening between the pads in metres; 0 without fingers. */
    public double width() {
        return gripper ? joints.get(left) + joints.get(right) : 0;
    }

    /** Puts this physics step's force and torque on; to be called between the two halves of the step. */
    void push() {
        double w = quaternion.get(4 * body);
        double x = quaternion.get(4 * body + 1);
        double y = quaternion.get(4 * body + 2);
        double z = quaternion.get(4 * body + 3);
        double fx = STIFFNESS * (target[0] - position.get(3 * body)) - DAMPING * velocity.get(velocityAt);
        double fy = STIFFNESS * (target[1] - position.get(3 * body + 1)) - DAMPING * velocity.get(velocityAt + 1);
        double fz = STIFFNESS * (target[2] - position.get(3 * body + 2)) - DAMPING * velocity.get(velocityAt + 2);
        double f = limit(fx, fy, fz, MOST_FORCE);
        fx *= f;
        fy *= f;
        fz *= f;

        // rotation vector of target * conj(present), the shorter way round
        double ew = target[3] * w + target[4] * x + target[5] * y + target[6] * z;
        double ex = -target[3] * x + target[4] * w - target[5] * z + target[6] * y;
        double ey = -target[3] * y + target[4] * z + target[5] * w - target[6] * x;
        double ez = -target[3] * z - target[4] * y + target[5] * x + target[6] * w;
        double s = Math.sqrt(ex * ex + ey * ey + ez * ez);
        double k = (s < 1e-12 ? 2 : 2 * Math.atan2(s, Math.abs(ew)) / s) * (ew < 0 ? -1 : 1);
        // a free joint's angular velocity is in the body's axes
        double ax = velocity.get(velocityAt + 3);
        double ay = velocity.get(velocityAt + 4);
        double az = velocity.get(velocityAt + 5);
        double tx = TURN_STIFFNESS * k * ex - TURN_DAMPING * turnedX(w, x, y, z, ax, ay, az);
        double ty = TURN_STIFFNESS * k * ey - TURN_DAMPING * turnedX(w, y, z, x, ay, az, ax);
        double tz = TURN_STIFFNESS * k * ez - TURN_DAMPING * turnedX(w, z, x, y, az, ax, ay);
        double t = limit(tx, ty, tz, MOST_TORQUE);

        // the engine applies forces at the centre of mass: move this one there from the hand's origin
        double cx = turnedX(w, x, y, z, centre[0], centre[1], centre[2]);
        double cy = turnedX(w, y, z, x, centre[1], centre[2], centre[0]);
        double cz = turnedX(w, z, x, y, centre[2], centre[0], centre[1]);
        int at = 6 * body;
        force.set(at, fx);
        force.set(at + 1, fy);
        force.set(at + 2, fz + weight);
        force.set(at + 3, t * tx - (cy * fz - cz * fy));
        force.set(at + 4, t * ty - (cz * fx - cx * fz));
        force.set(at + 5, t * tz - (cx * fy - cy * fx));
        if (gripper) {
            control.set(0, opening);
            control.set(1, opening);
            force.set(6 * leftBody + 2, HandModel.FINGER_MASS * GRAVITY);
            force.set(6 * rightBody + 2, HandModel.FINGER_MASS * GRAVITY);
        }
    }

    private static double limit(double x, double y, double z, double most) {
        double length = Math.sqrt(x * x + y * y + z * z);
        return length > most ? most / length : 1;
    }

    /** First coordinate of a vector turned by a quaternion; the other two by cycling the axes. */
    private static double turnedX(double w, double x, double y, double z, double vx, double vy, double vz) {
        double tx = 2 * (y * vz - z * vy);
        double ty = 2 * (z * vx - x * vz);
        double tz = 2 * (x * vy - y * vx);
        return vx + w * tx + y * tz - z * ty;
    }

    void save(Snapshot.Writer to) {
        to.put(target).put(opening);
    }

    void restore(Snapshot.Reader from) {
        from.next(target);
        opening = from.nextDouble();
    }

    @Override
    public String toString() {
        return "Hand[target=" + Arrays.toString(target) + ", opening=" + opening + "]";
    }
}
