package dev.hone.learn.chunk;

import dev.hone.core.HoneException;
import dev.hone.learn.Policy;
import dev.hone.learn.Space;
import java.util.random.RandomGenerator;

/**
 * Plans {@code horizon} actions from one observation and gives the first {@code executed} of them, to be done before it looks again. The
 * first action belongs to the observation it was planned from. Not safe for two threads.
 */
public final class ChunkPolicy implements Policy {
    private final ChunkSpec spec;
    private final Space observations;
    private final Space actions;
    private final Encoder encoder;
    private final Normaliser actionScale;
    private final Planner planner;
    private final float[] condition;
    private final float[] chunk;

    /** A policy of that shape. */
    ChunkPolicy(ChunkSpec spec, Planner planner) {
        this.spec = spec;
        this.planner = planner;
        observations = spec.observations().space();
        actions = spec.actions().space();
        encoder = spec.encoder();
        actionScale = spec.actionScale();
        condition = new float[encoder.width()];
        chunk = new float[spec.horizon() * actionScale.size()];
    }

    /** What kind of policy it is. */
    public ChunkSpec spec() {
        return spec;
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
    public int chunk() {
        return spec.executed();
    }

    @Override
    public void begin() {
        planner.begin();
    }

    /**
     * Plans a chunk.
     *
     * @throws HoneException if the observation or the plan has a number that isn't finite
     */
    @Override
    public void act(float[] observation, RandomGenerator random, float[] toDo) {
        requireFinite("an observation", observation);
        encoder.apply(observation, condition, 0);
        planner.plan(condition, random, chunk);
        requireFinite("a plan", chunk);
        int width = actionScale.size();
        for (int i = 0; i < spec.executed(); i++) {
            actionScale.invert(chunk, i * width, toDo, i * width);
        }
    }

    private static void requireFinite(String what, float[] numbers) {
        for (int i = 0; i < numbers.length; i++) {
            if (!Float.isFinite(numbers[i])) {
                throw new HoneException(
                        "Number " + i + " of " + what + " is " + numbers[i] + ".",
                        "the training diverged; look at its losses, or use a lower learning rate");
            }
        }
    }
}
