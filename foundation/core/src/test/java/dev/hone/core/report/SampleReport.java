package dev.hone.core.report;

import dev.hone.core.Seeds;
import dev.hone.core.statistics.Interval;
import dev.hone.core.statistics.Rate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/** A page with every kind of block, as a run of the demo would write it. */
final class SampleReport {
    private static final double[] BUDGETS = {1, 2, 4, 8, 16};

    private SampleReport() {}

    static Report page() {
        return Report.titled("The same quality for 64 % of the samples")
                .fact("seed", "1")
                .fact("model", "arithmetic")
                .fact("queries", "2,500 (50/20/30)")
                .fact("samples", "160,000")
                .fact("Hone", "0.1.0")
                .highlight(
                        "0.64",
                        "of uniform's samples for its quality at 8 a query",
                        "0.58 to 0.70 with 95 % confidence, 750 queries")
                .highlight("0.58", "with early stopping instead", "needs a verifier at run time")
                .highlight("0.49", "the oracle's share", "no predictor can do better here")
                .sentence(
                        "Half of the queries are easy for this model: one sample answers them. A fifth is out of its reach, however"
                                + " many samples it draws. What lies between decides what a budget buys, and the predictor finds it"
                                + " from the query's text alone.")
                .plot(quality())
                .section("Where the samples went")
                .sentence(
                        "The plan sends most samples to the queries it finds hard but possible, and few to either end.")
                .plot(spending())
                .plot(Plot.histogram(
                        "How hard the queries are",
                        "Share of 64 samples that were right, 750 report queries.",
                        Axis.linear("success rate").between(0, 1),
                        "queries",
                        rates(),
                        24))
                .section("Can the predictor be trusted?")
                .plot(calibration())
                .table(table())
                .section("The same on your own samples")
                .sentence("Bring a file with one row a graded sample:")
                .code("""
                        ./hone pool import samples.csv --prompt question --reward score --out pool.jsonl
                        ./hone budget fit pool.jsonl --out predictor
                        ./hone budget evaluate pool.jsonl --predictor predictor""");
    }

    private static Plot quality() {
        return new Plot(
                "Quality for samples spent",
                "Share of 750 queries answered correctly by the best of the samples, with 95 % intervals over queries.",
                Axis.log2("samples per query, mean"),
                Axis.linear("queries solved"),
                List.of(
                        line("uniform", b -> 0.72 - 0.30 / b, 0.022),
                        line("beta-binomial", b -> 0.735 - 0.28 / Math.pow(b, 1.3), 0.02),
                        line("early stopping", b -> 0.74 - 0.27 / Math.pow(b, 1.5), 0.02),
                        Series.reference(
                                "oracle",
                                Arrays.stream(BUDGETS)
                                        .mapToObj(b -> Point.of(b, 0.76 - 0.26 / Math.pow(b, 1.6)))
                                        .toList())));
    }

    private static Plot spending() {
        List<String> names = List.of("0–10 %", "10–30 %", "30–50 %", "50–70 %", "70–90 %", "90–100 %");
        double[] plan = {5.1, 17.2, 14.8, 9.1, 4.2, 1.3};
        return new Plot(
                "Samples by difficulty",
                "Mean samples a query gets at a budget of 8, by how often the model solves it.",
                Axis.categories("success rate of the query", names),
                Axis.linear("samples per query"),
                List.of(
                        Series.bars("uniform", points(names.size(), i -> 8)),
                        Series.bars(
                                "plan",
                                IntStream.range(0, plan.length)
                                        .mapToObj(
                                                i -> Point.of(i, new Interval(plan[i], plan[i] * 0.9, plan[i] * 1.08)))
                                        .toList())));
    }

    private static Plot calibration() {
        List<Point> bins = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            double predicted = (i + 0.5) / 10;
            bins.add(Point.of(
                    predicted,
                    Rate.of(Math.round(75 * (0.04 + 0.93 * predicted)), 75).interval()));
        }
        return new Plot(
                "Predicted against measured",
                "Each dot is a tenth of the queries; on the diagonal a prediction is right on average.",
                Axis.linear("predicted success rate").between(0, 1),
                Axis.linear("measured success rate").between(0, 1),
                List.of(
                        Series.reference("perfect", List.of(Point.of(0, 0), Point.of(1, 1))),
                        Series.points("predictor", bins)));
    }

    private static Table table() {
        List<List<Cell>> rows = new ArrayList<>();
        rows.add(row("uniform", 8, 0.682, new Interval(1, Double.NaN, Double.NaN)));
        rows.add(row("beta-binomial", 8, 0.716, new Interval(0.64, 0.58, 0.70)));
        rows.add(row("point", 8, 0.708, new Interval(0.69, 0.62, 0.77)));
        rows.add(row("shuffled", 8, 0.681, new Interval(1.01, 0.99, 1.03)));
        rows.add(row("permuted", 8, 0.632, new Interval(Double.POSITIVE_INFINITY, 1.62, Double.POSITIVE_INFINITY)));
        return new Table(
                "Every policy at the same budget",
                List.of(
                        Column.text("policy"),
                        Column.number("budget", 0),
                        Column.number("queries solved", 3),
                        Column.number("cost against uniform", 2)),
                rows);
    }

    private static List<Cell> row(String policy, double budget, double quality, Interval ratio) {
        Interval interval = new Interval(quality, quality - 0.031, quality + 0.029);
        return List.of(Cell.of(policy), Cell.of(budget), Cell.of(interval), Cell.of(ratio));
    }

    private static Series line(String name, DoubleUnaryOperator curve, double half) {
        return Series.line(
                name,
                Arrays.stream(BUDGETS)
                        .mapToObj(b -> {
                            double y = curve.applyAsDouble(b);
                            return Point.of(b, new Interval(y, y - half, y + half));
                        })
                        .toList());
    }

    private static List<Point> points(int n, DoubleUnaryOperator y) {
        return IntStream.range(0, n)
                .mapToObj(i -> Point.of(i, y.applyAsDouble(i)))
                .toList();
    }

    private static double[] rates() {
        Seeds seeds = Seeds.of(5);
        double[] rates = new double[750];
        Arrays.setAll(rates, i -> Math.pow(Math.sin(Math.PI / 2 * seeds.uniform(i)), 2));
        return rates;
    }
}
