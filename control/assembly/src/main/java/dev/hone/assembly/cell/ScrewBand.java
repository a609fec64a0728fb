package dev.hone.assembly.cell;

import dev.hone.learn.Snapshot;
import dev.hone.mujoco.Doubles;
import dev.hone.mujoco.Field;
import dev.hone.mujoco.Layout;
import dev.hone.mujoco.Simulation;

/**
 * The thread between stud and bore, without its shape. Two wound ridges leave each other some play, so at a given turn the leg may stand
 * anywhere in a band of heights: with h the height of the leg's origin above its seat, y its yaw (anticlockwise from above, 0 the
 * one right yaw), psi the yaw unwound over turns and z = PITCH psi / 2 pi,
 *
 * <pre>min(CATCH, z - PLAY) &lt;= h &lt;= max(z + PLAY, 0).</pre>
 *
 * The two ends are contacts: a lower and an upper plate that belong to the top and meet only a small ball at the leg's origin, moved every
 * step. So the solver treats them implicitly, the reaction goes into the top, pushing makes no turn and turning makes
 * height, as in a self-locking thread. Dry friction sits on the leg's rotation about its own axis and damping on all its rotations, where they are
 * implicit too; beyond the seat the friction rises until it jams.
 *
 * <p>The leg comes in where its axis passes the bore's mouth near its centre (measured at the mouth: a leaning leg is long), upright and
 * lower than CATCH. It takes the smallest turn whose band reaches up to CATCH, and while it still rests on the ridge's end that choice is
 * renewed. It comes out only at the top of the band or far off the axis: a gate on height alone would let a fast pull skip the band.
 */
public final class ScrewBand {
    /** Metres of height per turn. */
    public static final double PITCH = 0.009375;
    /** Height over the seat at which the ridges meet. */
    public static final double CATCH = 0.016;

    static final double PARKED = 5;

    private static final double PLAY = 0.0016;
    private static final double TURN = 2 * Math.PI;
    private static final double GATE = 0.003;
    private static final double LOST = 0.02;
    private static final double UPRIGHT = Math.cos(Math.toRadians(15));
    private static final double FRICTION = 0.006;
    private static final double VISCOSITY = 0.001;
    private static final double JAM = 0.6; // N m per radian turned beyond the seat
    private static final double MOST_JAM = 0.3;
    private static final double[][] HOLES = LegModel.holes();

    private final int top;
    private final int leg;
    private final int lower;
    private final int upper;
    private final int turning;
    private final int spin;
    private final Doubles position;
    private final Doubles quaternion;
    private final Doubles places;
    private final Doubles friction;
    private final Doubles damping;

    private boolean engaged;
    private int hole;
    private double psi;

    // the leg as seen from the top, renewed by look()
    private double x;
    private double height;
    private double z;
    private double yaw;
    private double upright;
    private double mouthX;
    private double mouthZ;

    ScrewBand(Simulation simulation) {
        Layout layout = simulation.layout();
        top = layout.body(LegModel.TOP);
        leg = layout.body(LegModel.LEG);
        lower = layout.geom("lower");
        upper = layout.geom("upper");
        turning = layout.velocityAddress(layout.jointOf(leg)) + 3;
        spin = turning + 1; // about the leg's own y
        position = simulation.array(Field.BODY_POSITION);
        quaternion = simulation.array(Field.BODY_QUATERNION);
        places = simulation.array(Field.GEOM_PLACE);
        friction = simulation.array(Field.DRY_FRICTION);
        damping = simulation.array(Field.DAMPING);
        release();
    }

    public boolean engaged() {
        return engaged;
    }

    /** The leg's yaw unwound over turns, in radians; meaningful while engaged. */
    public double turned() {
        return psi;
    }

    /** Which bore the leg is in, an index of {@link LegModel#holes}; meaningful while engaged. */
    public int hole() {
        return hole;
    }

    /** The geometries of the two plates, which lie side by side in the model. */
    int firstPlate() {
        if (upper != lower + 1) {
            throw new IllegalStateException("the plates are numbers " + lower + " and " + upper);
        }
        return lower;
    }

    /** The first of the leg's three turning degrees of freedom. */
    int firstTurn() {
        return turning;
    }

    /** Parks the plates and lets the leg turn freely. */
    void release() {
        engaged = false;
        friction.set(spin, 0);
        damp(0);
        place(lower, 0, -PARKED, 0);
        place(upper, 0, PARKED, 0);
    }

    private void place(int plate, double px, double py, double pz) {
        places.set(3 * plate, px);
        places.set(3 * plate + 1, py);
        places.set(3 * plate + 2, pz);
    }

