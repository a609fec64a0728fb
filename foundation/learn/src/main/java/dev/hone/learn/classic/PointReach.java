package dev.hone.learn.classic;

import dev.hone.learn.RandomStream;
import dev.hone.learn.Restorable;
import dev.hone.learn.Snapshot;
import dev.hone.learn.Space;
import dev.hone.learn.Step;

/**
 * A point in a square that shall go to a goal: the smallest task of robot control. Each step costs the distance to the goal
 * (m); terminated within 0.05 m of it, truncated at 50 steps. The straight line at full speed is the best policy.
 *
 * <p>Observation: the point's two coordinates, then the goal's, all within 1 m of the middle. Action: speed along both axes,
 * within 1; a step of 1 moves 0.1 m.
 */
public final class PointReach implements Restorable {
    public static final int LIMIT = 50;

    private static final double STRIDE = 0.1;
    private static final double NEAR = 0.05;

    private final Space observations = Space.Box.of(4, -1, 1);
    private final Space actions = Space.Box.of(2, -1, 1);
    private final RandomStream random = new RandomStream(0);
    private final double[] state = new double[4];
    private int time;

    @Override
    public String name() {
        return "point-reach";
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
            state[i] = random.uniform(-1, 1);
        }
        show(observation);
    }

    @Override
    public void step(float[] action, Step step) {
        for (int i = 0; i < 2; i++) {
            state[i] = Math.clamp(state[i] + STRIDE * Math.clamp(action[i], -1.0, 1.0), -1, 1);
        }
        double distance = Math.hypot(state[0] - state[2], state[1] - state[3]);
        time++;
        show(step.observation());
        step.set(-distance, distance < NEAR, time >= LIMIT);
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
