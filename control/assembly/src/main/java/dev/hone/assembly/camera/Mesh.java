package dev.hone.assembly.camera;

import dev.hone.learn.geometry.Pose;

/**
 * The surface of a solid as flat triangles. Corners run anticlockwise as seen from outside; lengths in metres.
 */
public final class Mesh {
    private final float[] corners;
    private final int[] triangles;

    private Mesh(float[] corners, int[] triangles) {
        this.corners = corners;
        this.triangles = triangles;
    }

    /** A box about the origin by its half extents. */
    public static Mesh box(double hx, double hy, double hz) {
        requirePositive(Math.min(hx, Math.min(hy, hz)));
        Builder mesh = new Builder(8, 12);
        for (int i = 0; i < 8; i++) {
            mesh.corner((i & 1) == 0 ? -hx : hx, (i & 2) == 0 ? -hy : hy, (i & 4) == 0 ? -hz : hz);
        }
        mesh.square(0, 2, 3, 1).square(4, 5, 7, 6); // below, above
        mesh.square(0, 1, 5, 4).square(2, 6, 7, 3); // -y, +y
        mesh.square(0, 4, 6, 2).square(1, 3, 7, 5); // -x, +x
        return mesh.done();
    }

    /** A rectangle at height 0 that is seen from above only, by its half extents. */
    public static Mesh sheet(double hx, double hy) {
        requirePositive(Math.min(hx, hy));
        return new Builder(4, 2)
                .corner(-hx, -hy, 0)
                .corner(hx, -hy, 0)
                .corner(hx, hy, 0)
                .corner(-hx, hy, 0)
                .square(0, 1, 2, 3)
                .done();
    }

    /** A regular polygon at height 0 that is seen from above only: a disc of so many sides. */
    public static Mesh disc(double radius, int sides) {
        requirePositive(radius);
        requireSides(sides);
        Builder mesh = new Builder(sides, sides - 2);
        mesh.ring(radius, 0, sides);
        for (int i = 1; i < sides - 1; i++) {
            mesh.triangle(0, i, i + 1);
        }
        return mesh.done();
    }

    /** A prism along z whose corners lie on a circle: a cylinder, or with six sides a nut. */
    public static Mesh cylinder(double radius, double half, int sides) {
        return cone(radius, radius, half, sides);
    }

    /** A cone cut off, along z: radius below, radius above, half height. */
    public static Mesh cone(double below, double above, double half, int sides) {
        requirePositive(Math.min(half, Math.min(below, above)));
        requireSides(sides);
        Builder mesh = new Builder(2 * sides, 4 * sides - 4);
        mesh.ring(below, -half, sides).ring(above, half, sides);
        for (int i = 0; i < sides; i++) {
            int next = (i + 1) % sides;
            mesh.square(i, next, sides + next, sides + i);
        }
        for (int i = 1; i < sides - 1; i++) {
            mesh.triangle(0, i + 1, i).triangle(sides, sides + i, sides + i + 1);
        }
        return mesh.done();
    }

    /** A ball; {@code sides}, those of its equator, is a multiple of 4. */
    public static Mesh sphere(double radius, int sides) {
        return capsule(radius, 0, sides);
    }

    /** A cylinder along z of that half height with half a ball on each end; {@code sides} is a multiple of 4. */
    public static Mesh capsule(double radius, double half, int sides) {
        requirePositive(radius);
        requireSides(sides);
        if (!(half >= 0) || sides % 4 != 0) {
            throw new IllegalArgumentException("a capsule of half height " + half + " m with " + sides + " sides");
        }
        int rings = sides / 2; // between the poles, as many below the middle as above
        Builder mesh = new Builder(2 + rings * sides, 2 * rings * sides);
        mesh.corner(0, 0, -half - radius).corner(0, 0, half + radius);
        for (int k = 0; k < rings; k++) {
            boolean lower = k < rings / 2;
            double latitude = -Math.PI / 2 + Math.PI * (k + 1) / (rings + 1);
            mesh.ring(radius * Math.cos(latitude), radius * Math.sin(latitude) + (lower ? -half : half), sides);
        }
        for (int i = 0; i < sides; i++) {
            int next = (i + 1) % sides;
            mesh.triangle(0, 2 + next, 2 + i);
            for (int k = 0; k + 1 < rings; k++) {
                int low = 2 + k * sides;
                mesh.square(low + i, low + next, low + sides + next, low + sides + i);
            }
            int last = 2 + (rings - 1) * sides;
            mesh.triangle(last + i, last + next, 1);
        }
        return mesh.done();
    }

    /** The same surface somewhere else. */
    public Mesh at(Pose pose) {
        float[] moved = new float[corners.length];
        for (int i = 0; i < corners.length; i += 3) {
            double[] p = pose.point(corners[i], corners[i + 1], corners[i + 2]);
            moved[i] = (float) p[0];
            moved[i + 1] = (float) p[1];
            moved[i + 2] = (float) p[2];
        }
        return new Mesh(moved, triangles);
    }

    /** Three numbers a corner; not to be changed. */
    float[] corners() {
        return corners;
    }

    /** Three corners' numbers a triangle; not to be changed. */
    int[] triangles() {
        return triangles;
    }

    private static void requirePositive(double length) {
        if (!(length > 0) || !Double.isFinite(length)) {
            throw new IllegalArgumentException("a length of " + length + " m");
        }
    }

    private static void requireSides(int sides) {
        if (sides < 3 || sides > 64) {
            throw new IllegalArgumentException(sides + " sides; 3 to 64 are possible");
        }
    }

    /** Collects corners and triangles. */
    private static final class Builder {
        private final float[] corners;
        private final int[] triangles;
        private int c;
        private int t;

        Builder(int corners, int triangles) {
            this.corners = new float[3 * corners];
            this.triangles = new int[3 * triangles];
        }

        Builder corner(double x, double y, double z) {
            corners[c++] = (float) x;
            corners[c++] = (float) y;
            corners[c++] = (float) z;
            return this;
        }

        Builder ring(double radius, double z, int sides) {
            for (int i = 0; i < sides; i++) {
                double a = 2 * Math.PI * i / sides;
                corner(radius * Math.cos(a), radius * Math.sin(a), z);
            }
            return this;
        }

        Builder triangle(int i, int j, int k) {
            triangles[t++] = i;
            triangles[t++] = j;
            triangles[t++] = k;
            return this;
        }

        Builder square(int i, int j, int k, int l) {
            return triangle(i, j, k).triangle(i, k, l);
        }

        Mesh done() {
            if (c != corners.length || t != triangles.length) {
                throw new IllegalStateException("a mesh with " + c + " of " + corners.length + " numbers");
            }
            return new Mesh(corners, triangles);
        }
    }
}
