package dev.hone.budget.evaluation;

import dev.hone.budget.allocation.Gains;
import dev.hone.budget.allocation.StreamPolicy;
import dev.hone.budget.head.BetaBinomialHead;
import dev.hone.budget.head.RateMap;
import dev.hone.core.Seeds;
import dev.hone.core.statistics.Bootstrap;
import dev.hone.core.statistics.Evaluation;
import dev.hone.core.statistics.Interval;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Maps what a head predicts to what fresh traffic shows, mean and concentration, and tells whether that helps: maps are learnt without each fifth of
 * the fresh queries and judged on that fifth, so that every query judges a map that has not seen it.
 */
public final class Recalibrator {
    private static final int FOLDS = 5;

    /** Confidence of the interval whose lower end must be above 0: one chance in twenty that a map of noise is used. */
    private static final double CONFIDENCE = 0.90;

    private static final int BINS = 10;

    /** Numbers of samples at which predicted curves are held against measured ones. */
    private static final int[] DEPTHS = {1, 2, 4, 8, 16, 32};

    /** What is tried as the factor of alpha + beta. */
    private static final double[] FACTORS = {1, 1 / 16.0, 1 / 8.0, 1 / 4.0, 1 / 2.0, 2, 4, 8, 16, 32, 64};

    /** Curves shorter than this many times a budget say too little about plans at that budget. */
    private static final int ROOM = 2;

    /**
     * What the cross-fitted maps did to the predictions.
     *
     * @param brierBefore mean squared error of the predicted rate, by query, luck of the samples included; in [0, 1]
     * @param brierAfter the same of the mapped rate
     * @param curveBefore mean squared error of the predicted quality of best-of-b, over b = 1, 2, 4 … as far as the fresh samples
     *     reach, and over queries
     * @param curveAfter the same of the mapped predictions
     * @param gain the first of these less the second
     * @param eceBefore expected calibration error: mean distance of predicted and realised rate over {@value #BINS} bins of equal
     *     size; in [0, 1]
     * @param eceAfter the same of the mapped rate
     * @param before reliability diagram of the predictions
     * @param after of the mapped predictions
     */
    public record HeldOut(
            double brierBefore,
            double brierAfter,
            double curveBefore,
            double curveAfter,
            Interval gain,
            double eceBefore,
            double eceAfter,
            List<BudgetEvaluation.CalibrationBin> before,
            List<BudgetEvaluation.CalibrationBin> after) {
        public HeldOut {
            before = List.copyOf(before);
            after = List.copyOf(after);
        }

        /** Whether the maps made held-out predictions better beyond chance. */
        public boolean supports() {
            return gain.low() > 0;
        }
    }

    private final GradedQueries queries;
    private final float[][] features;
    private final Trained trained;
    private final BetaBinomialHead head; // as it is now
    private final BetaBinomialHead base; // as it was trained: a new map replaces an older one
    private final Seeds seeds;
    private final List<Fold> folds;
    private final int[] all;
    private final int cap; // samples that most fresh queries have

    /**
     * A recalibration.
     *
     * @param queries fresh, with 0/1 rewards
     * @param features of them, groups included [queries][dimension]
     * @param head the one that {@code trained} plans with
     */
    public Recalibrator(
            GradedQueries queries, float[][] features, Trained trained, BetaBinomialHead head, Seeds seeds) {
        this.queries = queries;
        this.features = features;
        this.trained = trained;
        this.head = head;
        base = new BetaBinomialHead(head.network());
        this.seeds = seeds;
        folds = Fold.cross(queries.queries(), FOLDS, seeds.child("folds"));
        all = IntStream.range(0, queries.size()).toArray();
        cap = queries.samplesOfMost(all, Selection.MOST);
    }

    /** The map of the mean by isotonic regression, then the concentration that comes nearest to the curves. */
    private RateMap map(int[] some) {
        RateMap means = RateMap.fit(
                Arrays.stream(some).mapToDouble(i -> base.score(features[i])).toArray(),
                Arrays.stream(some).mapToDouble(queries::mean).toArray());
        RateMap best = means;
        double least = Double.POSITIVE_INFINITY;
        for (double factor : FACTORS) {
            RateMap tried = means.withConcentration(factor);
            double error = Arrays.stream(errors(base.mapped(tried), some)).sum();
            if (error < least * (1 - 1e-9)) { // single samples say nothing of it: 1 stays
                least = error;
                best = tried;
            }
        }
        return best;
    }

    /** Squared error of the predicted curve of each query, mean over the depths that its samples reach. [queries] */
    private double[] errors(BetaBinomialHead by, int[] some) {
        Gains gains = Evaluator.gains(by, features, some, Math.max(1, cap));
        double[] errors = new double[some.length];
        for (int i = 0; i < errors.length; i++) {
            double[] measured = queries.curve(some[i], Math.min(cap, queries.samples(some[i])));
            double predicted = 0;
            int reached = 0;
            for (int b = 1; b < measured.length; b++) {
                predicted += gains.of(i, b);
                if (Arrays.binarySearch(DEPTHS, b) >= 0) {
                    errors[i] += (predicted - measured[b]) * (predicted - measured[b]);
                    reached++;
                }
            }
            errors[i] /= Math.max(1, reached);
        }
        return errors;
    }

    private RateMap map(Fold fold) {
        return map(IntStream.concat(Arrays.stream(fold.fit()), Arrays.stream(fold.choose()))
                .toArray());
    }

