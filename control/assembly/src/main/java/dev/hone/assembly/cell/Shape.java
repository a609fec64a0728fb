package dev.hone.assembly.cell;

import dev.hone.learn.geometry.Pose;

/**
 * A convex solid in its body's frame.
 *
 * @param solid what it is
 * @param pose where its centre is; a cylinder's axis is its own z
 */
public record Shape(Solid solid, Pose pose) {
    /** What a shape can be; all lengths in metres. */
    public sealed interface Solid {}

    /** A box by its half extents. */
    public record Box(double hx, double hy, double hz) implements Solid {
        public Box {
            requirePositive(Math.min(hx, Math.min(hy, hz)));
        }
    }

    /** A cylinder by radius and half height. */
    public record Cylinder(double radius, double half) implements Solid {
        public Cylinder {
            requirePositive(Math.min(radius, half));
        }
    }

    public record Sphere(double radius) implements Solid {
        public Sphere {
            requirePositive(radius);
        }
    }

    private static void requirePositive(double length) {
        if (!(length > 0) || !Double.isFinite(length)) {
            throw new IllegalArgumentException("a length of " + length + " m");
        }
    }

    public static Shape box(Pose pose, double hx, double hy, double hz) {
        return new Shape(new Box(hx, hy, hz), pose);
    }

    public static Shape cylinder(Pose pose, double radius, double half) {
        return new Shape(new Cylinder(radius, half), pose);
    }

    public static Shape sphere(Pose pose, double radius) {
        return new Shape(new Sphere(radius), pose);
    }
}
