package dev.hone.steer.evaluation;

import dev.hone.core.report.Axis;
import dev.hone.core.report.Plot;
import dev.hone.core.report.Point;
import dev.hone.core.report.Report;
import dev.hone.core.report.Series;
import dev.hone.core.statistics.Interval;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Draws a grid of two values' weights: one reward against the other, beside the frozen model's best-of-n. */
public final class GridReport {
    private final String first;
    private final String second;
    private final SteerGrid.Result result;

    /** @param first the first reward's name */
    public GridReport(String first, String second, SteerGrid.Result result) {
        this.first = first;
        this.second = second;
        this.result = result;
    }

    /** Whether each reward follows its own weight, in words. */
    public List<String> sentences() {
        return List.of(sentence(first, result.firstRise()), sentence(second, result.secondRise()));
    }

    private static String sentence(String reward, GridRise rise) {
        Interval least = rise.least();
        return String.format(
                Locale.ROOT,
                "%s: along its own weight the largest fall is %.1f standard errors; from end to end it rises by at least %.2f"
                        + " [%.2f, %.2f].",
                reward,
                rise.fall(),
                least.estimate(),
                least.low(),
                least.high());
    }

    /** The page, to which the caller adds facts about the run. */
    public Report page(String title) {
        Report report = Report.titled(title);
        report.section(first + " and " + second);
        sentences().forEach(report::sentence);
        Map<String, List<Point>> lines = new LinkedHashMap<>();
        for (FrontRow row : result.front()) {
            lines.computeIfAbsent("best of " + row.bestOf() + " by weighted sums", _ -> new ArrayList<>())
                    .add(Point.of(row.firstReward(), row.secondReward()));
        }
        for (GridCell cell : result.cells()) {
            lines.computeIfAbsent(
                            String.format(Locale.ROOT, "steered, %s x %.3g", first, cell.first()),
                            _ -> new ArrayList<>())
                    .add(Point.of(cell.firstReward().estimate(), cell.secondReward()));
        }
        List<Series> series = new ArrayList<>();
        lines.forEach((name, points) -> series.add(Series.line(name, points)));
        report.plot(new Plot(
                "One reward against the other",
                "Standard deviations of the frozen model's texts; bands are 95 % bootstrap intervals over prompts.",
                Axis.linear(first),
                Axis.linear(second),
                series));
        return report;
    }
}