    /** Judges maps on queries that they have not seen. */
    public HeldOut heldOut() {
        double[] before =
                Arrays.stream(all).mapToDouble(i -> head.score(features[i])).toArray();
        double[] after = new double[before.length];
        double[] errorBefore = errors(head, all);
        double[] errorAfter = new double[before.length];
        for (Fold fold : folds) {
            BetaBinomialHead mapped = base.mapped(map(fold));
            double[] errors = errors(mapped, fold.report());
            for (int k = 0; k < errors.length; k++) {
                int query = fold.report()[k];
                after[query] = mapped.score(features[query]);
                errorAfter[query] = errors[k];
            }
        }
        Interval interval = Bootstrap.grouped(
                seeds.child("guard"),
                queries.clusters(all),
                Evaluation.RESAMPLES,
                drawn -> Arrays.stream(drawn)
                        .mapToDouble(i -> errorBefore[i] - errorAfter[i])
                        .average()
                        .orElse(Double.NaN),
                CONFIDENCE);
        List<BudgetEvaluation.CalibrationBin> diagram = bins(before);
        List<BudgetEvaluation.CalibrationBin> mapped = bins(after);
        return new HeldOut(
                mean(i -> brier(before[i], i)),
                mean(i -> brier(after[i], i)),
                mean(i -> errorBefore[i]),
                mean(i -> errorAfter[i]),
                interval,
                error(diagram),
                error(mapped),
                diagram,
                mapped);
    }

    private double brier(double predicted, int query) {
        double rate = queries.mean(query);
        return (predicted - rate) * (predicted - rate) + rate * (1 - rate);
    }

    private double mean(IntToDoubleFunction of) {
        return Arrays.stream(all).mapToDouble(of).average().orElse(Double.NaN);
    }

    private List<BudgetEvaluation.CalibrationBin> bins(double[] predicted) {
        int[] order = Arrays.stream(all)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> predicted[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        int count = Math.min(BINS, order.length);
        return IntStream.range(0, count)
                .mapToObj(b -> Arrays.copyOfRange(order, b * order.length / count, (b + 1) * order.length / count))
                .map(bin -> new BudgetEvaluation.CalibrationBin(
                        Arrays.stream(bin)
                                .mapToDouble(i -> predicted[i])
                                .average()
                                .orElse(Double.NaN),
                        Arrays.stream(bin).mapToDouble(queries::mean).average().orElse(Double.NaN),
                        bin.length))
                .toList();
    }

    private double error(List<BudgetEvaluation.CalibrationBin> bins) {
        return bins.stream()
                        .mapToDouble(bin -> bin.queries() * Math.abs(bin.predicted() - bin.measured()))
                        .sum()
                / queries.size();
    }

    /**
     * What was learnt, with the rates mapped by all fresh queries. The guard tries the cross-fitted maps' plans anew at budgets
     * that the fresh samples reach, and its word from before holds at the others. The streaming rule's bins get the gains that the
     * mapped head expects of the fresh queries.
     */
    public Trained mapped() {
        BetaBinomialHead after = base.mapped(map(all));
        double[] scores =
                Arrays.stream(all).mapToDouble(i -> after.score(features[i])).toArray();
        Gains gains = after.gains(features, trained.stream().cap());
        StreamPolicy stream =
                StreamPolicy.fit(scores, curves(gains), trained.stream().bins());
        return new Trained(trained.planner().with(after), trained.published(), stream, guard());
    }

    /** What further samples of fresh queries are expected to gain, each by a map that has not seen it. */
    public Gains unseenGains(int[] some, int most) {
        double[][] rows = new double[queries.size()][];
        for (Fold fold : folds) {
            Gains gains = Evaluator.gains(base.mapped(map(fold)), features, fold.report(), most);
            for (int k = 0; k < fold.report().length; k++) {
                double[] curve = gains.curve(k, 0);
                rows[fold.report()[k]] = IntStream.range(0, most)
                        .mapToDouble(unit -> curve[unit + 1] - curve[unit])
                        .toArray();
            }
        }
        return Gains.of(Arrays.stream(some).mapToObj(i -> rows[i]).toArray(double[][]::new));
    }

    private static double[][] curves(Gains gains) {
        return IntStream.range(0, gains.queries())
                .mapToObj(i -> gains.curve(i, 0))
                .toArray(double[][]::new);
    }

    private Guard guard() {
        int[] judges = queries.withSamples(all, cap);
        GuardTrial trial = new GuardTrial(queries.clusters(judges), cap);
        for (Fold fold : folds) {
            int[] batch = queries.withSamples(fold.report(), cap);
            int[] places = Arrays.stream(batch)
                    .map(i -> Arrays.binarySearch(judges, i))
                    .toArray();
            BetaBinomialHead mapped = base.mapped(map(fold));
            trial.add(places, Evaluator.gains(mapped, features, batch, cap), queries.curves(batch, cap));
        }
        List<Guard.Check> fresh = trial.guard(seeds.child("trial")).checks().stream()
                .filter(check -> ROOM * check.budget() <= cap)
                .toList();
        Stream<Guard.Check> before = trained.guard().checks().stream().filter(check -> ROOM * check.budget() > cap);
        return new Guard(Stream.concat(fresh.stream(), before)
                .sorted(Comparator.comparingInt(Guard.Check::floor).thenComparingInt(Guard.Check::budget))
                .toList());
    }
}
