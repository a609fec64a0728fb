package dev.hone.learn.classic;

import dev.hone.learn.RandomStream;
import dev.hone.learn.Restorable;
import dev.hone.learn.Snapshot;
import dev.hone.learn.Space;
import dev.hone.learn.Step;

/**
 * A pendulum to swing up and hold with too weak a motor; the numbers of Gymnasium's Pendulum-v1. Never terminates, truncated
 * at 200 steps; a good policy reaches about -150 on average, standing still about -1,200.
 *
 * <p>Observation: cosine and sine of the angle from upright, turning speed (rad/s, within 8). Action: torque within 2 N m.
 */
public final class Pendulum implements Restorable {
    public static final int LIMIT = 200;

    private static final double GRAVITY = 10;
    private static final double SECONDS = 0.05;
    private static final double FASTEST = 8;
    private static final double STRONGEST = 2;

    private final Space observations = new Space.Box(new float[] {-1, -1, -8}, new float[] {1, 1, 8});
    private final Space actions = Space.Box.of(1, -STRONGEST, STRONGEST);
    private final RandomStream random = new RandomStream(0);
    private double angle;
    private double speed;
    private int time;

    @Override
    public String name() {
        return "pendulum";
    }

    @Override
    public Space observations() {
        return observations;
    }

    @Override
    public Space actions() {
        return actions;
    }

    @Override
    public void reset(long seed, float[] observation) {
        random.restart(seed);
        time = 0;
        angle = random.uniform(-Math.PI, Math.PI);
        speed = random.uniform(-1, 1);
        show(observation);
    }

    @Override
    public void step(float[] action, Step step) {
        double torque = Math.clamp(action[0], -STRONGEST, STRONGEST);
        double fromUpright = Math.IEEEremainder(angle, 2 * Math.PI);
        double cost = fromUpright * fromUpright + 0.1 * speed * speed + 0.001 * torque * torque;
        speed = Math.clamp(speed + (3 * GRAVITY / 2 * Math.sin(angle) + 3 * torque) * SECONDS, -FASTEST, FASTEST);
        angle += speed * SECONDS;
        time++;
        show(step.observation());
        step.set(-cost, false, time >= LIMIT);
    }

    private void show(float[] observation) {
        observation[0] = (float) Math.cos(angle);
        observation[1] = (float) Math.sin(angle);
        observation[2] = (float) speed;
    }

    @Override
    public Snapshot snapshot() {
        return Snapshot.writer().put(angle).put(speed).put((long) time).done();
    }

    @Override
    public void restore(Snapshot snapshot) {
        Snapshot.Reader from = snapshot.reader();
        angle = from.nextDouble();
        speed = from.nextDouble();
        time = (int) from.nextLong();
        from.end();
    }
}
