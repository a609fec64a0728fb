package dev.hone.core.report;

import dev.hone.core.Json;
import dev.hone.core.statistics.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A plot as the page's script reads it (a JSON payload with the axes' ends worked out) and as a table of its data. */
record Figure(Plot plot) {
    /** Share of an axis that is left free beyond the data. */
    private static final double MARGIN = 0.05;

    /** An axis with few distinct values is marked at these. */
    private static final int MOST_TICKS = 9;

    /** JSON that can stand inside a script element: it holds no {@code <}, and no line end that scripts see differently. */
    String payload() {
        ObjectNode root = Json.MAPPER.createObjectNode();
        root.set("x", axis(plot.x(), xs().toArray(), false));
        root.set("y", axis(plot.y(), ys().toArray(), hasBars()));
        ArrayNode all = root.putArray("series");
        for (Series series : plot.series()) {
            ObjectNode node = all.addObject();
            node.put("name", series.name());
            node.put("mark", series.mark().name().toLowerCase(Locale.ROOT));
            numbers(node.putArray("x"), series, Point::x);
            numbers(node.putArray("y"), series, point -> point.y().estimate());
            numbers(node.putArray("low"), series, point -> point.y().low());
            numbers(node.putArray("high"), series, point -> point.y().high());
        }
        return Json.write(root)
                .replace("<", "\\u003c")
                .replace(">", "\\u003e")
                .replace("&", "\\u0026")
                .replace("\u2028", "\\u2028")
                .replace("\u2029", "\\u2029");
    }

    /** One row a place where all series were measured at the same places, else one row a point. */
    Table table() {
        List<Series> series = plot.series();
        boolean aligned = !series.isEmpty()
                && series.stream().map(Figure::places).distinct().count() == 1;
        return aligned ? wide(series) : tall(series);
    }

    private Table wide(List<Series> series) {
        List<Column> columns = new ArrayList<>(List.of(xColumn()));
        int decimals = Markup.decimals(ys().toArray());
        series.forEach(each -> columns.add(Column.number(each.name(), decimals)));
        List<List<Cell>> rows = new ArrayList<>();
        List<Double> places = places(series.getFirst());
        for (int i = 0; i < places.size(); i++) {
            List<Cell> row = new ArrayList<>(List.of(xCell(places.get(i))));
            for (Series each : series) {
                row.add(Cell.of(each.points().get(i).y()));
            }
            rows.add(row);
        }
        return new Table(plot.y().heading() + " by " + plot.x().heading(), columns, rows);
    }

    private Table tall(List<Series> series) {
        List<Column> columns = List.of(
                Column.text("series"), xColumn(), Column.number(plot.y().heading(), Markup.decimals(ys().toArray())));
        List<List<Cell>> rows = new ArrayList<>();
        for (Series each : series) {
            for (Point point : each.points()) {
                rows.add(List.of(Cell.of(each.name()), xCell(point.x()), Cell.of(point.y())));
            }
        }
        return new Table("", columns, rows);
    }

    private Column xColumn() {
        Axis x = plot.x();
        return x.categories().isEmpty()
                ? Column.number(x.heading(), Markup.decimals(xs().toArray()))
                : Column.text(x.heading());
    }

    private Cell xCell(double x) {
        List<String> names = plot.x().categories();
        boolean named = x == Math.rint(x) && x >= 0 && x < names.size();
        return named ? Cell.of(names.get((int) x)) : Cell.of(x);
    }

    private static List<Double> places(Series series) {
        return series.points().stream().map(Point::x).toList();
    }

    private DoubleStream xs() {
        return points().mapToDouble(Point::x);
    }

    private DoubleStream ys() {
        return points().map(Point::y).flatMapToDouble(y -> DoubleStream.of(y.estimate(), y.low(), y.high()));
    }

    private Stream<Point> points() {
        return plot.series().stream().flatMap(series -> series.points().stream());
    }

    private boolean hasBars() {
        return plot.series().stream().anyMatch(series -> series.mark() == Series.Mark.BARS);
    }

    private static void numbers(ArrayNode array, Series series, ToDoubleFunction<Point> part) {
        for (Point point : series.points()) {
            double value = part.applyAsDouble(point);
            if (Double.isFinite(value)) {
                array.add(value);
            } else {
                array.addNull();
            }
        }
    }

    private static ObjectNode axis(Axis axis, double[] values, boolean fromZero) {
        boolean log = axis.scale() != Axis.Scale.LINEAR;
        double[] drawn = DoubleStream.of(values)
                .filter(value -> Double.isFinite(value) && (!log || value > 0))
                .sorted()
                .distinct()
                .toArray();
        Interval ends = axis.categories().isEmpty()
                ? ends(axis, drawn, fromZero)
                : new Interval(0, -0.6, axis.categories().size() - 0.4);
        ObjectNode node = Json.MAPPER.createObjectNode();
        node.put("label", axis.heading());
        node.put(
                "log",
                switch (axis.scale()) {
                    case LINEAR -> 0;
                    case LOG2 -> 2;
                    case LOG10 -> 10;
                });
        node.put("from", ends.low());
        node.put("to", ends.high());
        ArrayNode names = node.putArray("categories");
        axis.categories().forEach(names::add);
        ArrayNode ticks = node.putArray("ticks");
        if (log && drawn.length <= MOST_TICKS) {
            DoubleStream.of(drawn).forEach(ticks::add);
        }
        return node;
    }

    private static double finite(double end) {
        return Math.clamp(end, -Double.MAX_VALUE, Double.MAX_VALUE);
    }

    /** Ends of a numeric axis: what was asked for, else the data and a margin that does not cross zero. */
    private static Interval ends(Axis axis, double[] drawn, boolean fromZero) {
        boolean log = axis.scale() != Axis.Scale.LINEAR;
        double least = drawn.length == 0 ? (log ? 1 : 0) : drawn[0];
        double most = drawn.length == 0 ? (log ? 10 : 1) : drawn[drawn.length - 1];
        if (fromZero && !log) {
            least = Math.min(least, 0);
            most = Math.max(most, 0);
        }
        double low = log ? Math.log(least) : least;
        double high = log ? Math.log(most) : most;
        double margin = low < high ? MARGIN * (high - low) : log ? 0.5 : Math.max(Math.abs(low) * 0.5, 0.5);
        low = least >= 0 && !log ? Math.max(low - margin, 0) : low - margin;
        high = most <= 0 && least < 0 && !log ? Math.min(high + margin, 0) : high + margin;
        double from = axis.from().orElse(finite(log ? Math.exp(low) : low));
        double to = axis.to().orElse(finite(log ? Math.exp(high) : high));
        return new Interval(from, from, Math.max(from, to));
    }
}
