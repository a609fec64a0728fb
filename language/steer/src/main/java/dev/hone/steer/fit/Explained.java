package dev.hone.steer.fit;

import dev.hone.core.statistics.Correlation;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;

/** How well V tells what texts of queries it has not seen will get. */
final class Explained {
    private static final int PLACES = 4;

    private Explained() {}

    /** Mean squared error of V at the ends of half-finished texts, in squared standard deviations of the reward. */
    static double error(Networks networks, FeatureScaling scaling, Traces halves) {
        double sum = 0;
        double[] values = ends(networks, scaling, halves);
        for (int i = 0; i < values.length; i++) {
            double miss = values[i] - halves.episode(i).reward();
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
        SortedMap<String, Double> numbers = new TreeMap<>();
        double[] rewards = rewards(halves);
        double[] values = ends(networks, scaling, halves);
        put(numbers, "half.error", error(networks, scaling, halves));
        put(numbers, "half.rank", Correlation.spearman(values, rewards));
        put(numbers, "half.explained", explained(values, rewards));
        double[][] along = new double[PLACES + 1][texts.size()];
        for (int i = 0; i < texts.size(); i++) {
            double[] levels = networks.expected(scaling.apply(texts.features(i)));
            for (int place = 0; place <= PLACES; place++) {
                along[place][i] = levels[(levels.length - 1) * place / PLACES];
            }
        }
        for (int place = 0; place <= PLACES; place++) {
            put(numbers, "explained." + 100 * place / PLACES, explained(along[place], rewards(texts)));
        }
        return numbers;
    }

    private static double[] ends(Networks networks, FeatureScaling scaling, Traces halves) {
        double[] values = new double[halves.size()];
        for (int i = 0; i < values.length; i++) {
            double[] levels = networks.expected(scaling.apply(halves.features(i)));
            values[i] = levels[levels.length - 1];
        }
        return values;
    }

    private static double[] rewards(Traces traces) {
        double[] rewards = new double[traces.size()];
        Arrays.setAll(rewards, i -> traces.episode(i).reward());
        return rewards;
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
