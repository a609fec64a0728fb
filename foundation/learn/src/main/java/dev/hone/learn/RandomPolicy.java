package dev.hone.learn;

import java.util.random.RandomGenerator;

/** Acts at random: uniform among choices and in a bounded space; where an end is infinite, within 1 of 0. */
public final class RandomPolicy implements Policy {
    private final Space observations;
    private final Space actions;

    /** For an environment of these spaces. */
    public RandomPolicy(Space observations, Space actions) {
        this.observations = observations;
        this.actions = actions;
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
    public void act(float[] observation, RandomGenerator random, float[] action) {
        switch (actions) {
            case Space.Discrete discrete -> action[0] = random.nextInt(discrete.count());
            case Space.Box box -> {
                for (int i = 0; i < action.length; i++) {
                    float low = Float.isInfinite(box.low(i)) ? -1 : box.low(i);
                    float high = Float.isInfinite(box.high(i)) ? 1 : box.high(i);
                    action[i] = (float) (low + (high - low) * random.nextDouble());
                }
            }
        }
    }
}
