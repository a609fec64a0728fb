package dev.hone.learn.geometry;

/**
 * A rigid motion, or the pose that it gives a frame: position in metres, then a unit quaternion w x y z. As a motion it
 * takes coordinates of the posed frame to those of the frame that the pose is given in.
 */
public record Pose(double x, double y, double z, double qw, double qx, double qy, double qz) {
    private static final double LOOSE = 1e-6;

    public static final Pose IDENTITY = at(0, 0, 0);

    public Pose {
        double norm = qw * qw + qx * qx + qy * qy + qz * qz;
        if (!(Math.abs(norm - 1) < LOOSE) || !Double.isFinite(x + y + z)) {
            throw new IllegalArgumentException(
                    "no pose: " + x + " " + y + " " + z + ", quaternion " + qw + " " + qx + " " + qy + " " + qz);
        }
    }

    /** Moved, not turned. */
    public static Pose at(double x, double y, double z) {
        return new Pose(x, y, z, 1, 0, 0, 0);
    }

    /** Turned about the origin by a rotation vector: its direction is the axis, its length the angle in radians. */
    public static Pose turned(double rx, double ry, double rz) {
        double angle = Math.sqrt(rx * rx + ry * ry + rz * rz);
        if (angle == 0) {
            return IDENTITY;
        }
        double s = Math.sin(angle / 2) / angle;
        return new Pose(0, 0, 0, Math.cos(angle / 2), s * rx, s * ry, s * rz);
    }

    /** Turned about the fixed axes x, then y, then z, and put at a position: Rz Ry Rx. */
    public static Pose euler(double x, double y, double z, double ex, double ey, double ez) {
        return at(x, y, z).times(turned(0, 0, ez).times(turned(0, ey, 0)).times(turned(ex, 0, 0)));
    }

    /**
     * At a position, turned so that the x and y axes lie along two vectors. They need be neither of length 1 nor quite at right
     * angles: the second gives way (Gram and Schmidt).
     *
     * @throws IllegalArgumentException if they are parallel, or one is 0
     */
    public static Pose ofAxes(double x, double y, double z, double[] alongX, double[] alongY) {
        double[] a = scaled(alongX, 1 / length(alongX));
        double dot = a[0] * alongY[0] + a[1] * alongY[1] + a[2] * alongY[2];
        double[] rest = {alongY[0] - dot * a[0], alongY[1] - dot * a[1], alongY[2] - dot * a[2]};
        double[] b = scaled(rest, 1 / length(rest));
        double[] c = {a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]};
        // the largest of the four squared components is divided by, so that none is lost
        double[][] candidates = {
            {1 + a[0] + b[1] + c[2], b[2] - c[1], c[0] - a[2], a[1] - b[0]},
            {b[2] - c[1], 1 + a[0] - b[1] - c[2], b[0] + a[1], a[2] + c[0]},
            {c[0] - a[2], b[0] + a[1], 1 - a[0] + b[1] - c[2], c[1] + b[2]},
            {a[1] - b[0], a[2] + c[0], c[1] + b[2], 1 - a[0] - b[1] + c[2]}
        };
        int most = 0;
        for (int i = 1; i < 4; i++) {
            most = candidates[i][i] > candidates[most][most] ? i : most;
        }
        double[] q = candidates[most];
        double n = 1 / Math.sqrt(q[0] * q[0] + q[1] * q[1] + q[2] * q[2] + q[3] * q[3]);
        return new Pose(x, y, z, n * q[0], n * q[1], n * q[2], n * q[3]);
    }

    private static double length(double[] v) {
        return Math.sqrt(v[0] * v[0] + v[1] * v[1] + v[2] * v[2]);
    }

    private static double[] scaled(double[] v, double by) {
        return new double[] {by * v[0], by * v[1], by * v[2]};
    }

    /** This motion after the other: other's frame is given in this one's. */
    public Pose times(Pose o) {
        double[] p = point(o.x, o.y, o.z);
        double w = qw * o.qw - qx * o.qx - qy * o.qy - qz * o.qz;
        double i = qw * o.qx + qx * o.qw + qy * o.qz - qz * o.qy;
        double j = qw * o.qy - qx * o.qz + qy * o.qw + qz * o.qx;
        double k = qw * o.qz + qx * o.qy - qy * o.qx + qz * o.qw;
        double n = 1 / Math.sqrt(w * w + i * i + j * j + k * k);
        return new Pose(p[0], p[1], p[2], n * w, n * i, n * j, n * k);
    }

    public Pose inverse() {
        Pose back = new Pose(0, 0, 0, qw, -qx, -qy, -qz);
        double[] p = back.vector(-x, -y, -z);
        return new Pose(p[0], p[1], p[2], qw, -qx, -qy, -qz);
    }

    /** The other pose as seen from this one. */
    public Pose toward(Pose other) {
        return inverse().times(other);
    }

    /** A direction, turned. */
    public double[] vector(double vx, double vy, double vz) {
        double tx = 2 * (qy * vz - qz * vy);
        double ty = 2 * (qz * vx - qx * vz);
        double tz = 2 * (qx * vy - qy * vx);
        return new double[] {
            vx + qw * tx + qy * tz - qz * ty, vy + qw * ty + qz * tx - qx * tz, vz + qw * tz + qx * ty - qy * tx
        };
    }

    /** A point, turned and moved. */
    public double[] point(double px, double py, double pz) {
        double[] v = vector(px, py, pz);
        return new double[] {x + v[0], y + v[1], z + v[2]};
    }

    /** Axis times angle of the turn, the angle within [0, pi]. */
    public double[] rotationVector() {
        double sign = qw < 0 ? -1 : 1;
        double s = Math.sqrt(qx * qx + qy * qy + qz * qz);
        double f = s < 1e-12 ? 2 * sign : sign * 2 * Math.atan2(s, Math.abs(qw)) / s;
        return new double[] {f * qx, f * qy, f * qz};
    }

    /** Angle of the turn in radians, within [0, pi]. */
    public double angle() {
        return 2 * Math.atan2(Math.sqrt(qx * qx + qy * qy + qz * qz), Math.abs(qw));
    }

    /** Angle in radians, within [0, pi], from this turn to another pose's. */
    public double turnTo(Pose other) {
        return withPosition(0, 0, 0).toward(other.withPosition(0, 0, 0)).angle();
    }

    /** Distance between the two positions in metres. */
    public double distance(Pose other) {
        return Math.sqrt((x - other.x) * (x - other.x) + (y - other.y) * (y - other.y) + (z - other.z) * (z - other.z));
    }

    /** The same turn at another position. */
    public Pose withPosition(double px, double py, double pz) {
        return new Pose(px, py, pz, qw, qx, qy, qz);
    }

    /** The same position with the turn of another pose. */
    public Pose withTurnOf(Pose other) {
        return new Pose(x, y, z, other.qw, other.qx, other.qy, other.qz);
    }

    /** Moved along the axes that the pose is given in. */
    public Pose moved(double dx, double dy, double dz) {
        return withPosition(x + dx, y + dy, z + dz);
    }

    /** Part of the way to another pose: 0 is here, 1 there; straight in position, along the shortest arc in turn. */
    public Pose between(Pose other, double share) {
        double[] r = withPosition(0, 0, 0).toward(other.withPosition(0, 0, 0)).rotationVector();
        return withPosition(x + share * (other.x - x), y + share * (other.y - y), z + share * (other.z - z))
                .times(turned(share * r[0], share * r[1], share * r[2]));
    }
}
