package dev.hone.cli;

import dev.hone.core.statistics.Interval;
import dev.hone.guide.GuideResult;
import dev.hone.guide.compare.GuideGrid;
import dev.hone.guide.compare.GuideRows;
import dev.hone.guide.compare.GuideSummary;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Results of {@code guide} as a table. */
final class GuideView {
    private GuideView() {}

    static Map<String, Object> row(long seed, GuideResult result) {
        return GuideRows.row(new GuideGrid.Row(seed, result));
    }

    static void show(List<GuideSummary> summaries, Screen screen) {
        TextTable table =
                new TextTable("environment", "method", "score", "solved", "area", "return", "c", "tgrl less this");
        for (GuideSummary summary : summaries) {
            table.row(
                    summary.environment(),
                    summary.method(),
                    interval(summary.score(), "%.3f [%.3f, %.3f]"),
                    String.format(Locale.ROOT, "%.0f %%", 100 * summary.solved()),
                    String.format(Locale.ROOT, "%.3f", summary.area()),
                    String.format(Locale.ROOT, "%.1f", summary.meanReturn()),
                    summary.weight().isPresent()
                            ? String.format(
                                    Locale.ROOT, "%.3f", summary.weight().getAsDouble())
                            : "",
                    summary.guided()
                            .map(difference -> interval(difference, "%+.3f [%+.3f, %+.3f]"))
                            .orElse(""));
        }
        screen.table(table);
    }

    private static String interval(Interval interval, String format) {
        return interval.isBounded()
                ? String.format(Locale.ROOT, format, interval.estimate(), interval.low(), interval.high())
                : String.format(Locale.ROOT, "%.3f", interval.estimate());
    }
}
