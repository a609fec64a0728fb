package dev.hone.learn.classic;

import dev.hone.learn.RandomStream;
import dev.hone.learn.Restorable;
import dev.hone.learn.Snapshot;
import dev.hone.learn.Space;
import dev.hone.learn.Step;

/**
 * A pole on a cart (Barto, Sutton, Anderson 1983) with the numbers of Gymnasium's CartPole-v1: 1 for each step that the pole
 * stands, terminated beyond 2.4 m or 12 degrees, truncated at 500 steps, which is also the best return.
 *
 * <p>Observation: position (m), speed (m/s), angle (rad), turning speed (rad/s). Action: 0 pushes left, 1 right, by 10 N.
 */
public final class CartPole implements Restorable {
    public static final int LIMIT = 500;

    private static final double GRAVITY = 9.8;
    private static final double POLE_MASS = 0.1;
    private static final double TOTAL_MASS = 1.1;
    private static final double HALF_LENGTH = 0.5;
    private static final double FORCE = 10;
    private static final double SECONDS = 0.02;
    private static final double FARTHEST = 2.4;
    private static final double STEEPEST = 12 * 2 * Math.PI / 360;

    private final Space observations = new Space.Box(
            new float[] {-4.8f, Float.NEGATIVE_INFINITY, (float) (-2 * STEEPEST), Float.NEGATIVE_INFINITY},
            new float[] {4.8f, Float.POSITIVE_INFINITY, (float) (2 * STEEPEST), Float.POSITIVE_INFINITY});
    private final Space actions = new Space.Discrete(2);
    private final double[] state = new double[4];
    private final RandomStream random = new RandomStream(0);
    private int time;

    @Override
    public String name() {
        return "cart-pole";
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
        for (int i = 0; i < 4; i++) {
            state[i] = random.uniform(-0.05, 0.05);
        }
        show(observation);
    }

    @Override
    public void step(float[] action, Step step) {
        double force = action[0] == 1 ? FORCE : -FORCE;
        double cosine = Math.cos(state[2]);
        double sine = Math.sin(state[2]);
        double push = (force + POLE_MASS * HALF_LENGTH * state[3] * state[3] * sine) / TOTAL_MASS;
        double turning =
                (GRAVITY * sine - cosine * push) / (HALF_LENGTH * (4.0 / 3 - POLE_MASS * cosine * cosine / TOTAL_MASS));
        double acceleration = push - POLE_MASS * HALF_LENGTH * turning * cosine / TOTAL_MASS;
        state[0] += SECONDS * state[1];
        state[1] += SECONDS * acceleration;
        state[2] += SECONDS * state[3];
        state[3] += SECONDS * turning;
        time++;
        boolean fallen = Math.abs(state[0]) > FARTHEST || Math.abs(state[2]) > STEEPEST;
        show(step.observation());
        step.set(1, fallen, time >= LIMIT);
    }

    private void show(float[] observation) {
        for (int i = 0; i < 4; i++) {
            observation[i] = (float) state[i];
        }
    }

    @Override
    public Snapshot snapshot() {
        return Snapshot.writer().put(state).put((long) time).done();
    }

    @Override
    public void restore(Snapshot snapshot) {
        Snapshot.Reader from = snapshot.reader();
        from.next(state);
        time = (int) from.nextLong();
        from.end();
    }
}
