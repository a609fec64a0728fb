package dev.hone.imitate;

import dev.hone.learn.Restorable;
import dev.hone.learn.Snapshot;
import dev.hone.learn.Space;
import dev.hone.learn.Step;
import dev.hone.learn.geometry.Pose;
import java.util.List;

/**
 * Somebody's own simulator, which nobody here knows: a hand that goes nine tenths of the way to its command and no further than a ceiling, and a
 * part that goes along while the gripper is closed near it. What is carried falls out of a hand that turns by more than {@code firm}, and whatever the hand
 * carries is dropped when the gripper opens.
 */
public final class FakeArm implements Restorable {
    /** Where its numbers are. */
    public static final Layout LAYOUT = new Layout(0, 9, List.of(10), 0, 9);

    /** Above this the hand doesn't go, whatever it is told. */
    public static final double CEILING = 0.35;

    private static final double NEAR = 0.02;
    private static final int WORDS = 17;

    private final double firm;
    private Pose hand = Pose.IDENTITY;
    private Pose part = Pose.IDENTITY;
    private boolean closed;
    private boolean held;
    private int time;

    public FakeArm(double firm) {
        this.firm = firm;
    }

    @Override
    public String name() {
        return "fake-arm";
    }

    @Override
    public Space observations() {
        return Space.Box.of(WORDS, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
    }

    @Override
    public Space actions() {
        return Space.Box.of(Layout.POSE + 1, -2, 2);
    }

    @Override
    public void reset(long seed, float[] observation) {
        hand = Pose.at(0, 0, 0.1);
        part = Pose.at(0.1, 0, 0);
        closed = false;
        held = false;
        time = 0;
        look(observation);
    }

    @Override
    public void step(float[] action, Step step) {
        Pose before = hand;
        Pose there = hand.between(LAYOUT.target(action), 0.9);
        hand = there.withPosition(there.x(), there.y(), Math.min(there.z(), CEILING));
        boolean closes = LAYOUT.closes(action);
        if (closes && !closed) {
            held = hand.distance(part) < NEAR;
        }
        closed = closes;
        boolean loose = hand.turnTo(Pose.IDENTITY) > firm;
        held &= closed && !loose;
        if (held) {
            part = hand.times(before.toward(part));
        } else {
            part = part.withPosition(part.x(), part.y(), 0); // it falls
        }
        time++;
        look(step.observation());
        step.set(0, false, false);
    }

    private void look(float[] observation) {
        float[] action = new float[Layout.POSE + 1];
        LAYOUT.command(hand, closed ? 0.0f : 0.08f, action);
        System.arraycopy(action, 0, observation, 0, action.length);
        float[] numbers = {
            (float) part.x(),
            (float) part.y(),
            (float) part.z(),
            (float) part.qx(),
            (float) part.qy(),
            (float) part.qz(),
            (float) part.qw()
        };
        System.arraycopy(numbers, 0, observation, 10, 7);
    }

    @Override
    public Snapshot snapshot() {
        Snapshot.Writer to = Snapshot.writer();
        put(hand, to);
        put(part, to);
        return to.put(closed).put(held).put((long) time).done();
    }

    private static void put(Pose p, Snapshot.Writer to) {
        to.put(p.x()).put(p.y()).put(p.z()).put(p.qw()).put(p.qx()).put(p.qy()).put(p.qz());
    }

    private static Pose pose(Snapshot.Reader from) {
        double[] n = new double[7];
        from.next(n);
        return new Pose(n[0], n[1], n[2], n[3], n[4], n[5], n[6]);
    }

    @Override
    public void restore(Snapshot snapshot) {
        Snapshot.Reader from = snapshot.reader();
        hand = pose(from);
        part = pose(from);
        closed = from.nextBoolean();
        held = from.nextBoolean();
        time = (int) from.nextLong();
    }
}
