package dev.hone.assembly.task;

import dev.hone.assembly.camera.Viewpoint;
import dev.hone.core.HoneException;
import dev.hone.core.Nearest;
import dev.hone.learn.geometry.Pose;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Where pictures are taken from. */
public enum Camera {
    /** Stands opposite the robot and looks down at where the parts are. */
    FRONT,
    /** Carried by the hand, 4 cm behind and 5 cm above its origin, looking 20 degrees forward of straight down the fingers. */
    WRIST;

    private static final double TILT = Math.toRadians(20);

    /** The angle of the real benchmark's cameras (as in FurnitureBench, Heo and others 2023). */
    private static final double WIDE = Math.toRadians(69.4);

    /** In the hand's frame. */
    static final Viewpoint ON_HAND = new Viewpoint(
            Pose.at(-0.04, 0, -0.05).times(Pose.turned(0, TILT, 0)).times(Pose.turned(0, 0, Math.PI / 2)), WIDE);

    /** The name on the command line. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The camera of a name.
     *
     * @throws HoneException if there is none, naming the nearest
     */
    public static Camera of(String word) {
        List<String> words = Arrays.stream(values()).map(Camera::word).toList();
        return Arrays.stream(values())
                .filter(camera -> camera.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new HoneException(
                        "There is no camera '" + word + "'.",
                        Nearest.of(word, words)
                                .map(near -> "you mean '" + near + "'")
                                .orElse("use one of " + String.join(", ", words))));
    }
}
