package dev.hone.assembly.demonstrate;

import dev.hone.assembly.task.AssemblyEnvironment;
import dev.hone.learn.Policy;
import java.util.random.RandomGenerator;

/** Hands out a policy's actions one by one, and asks it again when those of a chunk are done. */
final class ActionChunk {
    private final Policy policy;
    private final int width;
    private final float[] actions;
    private int next;

    ActionChunk(Policy policy, AssemblyEnvironment environment) {
        this.policy = policy;
        width = environment.actions().size();
        if (policy.actions().size() != width
                || policy.observations().size() != environment.observations().size()) {
            throw new IllegalArgumentException("the policy is for another environment than " + environment.name());
        }
        actions = new float[policy.chunk() * width];
    }

    /** Forgets: a new episode begins. */
    void begin() {
        policy.begin();
        next = actions.length;
    }

    void next(float[] observation, RandomGenerator random, float[] action) {
        if (next == actions.length) {
            policy.act(observation, random, actions);
            next = 0;
        }
        System.arraycopy(actions, next, action, 0, width);
        next += width;
    }
}
