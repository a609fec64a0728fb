package dev.hone.steer.fit;

import dev.hone.core.statistics.Correlation;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** How well V tells what texts of queries it has not seen will get. */
final class Explained {
    private static final int PLACES = 4;

    private Explained() {}

    /** Mean squared error of V at the ends of half-finished texts, in squared standard deviations of the reward. */
    static double error(Networks networks, FeatureScaling scaling, Traces halves) {
        return error(levels(networks, scaling, halves), episodes(halves));
    }

    /** The same of values known already. [half][step] */
    static double error(double[][] levels, List<Episode> halves) {
        double sum = 0;
        double[] values = ends(levels);
        for (int i = 0; i < values.length; i++) {
            double miss = values[i] - halves.get(i).reward();
            sum += miss * miss;
        }
        return sum / Math.max(1, values.length);
    }

    /**
     * All numbers of the card: at half-finished texts ({@code half.*}) the squared error, the rank correlation and the share of variance
     * explained; and of whole texts' rewards the share explained at the prompt's end and after each quarter ({@code explained.0} to
     * {@code explained.100}, the last state before the end).
     */
    static SortedMap<String, Double> numbers(Networks networks, FeatureScaling scaling, Traces halves, Traces texts) {
        return numbers(
                levels(networks, scaling, halves), episodes(halves), levels(networks, scaling, texts), episodes(texts));
    }

    /** The same of values known already: of halves, and of whole texts. [text][step] */
    static SortedMap<String, Double> numbers(
            double[][] halfLevels, List<Episode> halves, double[][] textLevels, List<Episode> texts) {
        SortedMap<String, Double> numbers = new TreeMap<>();
        double[] rewards = rewards(halves);
        double[] values = ends(halfLevels);
        put(numbers, "half.error", error(halfLevels, halves));
        put(numbers, "half.rank", Correlation.spearman(values, rewards));
        put(numbers, "half.explained", explained(values, rewards));
        double[][] along = new double[PLACES + 1][texts.size()];
        for (int i = 0; i < texts.size(); i++) {
            double[] levels = textLevels[i];
            for (int place = 0; place <= PLACES; place++) {
                along[place][i] = levels[(levels.length - 1) * place / PLACES];
            }
        }
        for (int place = 0; place <= PLACES; place++) {
            put(numbers, "explained." + 100 * place / PLACES, explained(along[place], rewards(texts)));
        }
        return numbers;
    }

    private static double[][] levels(Networks networks, FeatureScaling scaling, Traces traces) {
        double[][] levels = new double[traces.size()][];
        Arrays.setAll(levels, i -> networks.expected(scaling.apply(traces.features(i))));
        return levels;
    }

    private static double[] ends(double[][] levels) {
        return Arrays.stream(levels)
                .mapToDouble(steps -> steps[steps.length - 1])
                .toArray();
    }

    private static List<Episode> episodes(Traces traces) {
        return IntStream.range(0, traces.size()).mapToObj(traces::episode).toList();
    }

    private static double[] rewards(List<Episode> episodes) {
        return episodes.stream().mapToDouble(Episode::reward).toArray();
    }

    /** 1 less the squared error over the variance. */
    private static double explained(double[] values, double[] rewards) {
        double mean = Arrays.stream(rewards).average().orElse(0);
        double missed = 0;
        double all = 0;
        for (int i = 0; i < rewards.length; i++) {
            missed += (values[i] - rewards[i]) * (values[i] - rewards[i]);
            all += (rewards[i] - mean) * (rewards[i] - mean);
        }
        return all == 0 ? Double.NaN : 1 - missed / all;
    }

    /** A number that few texts leave undefined is left out. */
    private static void put(SortedMap<String, Double> numbers, String name, double value) {
        if (Double.isFinite(value)) {
            numbers.put(name, value);
        }
    }
}
