package dev.hone.assembly.task;

import dev.hone.assembly.cell.LegModel;
import dev.hone.assembly.geometry.Frames;
import dev.hone.learn.geometry.Pose;

/** The rectangle along the robot's axes that a lying part covers, in metres; for refusing starts in which parts overlap. */
record Footprint(double lowX, double highX, double lowY, double highY) {
    private static final double MARGIN = 0.01;
    private static final double RAIL_FACE = OneLegTask.RAIL.x() - 0.01;
    private static final double SIDE_FACE = 0.165;
    private static final double STUD_END = -LegModel.LEG_HALF - 0.025;

    /** Bounds a part's box, given by two opposite corners in its frame. */
    static Footprint of(Pose pose, double[] low, double[] high) {
        double x0 = Double.POSITIVE_INFINITY;
        double x1 = Double.NEGATIVE_INFINITY;
        double y0 = Double.POSITIVE_INFINITY;
        double y1 = Double.NEGATIVE_INFINITY;
        for (int corner = 0; corner < 8; corner++) {
            double[] p = pose.point(
                    (corner & 1) == 0 ? low[0] : high[0],
                    (corner & 2) == 0 ? low[1] : high[1],
                    (corner & 4) == 0 ? low[2] : high[2]);
            x0 = Math.min(x0, p[0]);
            x1 = Math.max(x1, p[0]);
            y0 = Math.min(y0, p[1]);
            y1 = Math.max(y1, p[1]);
        }
        return new Footprint(x0, x1, y0, y1);
    }

    boolean meets(Footprint other) {
        return lowX - MARGIN < other.highX
                && other.lowX - MARGIN < highX
                && lowY - MARGIN < other.highY
                && other.lowY - MARGIN < highY;
    }

    /** Whether both parts lie within the benchmark's limits, apart from each other and inside or clear of the rails. */
    static boolean allowed(Pose top, Pose leg) {
        double w = LegModel.TOP_WIDTH;
        double l = LegModel.LEG_WIDTH;
        Footprint ofTop = of(top, new double[] {-w, -LegModel.TOP_HALF, -w}, new double[] {w, LegModel.TOP_HALF, w});
        Footprint ofLeg = of(leg, new double[] {-l, STUD_END, -l}, new double[] {l, LegModel.LEG_HALF, l});
        boolean inside = ofTop.highX < RAIL_FACE && ofTop.lowY > -SIDE_FACE && ofTop.highY < SIDE_FACE;
        Footprint sideRail =
                new Footprint(OneLegTask.RAIL.x() - 0.16, OneLegTask.RAIL.x() + 0.01, SIDE_FACE, SIDE_FACE + 0.02);
        return inside && isReachable(top) && isReachable(leg) && !ofTop.meets(ofLeg) && !ofLeg.meets(sideRail);
    }

    /** The benchmark's limits of a part's position, which are in the tag's frame. */
    private static boolean isReachable(Pose part) {
        Pose tag = Frames.tag(part);
        return Math.abs(tag.x()) <= 0.21 && tag.y() >= 0.07 && tag.y() <= 0.37;
    }
}
