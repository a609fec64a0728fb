package dev.hone.budget.evidence;

import dev.hone.budget.evaluation.Fold;
import dev.hone.budget.evaluation.GradedQueries;
import dev.hone.budget.evaluation.PlanCurve;
import dev.hone.budget.evaluation.Policy;
import dev.hone.budget.evaluation.PolicyFamily;
import dev.hone.budget.evaluation.Row;
import dev.hone.budget.evaluation.Trained;
import dev.hone.budget.evaluation.Trial;
import dev.hone.core.Seeds;
import dev.hone.core.statistics.Interval;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;

/**
 * {@code give-up}: early stopping that also stops where the next sample is not worth its price ({@link GiveUpRule}).
 *
 * <p>The price for a budget B is the largest one at which the choosing queries are answered as well as by B samples each. Where
 * these do not show that giving up saves, beyond chance, every query has the cap B, which is early stopping.
 */
public final class GiveUp implements PolicyFamily {
    @Override
    public Result on(Trial trial) {
        if (!trial.queries().isBinary() || trial.trained().isEmpty()) {
            return Result.NOTHING;
        }
        List<PlanCurve> curves = new ArrayList<>();
        PlanCurve early = trial.curve();
        double[][] draws = Arrays.stream(trial.reported())
                .mapToObj(i -> trial.queries().draws(i, trial.last()))
                .toArray(double[][]::new);
        PlanCurve uniform = trial.uniform();
        for (int mean = early.first(); mean <= early.last(); mean++) {
            for (int place = 0; place < draws.length; place++) {
                early.set(mean, place, draws[place][mean], uniform.quality(mean, place));
            }
        }
        for (int way = 0; way < trial.ways().size(); way++) {
            PlanCurve curve = trial.curve();
            for (int f = 0; f < trial.ways().get(way).size(); f++) {
                Seeds own = trial.seeds().child("give-up").child(way).child(f);
                fill(
                        curve,
                        trial,
                        trial.ways().get(way).get(f),
                        trial.trained().get(way).get(f),
                        own);
            }
            curves.add(curve);
        }
        List<Row> rows = trial.rows(Policy.GIVE_UP, curves, uniform);
        SequencedMap<Policy, List<PlanCurve>> drawn = new LinkedHashMap<>();
        drawn.put(Policy.GIVE_UP, curves);
        return new Result(rows, drawn, findings(rows, trial.difference(curves, List.of(early), uniform)));
    }

    private static void fill(PlanCurve curve, Trial trial, Fold fold, Trained trained, Seeds seeds) {
        GradedQueries queries = trial.queries();
        int[] reported = trial.reported(fold);
        int[] places = trial.places(reported);
        int cap = trial.samples();
        GiveUpTrial judges = new GiveUpTrial(queries, trial.features(), fold, trained, cap);
        GiveUpRule rule = new GiveUpRule(GiveUpTrial.gains(trial.features(), trained, reported, cap));
        double[][] draws =
                Arrays.stream(reported).mapToObj(i -> queries.draws(i, cap)).toArray(double[][]::new);
        double[][] quality =
                Arrays.stream(reported).mapToObj(i -> queries.curve(i, cap)).toArray(double[][]::new);
        for (int mean = curve.first(); mean <= curve.last(); mean++) {
            double price = judges.step(mean, trial.floor(), seeds)
                    .filter(GiveUpPrices.Step::supports)
                    .map(GiveUpPrices.Step::price)
                    .orElse(Double.NaN);
            for (int i = 0; i < reported.length; i++) {
                int samples = Double.isNaN(price) ? mean : rule.cap(i, price, trial.floor());
                curve.set(mean, places[i], draws[i][samples], quality[i][samples]);
            }
        }
    }

    private static List<String> findings(List<Row> rows, List<Interval> difference) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            Row row = rows.get(i);
            if (row.budget() > 1) {
                lines.add(String.format(
                        Locale.ROOT,
                        "With a verifier, at %d samples per query: stopping at a success or when the next sample is"
                                + " not worth its price needs %.2f [%.2f, %.2f] of uniform sampling's samples, %+.3f"
                                + " [%+.3f, %+.3f] beside stopping at a success alone.",
                        row.budget(),
                        row.ratio().estimate(),
                        row.ratio().low(),
                        row.ratio().high(),
                        difference.get(i).estimate(),
                        difference.get(i).low(),
                        difference.get(i).high()));
            }
        }
        return lines;
    }
}
