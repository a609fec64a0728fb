package dev.hone.core.report;

import java.util.List;

/**
 * Points that belong together under one name and one colour.
 *
 * @param name as the legend shows it
 * @param mark how they are drawn
 * @param points in drawing order; lines join neighbours
 */
public record Series(String name, Mark mark, List<Point> points) {
    /** How the points of a series are drawn. */
    public enum Mark {
        /** A line with a band over its intervals. */
        LINE,
        /** A dashed grey line to compare with, such as the diagonal of a calibration plot. */
        REFERENCE,
        /** Dots with a whisker each. */
        POINTS,
        /** Bars from zero with a whisker each; several series stand side by side. */
        BARS
    }

    public Series {
        points = List.copyOf(points);
    }

    public static Series line(String name, List<Point> points) {
        return new Series(name, Mark.LINE, points);
    }

    public static Series reference(String name, List<Point> points) {
        return new Series(name, Mark.REFERENCE, points);
    }

    public static Series points(String name, List<Point> points) {
        return new Series(name, Mark.POINTS, points);
    }

    public static Series bars(String name, List<Point> points) {
        return new Series(name, Mark.BARS, points);
    }
}
