package dev.hone.assembly.task;

import dev.hone.core.HoneException;
import dev.hone.core.Nearest;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** How far an episode's start may lie from the nominal one (as in FurnitureBench). */
public enum Level {
    LOW(0.2, 0.007),
    MED(0.5, 0.010);

    private final double force;
    private final double torque;

    Level(double force, double torque) {
        this.force = force;
        this.torque = torque;
    }

    /** Largest force of a random push before a part's own factor, in newtons (section 5.3). */
    public double force() {
        return force;
    }

    /** Largest torque of a random push before a part's own factor, in N m (section 5.3). */
    public double torque() {
        return torque;
    }

    /** The name on the command line. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The level of a name.
     *
     * @throws HoneException if there is none, naming the nearest
     */
    public static Level of(String word) {
        List<String> words = Arrays.stream(values()).map(Level::word).toList();
        for (Level level : values()) {
            if (level.word().equals(word)) {
                return level;
            }
        }
        throw new HoneException(
                "There is no level '" + word + "'.",
                Nearest.of(word, words)
                        .map(near -> "you mean '" + near + "'")
                        .orElse("use one of " + String.join(", ", words)));
    }
}
