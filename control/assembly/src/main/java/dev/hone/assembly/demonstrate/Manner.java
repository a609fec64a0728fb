package dev.hone.assembly.demonstrate;

import dev.hone.assembly.demonstrate.Phase.Care;
import dev.hone.learn.geometry.Pose;
import java.util.random.RandomGenerator;

/**
 * How one person does one episode: at a speed of their own, with pauses, with points on the way that lie 2 to 3 mm from where the script
 * puts them, in one of three styles of approach. A point before an insertion is placed as well as a hand can, and nothing is corrected
 * once an insertion has begun: imitation would be trivial otherwise.
 */
final class Manner {
    private static final int STYLES = 3;
    private static final double PAUSE = 0.12;
    private static final int LONGEST_PAUSE = 8;

    private final boolean human;
    private final RandomGenerator random;
    private final double tempo;
    private final int style;

    private Manner(boolean human, RandomGenerator random) {
        this.human = human;
        this.random = random;
        this.tempo = human ? 0.75 + 0.5 * random.nextDouble() : 1;
        this.style = human ? random.nextInt(STYLES) : 0;
    }

    static Manner human(RandomGenerator random) {
        return new Manner(true, random);
    }

    /** The script as it is written, for tests of the script itself. */
    static Manner exact(RandomGenerator random) {
        return new Manner(false, random);
    }

    /** 0: up, over, down; 1: straight there; 2: from the side. */
    int style() {
        return style;
    }

    double speed(double nominal) {
        return human ? nominal * tempo * (0.8 + 0.4 * random.nextDouble()) : nominal;
    }

    /** Control steps to wait before a phase. */
    int pause() {
        return human && random.nextDouble() < PAUSE ? 2 + random.nextInt(LONGEST_PAUSE - 1) : 0;
    }

    Pose placed(Pose pose, Care care) {
        if (!human) {
            return pose;
        }
        return switch (care) {
            case VIA -> noisy(pose, 0.0025 / Math.sqrt(3), Math.toRadians(1));
            case GRASP -> uniform(pose, 0.001, Math.toRadians(2));
            case FINE -> noisy(pose, 0.0001, Math.toRadians(0.1));
            case NONE -> pose;
        };
    }

    private Pose noisy(Pose pose, double metres, double radians) {
        return pose.times(Pose.at(normal(metres), normal(metres), normal(metres)))
                .times(Pose.turned(normal(radians), normal(radians), normal(radians)));
    }

    private Pose uniform(Pose pose, double metres, double radians) {
        return pose.times(Pose.at(within(metres), 0, within(metres)))
                .times(Pose.turned(0, within(radians), within(radians)));
    }

    /** Normal, without the tails beyond two standard deviations. */
    private double normal(double deviation) {
        return deviation * Math.clamp(random.nextGaussian(), -2, 2);
    }

    private double within(double most) {
        return most * (2 * random.nextDouble() - 1);
    }
}
