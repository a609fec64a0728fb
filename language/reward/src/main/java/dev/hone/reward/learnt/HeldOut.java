package dev.hone.reward.learnt;

import dev.hone.core.Seeds;
import dev.hone.core.statistics.Correlation;
import dev.hone.core.statistics.Evaluation;
import dev.hone.core.statistics.Interval;
import dev.hone.lm.Partition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * How well a head grades answers to queries that it has not seen. Intervals are 95 % bootstrap intervals over queries, those that are
 * alike drawn together.
 *
 * @param queries how many
 * @param answers how many
 * @param spearman rank correlation with the rewards over all answers, in [-1, 1]
 * @param within rank correlation within a query, the mean over queries whose rewards differ: what choosing the best of a query's
 *     answers rests on; NaN if there is no such query
 * @param explained share of the rewards' variance that it explains, at most 1; 0 is what the mean reward of the other queries reaches
 */
public record HeldOut(int queries, int answers, Interval spearman, Interval within, Interval explained) {
    static HeldOut of(Answers answers, Seeds seeds) {
        double[] predicted = CrossFit.heldOut(answers, seeds);
        double[] means = CrossFit.heldOutMeans(answers, seeds);
        double[] rewards = answers.rewards();
        int[] clusterOf = Partition.clusterOf(answers.queries());
        int[] clusters =
                Arrays.stream(answers.queryOf()).map(query -> clusterOf[query]).toArray();
        Evaluation evaluation = Evaluation.of(seeds);
        double[] within = within(answers, predicted);
        return new HeldOut(
                answers.queries().size(),
                rewards.length,
                evaluation.statistic(
                        clusters, drawn -> Correlation.spearman(pick(predicted, drawn), pick(rewards, drawn))),
                evaluation.statistic(clusterOf, drawn -> mean(within, drawn)),
                evaluation.statistic(
                        clusters, drawn -> 1 - squares(rewards, predicted, drawn) / squares(rewards, means, drawn)));
    }

    /** The numbers by the names they have on a card; only those that exist. */
    public SequencedMap<String, Double> numbers() {
        SequencedMap<String, Double> numbers = new LinkedHashMap<>();
        numbers.put("queries", (double) queries);
        numbers.put("answers", (double) answers);
        intervals().forEach((name, interval) -> {
            numbers.put(name, interval.estimate());
            numbers.put(name + ".low", interval.low());
            numbers.put(name + ".high", interval.high());
        });
        numbers.values().removeIf(value -> !Double.isFinite(value));
        return numbers;
    }

    /** The three measures by name. */
    public SequencedMap<String, Interval> intervals() {
        SequencedMap<String, Interval> intervals = new LinkedHashMap<>();
        intervals.put("spearman", spearman);
        intervals.put("spearman within a query", within);
        intervals.put("variance explained", explained);
        return intervals;
    }

    /** Rank correlation of every query's answers; NaN where its rewards, or what is said of them, do not differ. [queries] */
    private static double[] within(Answers answers, double[] predicted) {
        List<List<Integer>> members = new ArrayList<>();
        answers.queries().forEach(_ -> members.add(new ArrayList<>()));
        for (int i = 0; i < predicted.length; i++) {
            members.get(answers.queryOf()[i]).add(i);
        }
        return members.stream()
                .map(list -> list.stream().mapToInt(Integer::intValue).toArray())
                .mapToDouble(own -> Correlation.spearman(pick(predicted, own), pick(answers.rewards(), own)))
                .toArray();
    }

    private static double[] pick(double[] values, int[] places) {
        return Arrays.stream(places).mapToDouble(place -> values[place]).toArray();
    }

    private static double mean(double[] values, int[] drawn) {
        return Arrays.stream(drawn)
                .mapToDouble(i -> values[i])
                .filter(value -> !Double.isNaN(value))
                .average()
                .orElse(Double.NaN);
    }

    private static double squares(double[] values, double[] from, int[] drawn) {
        return Arrays.stream(drawn)
                .mapToDouble(i -> (values[i] - from[i]) * (values[i] - from[i]))
                .sum();
    }
}
