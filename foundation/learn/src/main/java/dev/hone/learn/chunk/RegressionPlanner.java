package dev.hone.learn.chunk;

import dev.hone.learn.PlainNetwork;
import java.util.random.RandomGenerator;

/** The chunk that a network says at once. Draws nothing. */
final class RegressionPlanner implements Planner {
    private final PlainNetwork network;

    RegressionPlanner(PlainNetwork network) {
        this.network = network;
    }

    @Override
    public void plan(float[] condition, RandomGenerator random, float[] chunk) {
        float[] said = network.forward(condition, 0);
        for (int i = 0; i < chunk.length; i++) {
            chunk[i] = Math.clamp(said[i], -1f, 1f);
        }
    }
}