    /** Renews the band from the present poses; to be called between the two halves of a physics step. */
    void update() {
        look();
        int near = nearest();
        double offAxis = Math.hypot(mouthX - HOLES[near][0], mouthZ - HOLES[near][1]);
        if (!(engaged ? staysIn(offAxis) : comesIn(offAxis))) {
            if (engaged) {
                release();
            }
            return;
        }
        if (engaged) {
            psi += wrapped(yaw - psi);
        } else {
            engaged = true;
            hole = near;
            // placed deep in the bore, by a reset, it takes the nearest turn; the rule from above would lift it to
            // CATCH
            psi = height > CATCH - 0.0015 ? turnFromAbove() : yaw + TURN * Math.rint(height / PITCH - yaw / TURN);
        }
        double middle = PITCH * psi / TURN;
        double low = Math.min(CATCH, middle - PLAY);
        double high = Math.max(middle + PLAY, 0);
        if (height > CATCH - 0.0002 && middle + PLAY >= CATCH) {
            psi = turnFromAbove(); // still on the ridge's end, not committed to a turn
        }
        double[] centre = HOLES[hole];
        double thick = LegModel.BALL_RADIUS + LegModel.PLATE_HALF;
        place(lower, centre[0], LegModel.SEAT + low - thick, centre[1]);
        place(upper, centre[0], LegModel.SEAT + high + thick, centre[1]);
        double beyond = Math.max(0, -(middle + PLAY) / PITCH * TURN);
        friction.set(spin, FRICTION + Math.min(MOST_JAM, JAM * beyond));
        damp(VISCOSITY);
    }

    /** About all three axes: ridges that touch along a turn also take the energy out of a leg that rocks in its bore. */
    private void damp(double viscosity) {
        for (int i = 0; i < 3; i++) {
            damping.set(turning + i, viscosity);
        }
    }

    private boolean staysIn(double offAxis) {
        boolean outAbove = height > CATCH + 0.0005 && PITCH * psi / TURN + PLAY >= CATCH;
        return offAxis < LOST && !outAbove;
    }

    private boolean comesIn(double offAxis) {
        return offAxis < GATE && upright > UPRIGHT && height < CATCH && height > -0.006;
    }

    /** The smallest turn whose band reaches up to CATCH. */
    private double turnFromAbove() {
        return yaw + TURN * Math.ceil((CATCH - PLAY) / PITCH - yaw / TURN);
    }

    private static double wrapped(double angle) {
        return angle - TURN * Math.rint(angle / TURN);
    }

    private int nearest() {
        int best = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < HOLES.length; i++) {
            double dx = mouthX - HOLES[i][0];
            double dz = mouthZ - HOLES[i][1];
            if (dx * dx + dz * dz < least) {
                least = dx * dx + dz * dz;
                best = i;
            }
        }
        return best;
    }

    /** The leg's pose in the top's frame: where its origin is, where its axis passes the bore's mouth, how it is turned. */
    private void look() {
        double a = quaternion.get(4 * top);
        double b = -quaternion.get(4 * top + 1);
        double c = -quaternion.get(4 * top + 2);
        double d = -quaternion.get(4 * top + 3);
        double dx = position.get(3 * leg) - position.get(3 * top);
        double dy = position.get(3 * leg + 1) - position.get(3 * top + 1);
        double dz = position.get(3 * leg + 2) - position.get(3 * top + 2);
        double ux = 2 * (c * dz - d * dy);
        double uy = 2 * (d * dx - b * dz);
        double uz = 2 * (b * dy - c * dx);
        x = dx + a * ux + c * uz - d * uy;
        height = dy + a * uy + d * ux - b * uz - LegModel.SEAT;
        z = dz + a * uz + b * uy - c * ux;
        double e = quaternion.get(4 * leg);
        double f = quaternion.get(4 * leg + 1);
        double g = quaternion.get(4 * leg + 2);
        double h = quaternion.get(4 * leg + 3);
        double qw = a * e - b * f - c * g - d * h;
        double qx = a * f + b * e + c * h - d * g;
        double qy = a * g - b * h + c * e + d * f;
        double qz = a * h + b * g - c * f + d * e;
        yaw = wrapped(2 * Math.atan2(qy, qw));
        double axisX = 2 * (qx * qy - qw * qz);
        upright = 1 - 2 * (qx * qx + qz * qz);
        double axisZ = 2 * (qy * qz + qw * qx);
        double along = (LegModel.TOP_HALF - height - LegModel.SEAT) / upright;
        mouthX = x + along * axisX;
        mouthZ = z + along * axisZ;
    }

    /** Everything the next step depends on: what this class wrote into the model is read before it is written again. */
    void save(Snapshot.Writer to) {
        to.put(engaged).put((long) hole).put(psi);
        for (int plate : new int[] {lower, upper}) {
            for (int i = 0; i < 3; i++) {
                to.put(places.get(3 * plate + i));
            }
        }
        to.put(friction.get(spin)).put(damping.get(spin));
    }

    void restore(Snapshot.Reader from) {
        engaged = from.nextBoolean();
        hole = (int) from.nextLong();
        psi = from.nextDouble();
        for (int plate : new int[] {lower, upper}) {
            for (int i = 0; i < 3; i++) {
                places.set(3 * plate + i, from.nextDouble());
            }
        }
        friction.set(spin, from.nextDouble());
        damp(from.nextDouble());
    }
}
