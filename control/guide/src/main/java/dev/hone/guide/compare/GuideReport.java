package dev.hone.guide.compare;

import dev.hone.core.report.Axis;
import dev.hone.core.report.Cell;
import dev.hone.core.report.Column;
import dev.hone.core.report.Plot;
import dev.hone.core.report.Point;
import dev.hone.core.report.Report;
import dev.hone.core.report.Series;
import dev.hone.core.report.Table;
import dev.hone.guide.GuideResult;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** The page of a comparison: a table, and for each environment the curves of scores and weights. */
public final class GuideReport {
    private final GuideGrid grid;
    private final List<GuideGrid.Row> rows;
    private final List<GuideSummary> summaries;

    public GuideReport(GuideGrid grid, List<GuideGrid.Row> rows, List<GuideSummary> summaries) {
        this.grid = grid;
        this.rows = List.copyOf(rows);
        this.summaries = List.copyOf(summaries);
    }

    public Report page(String title) {
        Report report = Report.titled(title)
                .fact("seeds", grid.seeds() + " from " + grid.firstSeed())
                .fact("method constants", grid.constants().hash())
                .table(table());
        for (String environment : grid.environments()) {
            report.section(environment)
                    .plot(plot(environment, "Score along the budget", "score", point -> point.score()))
                    .plot(plot(environment, "The teacher's weight", "c", point -> point.weight()));
        }
        return report.section("Every number of the methods")
                .code(grid.constants().toString());
    }

    private Table table() {
        List<List<Cell>> cells = new ArrayList<>();
        for (GuideSummary summary : summaries) {
            cells.add(List.of(
                    Cell.of(summary.environment()),
                    Cell.of(summary.method()),
                    Cell.of(summary.score()),
                    Cell.of(100 * summary.solved()),
                    Cell.of(summary.area()),
                    Cell.of(summary.meanReturn()),
                    Cell.of(summary.weight().orElse(Double.NaN)),
                    summary.guided().map(Cell::of).orElse(Cell.EMPTY)));
        }
        return new Table(
                "Score: interquartile mean over seeds with its 95 % interval; 0 is random actions, 1 the best hand-written student",
                List.of(
                        Column.text("environment"),
                        Column.text("method"),
                        Column.number("score", 3),
                        Column.number("solved (%)", 0),
                        Column.number("area under the curve", 3),
                        Column.number("return", 1),
                        Column.number("c", 3),
                        Column.number("tgrl less this", 3)),
                cells);
    }

    private Plot plot(String environment, String title, String label, ToDoubleFunction<GuideResult.Point> y) {
        List<Series> series = new ArrayList<>();
        grid.methods().forEach(method -> {
            List<Point> points = curve(environment, method.name(), y);
            if (points.stream().anyMatch(point -> !Double.isNaN(point.y().estimate()))) {
                series.add(Series.line(method.name(), points));
            }
        });
        return new Plot(
                title,
                "Means over " + grid.seeds() + " seeds.",
                Axis.linear("budget").in("%"),
                Axis.linear(label),
                series);
    }

    private List<Point> curve(String environment, String method, ToDoubleFunction<GuideResult.Point> y) {
        List<GuideGrid.Row> own = rows.stream()
                .filter(row -> row.result().environment().equals(environment)
                        && row.result().method().equals(method))
                .toList();
        int length = own.getFirst().result().curve().size();
        List<Point> points = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            int at = i;
            double mean = own.stream()
                    .mapToDouble(row -> y.applyAsDouble(row.result().curve().get(at)))
                    .average()
                    .orElse(Double.NaN);
            points.add(Point.of(100.0 * (i + 1) / length, mean));
        }
        return points;
    }
}
