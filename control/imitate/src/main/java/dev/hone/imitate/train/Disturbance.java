package dev.hone.imitate.train;

import dev.hone.imitate.Layout;
import dev.hone.learn.geometry.Pose;
import java.util.random.RandomGenerator;

/**
 * The baseline of proprioceptive noise: a fifth of the observations have the hand moved by a normal number of 1 cm along each axis and turned by one of 0.1
 * rad about each.
 */
final class Disturbance {
    private static final double SHARE = 0.2;
    private static final double METRES = 0.01;
    private static final double RADIANS = 0.1;

    private final Layout layout;

    Disturbance(Layout layout) {
        this.layout = layout;
    }

    /** Disturbs the observation, or lets it be. */
    void apply(float[] observation, RandomGenerator random) {
        if (random.nextDouble() >= SHARE) {
            return;
        }
        Pose turn = Pose.turned(normal(random, RADIANS), normal(random, RADIANS), normal(random, RADIANS));
        Pose hand = layout.handPose(observation);
        Pose moved = turn.times(hand.withPosition(0, 0, 0))
                .withPosition(
                        hand.x() + normal(random, METRES),
                        hand.y() + normal(random, METRES),
                        hand.z() + normal(random, METRES));
        layout.placeHand(moved, observation, 0);
    }

    private static double normal(RandomGenerator random, double deviation) {
        return deviation * random.nextGaussian();
    }
}
