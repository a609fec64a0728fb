package dev.hone.budget;

import dev.hone.budget.evaluation.BudgetEvaluation;
import dev.hone.budget.evaluation.BudgetEvaluation.DifficultyShare;
import dev.hone.budget.evaluation.Policy;
import dev.hone.budget.evaluation.Row;
import dev.hone.core.report.Axis;
import dev.hone.core.report.Cell;
import dev.hone.core.report.Column;
import dev.hone.core.report.Plot;
import dev.hone.core.report.Point;
import dev.hone.core.report.Report;
import dev.hone.core.report.Series;
import dev.hone.core.report.Table;
import dev.hone.core.statistics.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** Draws an evaluation: the page, its table, and the one sentence that sums it up. */
public final class BudgetReport {
    private final BudgetEvaluation evaluation;

    /** A report of an evaluation. */
    public BudgetReport(BudgetEvaluation evaluation) {
        this.evaluation = evaluation;
    }

    /** The budget that the headline speaks of: 8 if it was evaluated, else the middle one. */
    public int focus() {
        List<Integer> budgets = List.copyOf(
                new TreeSet<>(evaluation.rows().stream().map(Row::budget).toList()));
        return budgets.contains(8) ? 8 : budgets.get(budgets.size() / 2);
    }

    /** The result in one sentence. */
    public String headline() {
        int budget = focus();
        Optional<Row> row = evaluation.row(evaluation.planner(), budget);
        if (row.isEmpty()) {
            return "Every query gets the same number of samples.";
        }
        Interval ratio = row.get().ratio();
        String early = evaluation
                .row(Policy.EARLY_STOP, budget)
                .map(r -> String.format(
                        Locale.ROOT,
                        " Where a verifier can stop sampling at the first success, %.0f %% are enough.",
                        100 * r.ratio().estimate()))
                .orElse("");
        if (!(ratio.high() < 1)) {
            return String.format(
                            Locale.ROOT,
                            "No saving here: planning by the query needs %s of the samples that uniform sampling needs at %d"
                                    + " per query.",
                            percent(ratio),
                            budget)
                    + early;
        }
        return String.format(
                        Locale.ROOT,
                        "The quality of %d samples for every query, for %s of the samples, decided from the query alone.",
                        budget,
                        percent(ratio))
                + early;
    }

    private static String percent(Interval ratio) {
        return Double.isFinite(ratio.estimate())
                ? String.format(
                        Locale.ROOT,
                        "%.0f %% [%.0f, %.0f]",
                        100 * ratio.estimate(),
                        100 * ratio.low(),
                        100 * ratio.high())
                : "more than 100 %";
    }

    /** All rows. */
    public Table table() {
        List<Column> columns = List.of(
                Column.text("policy"),
                Column.number("samples per query", 0),
                Column.number("quality", 3),
                Column.number("ratio", 2));
        List<List<Cell>> rows = evaluation.rows().stream()
                .map(row -> List.of(
                        Cell.of(row.policy().text()),
                        Cell.of(row.budget()),
                        Cell.of(row.quality()),
                        Cell.of(row.ratio())))
                .toList();
        return new Table("Ratio: samples needed for the quality of uniform sampling; below 1 saves", columns, rows);
    }

    /** The page, to which the caller adds facts about the run. */
    public Report page(String title) {
        Report report = Report.titled(title)
                .fact("queries reported", Integer.toString(evaluation.protocol().queries()))
                .fact(
                        "graded samples of each",
                        Integer.toString(evaluation.protocol().samples()));
        highlights(report);
        report.sentence(headline());
        report.plot(quality());
        if (!evaluation.shares().isEmpty()) {
            report.plot(whereSamplesWent());
        }
        if (!evaluation.calibration().isEmpty()) {
            report.plot(calibration());
        }
        report.section("All policies").table(table()).section("What this shows and what it can't");
        evaluation.findings().forEach(report::sentence);
        return report;
    }

    private void highlights(Report report) {
        int budget = focus();
        String n = evaluation.protocol().queries() + " queries";
        for (Policy policy : List.of(evaluation.planner(), Policy.EARLY_STOP, Policy.ORACLE)) {
            evaluation
                    .row(policy, budget)
                    .map(Row::ratio)
                    .filter(Interval::isDefined)
                    .ifPresent(ratio -> report.highlight(
                            String.format(Locale.ROOT, "%.2f", ratio.estimate()),
                            policy.text() + ": samples needed, of uniform's " + budget,
                            String.format(Locale.ROOT, "%.2f to %.2f, %s", ratio.low(), ratio.high(), n)));
        }
    }

    private Plot quality() {
        List<Series> series = new ArrayList<>();
        evaluation
                .curves()
                .forEach((policy, points) -> series.add(Series.line(
                        policy.text(),
                        points.stream()
                                .map(p -> Point.of(p.cost(), p.quality()))
                                .toList())));
        return new Plot(
                "Quality against samples per query",
                evaluation.protocol().queries()
                        + " queries that no predictor saw; bands are 95 % bootstrap intervals. The oracle is scored on half of"
                        + " the samples.",
                Axis.log2("samples per query, mean"),
                Axis.linear("mean quality of the best answer"),
                series);
    }

    private Plot whereSamplesWent() {
        List<DifficultyShare> shares = evaluation.shares();
        List<Series> series = new ArrayList<>();
        for (Policy policy :
                shares.getFirst().samples().keySet().stream().sorted().toList()) {
            series.add(Series.bars(
                    policy.text(),
                    IntStream.range(0, shares.size())
                            .mapToObj(i -> Point.of(i, shares.get(i).samples().getOrDefault(policy, Double.NaN)))
                            .toList()));
        }
        List<String> names = shares.stream()
                .map(share -> String.format(Locale.ROOT, "%s (%d)", range(share), share.queries()))
                .toList();
        return new Plot(
                "Where the samples went",
                "Mean samples by " + outcome("measured") + ", number of queries in brackets, at " + focus()
                        + " samples per query on average.",
                Axis.categories(outcome("measured"), names),
                Axis.linear("samples per query"),
                series);
    }

    private static String range(DifficultyShare share) {
        return share.to() == 0 ? "0" : String.format(Locale.ROOT, "%.2f-%.2f", share.from(), share.to());
    }

    private Plot calibration() {
        List<Point> points = evaluation.calibration().stream()
                .map(bin -> Point.of(bin.predicted(), bin.measured()))
                .toList();
        double most = evaluation.protocol().binary()
                ? 1
                : evaluation.calibration().stream()
                        .mapToDouble(bin -> Math.max(bin.predicted(), bin.measured()))
                        .max()
                        .orElse(1);
        return new Plot(
                "Predicted and measured " + (evaluation.protocol().binary() ? "success" : "gain"),
                "Each point is a tenth of the report queries, in order of their predictions; on the line they agree.",
                axis(outcome("predicted"), most),
                axis(outcome("measured"), most),
                List.of(
                        Series.points(evaluation.planner().text(), points),
                        Series.reference("equal", List.of(Point.of(0, 0), Point.of(most, most)))));
    }

    private static Axis axis(String label, double most) {
        return Axis.linear(label).between(0, most);
    }

    /** What predictions are about. */
    private String outcome(String how) {
        return evaluation.protocol().binary() ? how + " success rate of one sample" : how + " gain of a second sample";
    }
}
