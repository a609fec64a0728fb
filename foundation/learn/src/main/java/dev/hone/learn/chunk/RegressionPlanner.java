package dev.hone.learn.chunk;

import dev.hone.learn.PlainNetwork;
import java.util.random.RandomGenerator;

/** The chunk that a network says at once. Draws nothing. */
final class RegressionPlanner implements Planner {
    private final PlainNetwork network;
    private final Present present;

    RegressionPlanner(PlainNetwork network, Present present) {
        this.network = network;
        this.present = present;
    }

    @Override
    public void plan(float[] condition, RandomGenerator random, float[] chunk) {
        float[] said = network.forward(condition, 0);
        present.add(condition, said);
        for (int i = 0; i < chunk.length; i++) {
            chunk[i] = Math.clamp(said[i], -1f, 1f);
        }
    }
}
