package dev.hone.budget.evaluation;

import dev.hone.budget.head.Examples;
import dev.hone.budget.head.Intrinsic;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.IntStream;

/** What lies behind the rows: where samples go, how predictions fare, how much queries differ. */
final class Breakdown {
    /** Upper ends of the difficulty bins, as measured success rates. */
    private static final double[] DIFFICULTY = {0, .05, .2, .5, .8, .95, 1};

    private static final int REAL_BINS = 6;

    private static final int CALIBRATION_BINS = 10;

    private final GradedQueries queries;
    private final float[][] features;
    private final ReportSet report;
    private final List<Round> rounds;

    Breakdown(GradedQueries queries, float[][] features, ReportSet report, List<Round> rounds) {
        this.queries = queries;
        this.features = features;
        this.report = report;
        this.rounds = rounds;
    }

    /** Mean samples by difficulty at a mean budget. */
    List<BudgetEvaluation.DifficultyShare> shares(PolicyCurves curves, OracleCheck oracle, int budget) {
        Map<Policy, List<PlanCurve>> plans = new EnumMap<>(Policy.class);
        plans.put(Policy.UNIFORM, List.of(curves.uniform()));
        plans.put(Policy.of(rounds.getFirst().kind()), curves.planner());
        plans.put(Policy.STREAM, curves.stream());
        if (oracle.budgets().contains(budget)) {
            plans.put(Policy.ORACLE, List.of(oracle.oracle()));
        }
        List<BudgetEvaluation.DifficultyShare> shares = new ArrayList<>();
        double[] outcomes =
                Arrays.stream(report.members()).mapToDouble(queries::outcome).toArray();
        double[] ends = queries.isBinary() ? DIFFICULTY : sixths(outcomes);
        double from = Math.min(0, ends[0]);
        for (double to : ends) {
            double above = from;
            boolean first = to == ends[0];
            int[] bin = IntStream.range(0, report.size())
                    .filter(place -> outcomes[place] <= to && (outcomes[place] > above || first))
                    .toArray();
            Map<Policy, Double> samples = new EnumMap<>(Policy.class);
            plans.forEach((policy, replicates) -> samples.put(policy, meanBudget(replicates, budget, bin)));
            if (bin.length > 0) {
                shares.add(new BudgetEvaluation.DifficultyShare(above, to, bin.length, samples));
            }
            from = to;
        }
        return shares;
    }

    /** Upper ends of bins of about equal size. */
    private static double[] sixths(double[] outcomes) {
        double[] sorted = outcomes.clone();
        Arrays.sort(sorted);
        return IntStream.rangeClosed(1, REAL_BINS)
                .mapToDouble(k -> sorted[Math.max(0, (int) ((long) k * sorted.length / REAL_BINS) - 1)])
                .distinct()
                .toArray();
    }

    private static double meanBudget(List<PlanCurve> replicates, int budget, int[] places) {
        return replicates.stream()
                .flatMapToDouble(curve -> Arrays.stream(places).mapToDouble(place -> curve.budget(budget, place)))
                .average()
                .orElse(Double.NaN);
    }

    /** Report queries in order of their predictions, in bins of equal size. First round only. */
    List<BudgetEvaluation.CalibrationBin> calibration() {
        record Prediction(double predicted, double measured) {}
        List<Prediction> predictions = new ArrayList<>();
        Round round = rounds.getFirst();
        for (int f = 0; f < round.folds().size(); f++) {
            var head = round.trained().get(f).planner().head();
            for (int i : report.among(round.folds().get(f).report())) {
                predictions.add(new Prediction(head.score(features[i]), queries.outcome(i)));
            }
        }
        predictions.sort(Comparator.comparingDouble(Prediction::predicted));
        int bins = Math.min(CALIBRATION_BINS, predictions.size());
        return IntStream.range(0, bins)
                .mapToObj(b -> {
                    var bin = predictions.subList(b * predictions.size() / bins, (b + 1) * predictions.size() / bins);
                    return new BudgetEvaluation.CalibrationBin(
                            bin.stream()
                                    .mapToDouble(Prediction::predicted)
                                    .average()
                                    .orElse(Double.NaN),
                            bin.stream()
                                    .mapToDouble(Prediction::measured)
                                    .average()
                                    .orElse(Double.NaN),
                            bin.size());
                })
                .toList();
    }

    /** How well the heads predict: means over the folds of the first round, by size. */
    Intrinsic intrinsic() {
        Round round = rounds.getFirst();
        double[] sums = new double[5];
        double weight = 0;
        for (int f = 0; f < round.folds().size(); f++) {
            Fold fold = round.folds().get(f);
            int[] reported = report.among(fold.report());
            if (reported.length == 0) {
                continue;
            }
            Examples fit = queries.examples(features, fold.fit());
            Intrinsic one =
                    Intrinsic.of(round.trained().get(f).planner().head(), fit, queries.examples(features, reported));
            double[] values = {
                one.loss(), one.meanLoss(), one.entropyFloor(), one.medianAccuracy(), one.rankCorrelation()
            };
            for (int k = 0; k < sums.length; k++) {
                sums[k] += reported.length * values[k];
            }
            weight += reported.length;
        }
        return new Intrinsic(sums[0] / weight, sums[1] / weight, sums[2] / weight, sums[3] / weight, sums[4] / weight);
    }

    /** What the guards say at every budget: the reason of a fold, and in how many folds it is the predictor. */
    SequencedMap<Integer, String> guard(List<Integer> budgets, int floor) {
        List<Guard> guards = rounds.stream()
                .flatMap(round -> round.trained().stream().map(Trained::guard))
                .toList();
        SequencedMap<Integer, String> reasons = new LinkedHashMap<>();
        for (int budget : budgets) {
            long supporting =
                    guards.stream().filter(g -> g.supports(budget, floor)).count();
            reasons.put(
                    budget,
                    guards.size() == 1
                            ? guards.getFirst().reason(budget, floor)
                            : "predictor in " + supporting + " of " + guards.size() + " fits, uniform in the others");
        }
        return reasons;
    }

    /**
     * How much queries differ in what one more sample gains. The variance that two halves of the samples agree on is no luck.
     *
     * @param half samples in a half
     */
    static List<BudgetEvaluation.GainSpread> gains(
            GradedQueries queries, int[] chosen, List<Integer> budgets, int half) {
        List<BudgetEvaluation.GainSpread> spreads = new ArrayList<>();
        for (int budget : budgets) {
            if (budget + 1 > half) {
                break;
            }
            double[] one = new double[chosen.length];
            double[] two = new double[chosen.length];
            for (int i = 0; i < chosen.length; i++) {
                double[] first = queries.curveOfFirstHalf(chosen[i], budget + 1);
                double[] second = queries.curveOfSecondHalf(chosen[i], budget + 1);
                one[i] = first[budget + 1] - first[budget];
                two[i] = second[budget + 1] - second[budget];
            }
            double meanOne = Arrays.stream(one).average().orElse(Double.NaN);
            double meanTwo = Arrays.stream(two).average().orElse(Double.NaN);
            double shared = IntStream.range(0, one.length)
                    .mapToDouble(i -> (one[i] - meanOne) * (two[i] - meanTwo))
                    .average()
                    .orElse(Double.NaN);
            spreads.add(
                    new BudgetEvaluation.GainSpread(budget, (meanOne + meanTwo) / 2, Math.sqrt(Math.max(0, shared))));
        }
        return spreads;
    }
}
