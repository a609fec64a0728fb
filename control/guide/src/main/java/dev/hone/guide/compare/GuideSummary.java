package dev.hone.guide.compare;

import dev.hone.core.Seeds;
import dev.hone.core.statistics.Bootstrap;
import dev.hone.core.statistics.Interval;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One method in one environment over its seeds.
 *
 * @param seeds how many
 * @param score interquartile mean and its bootstrap interval over seeds
 * @param solved share of seeds whose score is at least {@value #SOLVED}
 * @param area mean of the area under the curve
 * @param meanReturn mean of the report's returns
 * @param weight mean of the teacher's weight at the end; empty where there is none
 * @param guided less this, seed by seed: mean and interval; empty for tgrl itself, or without it
 */
public record GuideSummary(
        String environment,
        String method,
        int seeds,
        Interval score,
        double solved,
        double area,
        double meanReturn,
        OptionalDouble weight,
        Optional<Interval> guided) {
    /** From this score on an environment counts as solved. */
    public static final double SOLVED = 0.95;

    private static final String TGRL = "tgrl";
    private static final int RESAMPLES = 10_000;

    /** One for each environment and method, in the rows' order. */
    public static List<GuideSummary> of(List<GuideGrid.Row> rows, Seeds seeds) {
        List<GuideSummary> summaries = new ArrayList<>();
        List<String> keys = rows.stream().map(GuideSummary::key).distinct().toList();
        for (String key : keys) {
            List<GuideGrid.Row> own =
                    rows.stream().filter(row -> key(row).equals(key)).toList();
            String environment = own.getFirst().result().environment();
            List<GuideGrid.Row> guided = rows.stream()
                    .filter(row -> key(row).equals(environment + "/" + TGRL))
                    .toList();
            summaries.add(of(own, guided, seeds));
        }
        return summaries;
    }

    private static String key(GuideGrid.Row row) {
        return row.result().environment() + "/" + row.result().method();
    }

    private static GuideSummary of(List<GuideGrid.Row> own, List<GuideGrid.Row> guided, Seeds seeds) {
        double[] scores = scores(own);
        double[] weights =
                own.stream().mapToDouble(row -> row.result().weight()).toArray();
        boolean compares =
                !guided.isEmpty() && !own.getFirst().result().method().equals(TGRL);
        return new GuideSummary(
                own.getFirst().result().environment(),
                own.getFirst().result().method(),
                own.size(),
                Bootstrap.interval(
                        seeds, scores.length, RESAMPLES, drawn -> interquartileMean(pick(scores, drawn)), 0.95),
                Arrays.stream(scores).filter(score -> score >= SOLVED).count() / (double) scores.length,
                own.stream().mapToDouble(row -> row.result().area()).average().orElse(Double.NaN),
                own.stream()
                        .mapToDouble(row -> row.result().meanReturn())
                        .average()
                        .orElse(Double.NaN),
                Double.isNaN(weights[0])
                        ? OptionalDouble.empty()
                        : Arrays.stream(weights).average(),
                compares ? Optional.of(difference(scores(guided), scores, seeds)) : Optional.empty());
    }

    private static double[] scores(List<GuideGrid.Row> rows) {
        return rows.stream().mapToDouble(row -> row.result().score()).toArray();
    }

    private static Interval difference(double[] guided, double[] own, Seeds seeds) {
        double[] differences = new double[own.length];
        for (int i = 0; i < own.length; i++) {
            differences[i] = guided[i] - own[i];
        }
        return Bootstrap.mean(seeds, differences, RESAMPLES, 0.95);
    }

    private static double[] pick(double[] values, int[] indices) {
        return Arrays.stream(indices).mapToDouble(i -> values[i]).toArray();
    }

    /** Mean of the middle half (Agarwal et al. 2021); where a quarter is no whole number, the values at its edges count in part. */
    static double interquartileMean(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double cut = sorted.length / 4.0;
        double sum = 0;
        for (int i = 0; i < sorted.length; i++) {
            double share = Math.min(i + 1, sorted.length - cut) - Math.max(i, cut);
            sum += Math.max(0, share) * sorted[i];
        }
        return sum / (sorted.length - 2 * cut);
    }
}
