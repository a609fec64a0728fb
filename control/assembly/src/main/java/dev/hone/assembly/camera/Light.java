package dev.hone.assembly.camera;

/**
 * A light far away and what the room adds from everywhere.
 *
 * @param x direction toward the light, with {@code y} and {@code z} a unit vector; {@code z} above 0
 * @param sun how bright a white surface that faces the light gets by it, 0 to 1
 * @param room how bright it is without the light, 0 to 1
 */
public record Light(double x, double y, double z, double sun, double room) {
    /** From above, the robot's left and the front. */
    public static final Light USUAL = from(Math.toRadians(55), Math.toRadians(40), 0.58, 0.45);

    public Light {
        if (!(Math.abs(x * x + y * y + z * z - 1) < 1e-6 && z > 0)) {
            throw new IllegalArgumentException("light from " + x + " " + y + " " + z);
        }
        if (!(sun >= 0 && sun <= 1 && room >= 0 && room <= 1)) {
            throw new IllegalArgumentException("light of " + sun + " and " + room);
        }
    }

    /** By its height over the horizon and its bearing, anticlockwise from x, in radians. */
    public static Light from(double elevation, double bearing, double sun, double room) {
        double flat = Math.cos(elevation);
        return new Light(flat * Math.cos(bearing), flat * Math.sin(bearing), Math.sin(elevation), sun, room);
    }
}
