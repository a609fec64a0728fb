package dev.hone.assembly.task;

import dev.hone.assembly.cell.Workcell;
import dev.hone.learn.RandomStream;
import dev.hone.learn.Snapshot;
import java.util.List;

/**
 * Pushes at random times, for tests of robustness (as in FurnitureBench, Heo and others 2023): each step each body, with probability 0.01, gets a
 * force in the plane of the table and a torque about the vertical for a sixtieth of a second.
 */
final class RandomPushes {
    private static final double PROBABILITY = 0.01;
    private static final double SECONDS = 1.0 / 60;

    private final List<Push> pushes;
    private final int[] bodies;
    private final int steps;
    private final double force;
    private final double torque;
    private final RandomStream random = new RandomStream(0);

    RandomPushes(Options options, Workcell cell) {
        pushes = options.task().pushes();
        bodies = pushes.stream().mapToInt(push -> cell.body(push.body())).toArray();
        steps = (int) Math.round(SECONDS / options.timeStep());
        force = options.level().force();
        torque = options.level().torque();
    }

    void restart(long seed) {
        random.restart(seed);
    }

    /** Decides for this control step and puts the forces on. */
    void draw(Workcell cell) {
        for (int i = 0; i < bodies.length; i++) {
            if (random.nextDouble() < PROBABILITY) {
                Push push = pushes.get(i);
                double strength = random.uniform(0, force) * push.force();
                double direction = random.uniform(0, 2 * Math.PI);
                double spin = random.uniform(-torque, torque) * push.torque();
                cell.push(
                        bodies[i],
                        steps,
                        strength * Math.cos(direction),
                        strength * Math.sin(direction),
                        0,
                        0,
                        0,
                        spin);
            }
        }
    }

    void save(Snapshot.Writer to) {
        random.save(to);
    }

    void restore(Snapshot.Reader from) {
        random.restore(from);
    }
}
