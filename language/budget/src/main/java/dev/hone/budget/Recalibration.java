package dev.hone.budget;

import dev.hone.budget.evaluation.BudgetEvaluation;
import dev.hone.budget.evaluation.GradedQueries;
import dev.hone.budget.evaluation.Recalibrator;
import dev.hone.budget.evaluation.Trained;
import dev.hone.budget.evidence.GiveUpPrices;
import dev.hone.budget.evidence.SampleEvidence;
import dev.hone.budget.head.BetaBinomialHead;
import dev.hone.core.HoneException;
import dev.hone.core.Seeds;
import dev.hone.core.report.Axis;
import dev.hone.core.report.Plot;
import dev.hone.core.report.Point;
import dev.hone.core.report.Report;
import dev.hone.core.report.Series;
import dev.hone.lm.Features;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * A predictor brought up to date with fresh graded traffic, after a change of prompt, temperature or model: its success rates
 * are mapped by isotonic regression to those that the traffic shows, and where queries have several samples so is how alike they are ("Learning How Hard to Think" leaves it out; a change of
 * decoder voids a predictor). It needs far fewer queries than fitting anew, and one sample of each will do.
 *
 * <p>Where held-out queries don't show that the map helps, beyond chance, the predictor stays as it was.
 *
 * @param predictor to use from now on; what it was before and its numbers stay on its card
 * @param heldOut what the map did to predictions of fresh queries that it had not seen
 * @param queries fresh ones
 */
public record Recalibration(DifficultyPredictor predictor, Recalibrator.HeldOut heldOut, int queries) {
    /** Fresh queries, equal prompts and small groups counting as one, below which nothing can be told. */
    private static final int FEWEST = 20;

    /**
     * Recalibrates.
     *
     * @param fresh graded 0 or 1; at least {@value #FEWEST} different queries
     * @param features the ones the predictor was fitted on
     * @throws HoneException if the predictor's or the traffic's rewards are real-valued, or the traffic is too little
     */
    public static Recalibration of(DifficultyPredictor predictor, GradedQueries fresh, Features features, Seeds seeds) {
        if (predictor.trained().isEmpty()
                || !(predictor.trained().get().planner().head() instanceof BetaBinomialHead head)) {
            throw new HoneException(
                    "The predictor's rewards are real-valued: it predicts no success rate to recalibrate.",
                    "fit a new one on the fresh samples: hone budget fit POOL --out PREDICTOR");
        }
        if (!fresh.isBinary()) {
            throw new HoneException(
                    "The predictor was fitted on rewards of 0 and 1; the fresh samples have others, such as "
                            + other(fresh) + ".",
                    "grade them with the reward that the predictor was made for");
        }
        long different = Arrays.stream(
                        fresh.clusters(IntStream.range(0, fresh.size()).toArray()))
                .distinct()
                .count();
        if (different < FEWEST) {
            throw new HoneException(
                    different + " different queries can't show whether predictions are right; " + FEWEST
                            + " are the least.",
                    "grade more of the traffic; a hundred queries with one sample each are a start");
        }
        float[][] vectors = predictor.vectors(fresh.queries(), features);
        Trained trained = predictor.trained().get();
        Recalibrator recalibrator = new Recalibrator(fresh, vectors, trained, head, seeds.child("recalibrate"));
        Recalibrator.HeldOut heldOut = recalibrator.heldOut();
        DifficultyPredictor after = predictor;
        if (heldOut.supports()) {
            GiveUpPrices prices = GiveUpPrices.learn(fresh, recalibrator::unseenGains, seeds.child("give-up"));
            after = predictor.withTrained(recalibrator.mapped(), heldOut.after(), prices);
        }
        return new Recalibration(after.withHeldOut(numbers(heldOut)), heldOut, fresh.size());
    }

    private static double other(GradedQueries fresh) {
        return IntStream.range(0, fresh.size())
                .boxed()
                .flatMapToDouble(i -> Arrays.stream(fresh.rewards(i)))
                .filter(r -> r != 0 && r != 1)
                .findFirst()
                .orElse(Double.NaN);
    }

    private static Map<String, Double> numbers(Recalibrator.HeldOut heldOut) {
        SortedMap<String, Double> numbers = new TreeMap<>();
        numbers.put("recalibration.curve.before", heldOut.curveBefore());
        numbers.put("recalibration.curve.after", heldOut.curveAfter());
        numbers.put("recalibration.brier.before", heldOut.brierBefore());
        numbers.put("recalibration.brier.after", heldOut.brierAfter());
        numbers.put("recalibration.ece.before", heldOut.eceBefore());
        numbers.put("recalibration.ece.after", heldOut.eceAfter());
        return numbers;
    }

    /** Whether the map is used. */
    public boolean used() {
        return heldOut.supports();
    }

    /** The same with what was done, and on what, said on the card of the predictor. */
    public Recalibration withProvenance(Map<String, String> traffic) {
        Map<String, String> more = new TreeMap<>();
        traffic.forEach((name, value) -> more.put("recalibration." + name, value));
        more.put("recalibration", used() ? "used" : "not used: held-out queries did not support it");
        more.put("recalibration.queries", Integer.toString(queries));
        return new Recalibration(predictor.withProvenance(more), heldOut, queries);
    }

    /** What came out, a sentence each. */
    public List<String> findings() {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                "On fresh queries that the map had not seen, of %d: squared error of the predicted curves %.4f before,"
                        + " %.4f after, gain %+.4f [%+.4f, %+.4f]; of the predicted success of one sample %.4f before,"
                        + " %.4f after; distance from the diagonal %.3f before, %.3f after.",
                queries,
                heldOut.curveBefore(),
                heldOut.curveAfter(),
                heldOut.gain().estimate(),
                heldOut.gain().low(),
                heldOut.gain().high(),
                heldOut.brierBefore(),
                heldOut.brierAfter(),
                heldOut.eceBefore(),
                heldOut.eceAfter()));
        lines.add(
                used()
                        ? "The map is used: plans go by the rates that the fresh traffic shows."
                        : "The map is not used: that it helps is not beyond chance, so the predictor stays as it was.");
        if (used()) {
            int prices = predictor
                    .evidence()
                    .map(SampleEvidence::giveUp)
                    .map(giveUp -> giveUp.steps().size())
                    .orElse(0);
            lines.add(
                    prices > 0
                            ? "Prices for giving up are set anew by the fresh queries, each by a map that had not seen it."
                            : "The fresh queries have too few samples to set prices for giving up, so there are none"
                                    + " until it is fitted again.");
        }
        return lines;
    }

    /** The reliability diagram, to which the caller adds facts about the run. */
    public Report page(String title) {
        Report report = Report.titled(title).fact("fresh queries", Integer.toString(queries));
        findings().forEach(report::sentence);
        return report.plot(new Plot(
                "Predicted and realised success",
                "Each point is a tenth of the fresh queries, in order of their predictions; on the line they agree."
                        + " 'after' is by maps that had not seen the query.",
                Axis.linear("predicted success rate of one sample").between(0, 1),
                Axis.linear("realised success rate").between(0, 1),
                List.of(
                        Series.points("before", points(heldOut.before())),
                        Series.points("after", points(heldOut.after())),
                        Series.reference("equal", List.of(Point.of(0, 0), Point.of(1, 1))))));
    }

    private static List<Point> points(List<BudgetEvaluation.CalibrationBin> bins) {
        return bins.stream()
                .map(bin -> Point.of(bin.predicted(), bin.measured()))
                .toList();
    }
}
