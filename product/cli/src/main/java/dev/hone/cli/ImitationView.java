package dev.hone.cli;

import dev.hone.core.statistics.Interval;
import dev.hone.imitate.pipeline.PipelinePlan;
import dev.hone.imitate.pipeline.PipelineSummary;
import java.util.List;
import java.util.Locale;

/** A comparison of {@code imitate} as a table. */
final class ImitationView {
    private ImitationView() {}

    static void show(List<PipelineSummary> summaries, PipelinePlan plan, Screen screen) {
        TextTable table = new TextTable(
                "row",
                "solved",
                "95 %",
                "last five",
                "more than plain",
                "simulator steps",
                "minutes of data",
                "minutes of training");
        for (PipelineSummary summary : summaries) {
            Interval rate = summary.rate().interval();
            table.row(
                    summary.condition().word(),
                    percent(rate.estimate()),
                    percent(rate.low()) + " to " + percent(rate.high()),
                    percent(summary.lastFive()),
                    summary.gain().map(ImitationView::points).orElse(""),
                    String.format(Locale.ROOT, "%,d", summary.cost().simulatorSteps()),
                    String.format(Locale.ROOT, "%.1f", summary.cost().dataMinutes()),
                    String.format(Locale.ROOT, "%.1f", summary.cost().trainingMinutes()));
        }
        screen.table(table);
        screen.line(String.format(
                Locale.ROOT,
                "%d demonstrations, %,d updates; %d seeds x %d roll-outs. Solved: by the checkpoint that %d other roll-outs chose, with Wilson's"
                        + " interval. More than plain: points, paired bootstrap over seeds and starts. Steps and processor minutes of all"
                        + " seeds; what a row's collector learnt stands in the collector's row.",
                plan.demonstrations(),
                plan.training().steps(),
                plan.seeds(),
                plan.reportEpisodes(),
                plan.selectEpisodes()));
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }

    private static String points(Interval gain) {
        return String.format(
                Locale.ROOT, "%+.1f [%+.1f, %+.1f]", 100 * gain.estimate(), 100 * gain.low(), 100 * gain.high());
    }
}
