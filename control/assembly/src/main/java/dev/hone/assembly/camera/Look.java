package dev.hone.assembly.camera;

import dev.hone.core.Seeds;
import dev.hone.learn.geometry.Pose;
import java.util.Optional;

/**
 * What may differ between pictures of the same thing: light, colours, and where exactly the cameras are. A drawn look depends on
 * its seeds alone: the light comes from 35 to 85 degrees over the horizon and any side, brighter or darker by a quarter; each
 * colour's red, green and blue are multiplied by 0.7 to 1.3; each camera is moved by up to 1.5 cm along each axis and turned
 * by up to 2 degrees about each.
 */
public final class Look {
    /** Everything as it was designed. */
    public static final Look PLAIN = new Look(Optional.empty());

    private static final double COLOUR = 0.3;
    private static final double BRIGHTNESS = 0.25;
    private static final double SHIFT = 0.015;
    private static final double TURN = Math.toRadians(2);

    private final Optional<Seeds> seeds;
    private final Light light;

    private Look(Optional<Seeds> seeds) {
        this.seeds = seeds;
        light = seeds.map(s -> light(s.child("light"))).orElse(Light.USUAL);
    }

    /** A look drawn by chance. */
    public static Look drawn(Seeds seeds) {
        return new Look(Optional.of(seeds));
    }

    private static Light light(Seeds seeds) {
        return Light.from(
                Math.toRadians(35 + 50 * seeds.uniform(0)),
                2 * Math.PI * seeds.uniform(1),
                Light.USUAL.sun() * (1 + BRIGHTNESS * around(seeds, 2)),
                Light.USUAL.room() * (1 + BRIGHTNESS * around(seeds, 3)));
    }

    /** Uniform in [-1, 1). */
    private static double around(Seeds seeds, long counter) {
        return 2 * seeds.uniform(counter) - 1;
    }

    public Light light() {
        return light;
    }

    /** What stands for the colour {@code own}, both 0xRRGGBB: shapes of one colour keep one colour. */
    public int colour(int own) {
        return seeds.map(s -> tinted(s.child("colour").child(own), own)).orElse(own);
    }

    private static int tinted(Seeds seeds, int own) {
        int colour = 0;
        for (int shift = 0; shift <= 16; shift += 8) {
            double level = ((own >> shift) & 0xFF) * (1 + COLOUR * around(seeds, shift));
            colour |= Math.min(0xFF, (int) Math.round(level)) << shift;
        }
        return colour;
    }

    /** Where camera number {@code camera}, designed to be at {@code own}, is. */
    public Viewpoint view(int camera, Viewpoint own) {
        return seeds.map(s -> moved(s.child("camera").child(camera), own)).orElse(own);
    }

    private static Viewpoint moved(Seeds seeds, Viewpoint own) {
        Pose shift = Pose.at(SHIFT * around(seeds, 0), SHIFT * around(seeds, 1), SHIFT * around(seeds, 2));
        Pose turn = Pose.turned(TURN * around(seeds, 3), TURN * around(seeds, 4), TURN * around(seeds, 5));
        return new Viewpoint(own.pose().times(shift).times(turn), own.width());
    }
}
