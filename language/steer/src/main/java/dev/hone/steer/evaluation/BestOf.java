package dev.hone.steer.evaluation;

import java.util.Arrays;
import java.util.Comparator;

/**
 * The best of m of n samples, averaged over all ways of choosing the m: without bias, and with far less noise than one choice. Sample i of
 * the ascending rewards is the best of {@code C(i - 1, m - 1)} of the {@code C(n, m)} choices.
 */
final class BestOf {
    private final int[] order; // samples by reward, ascending
    private final double[] weight; // of each place

    /** @param m at least 1, at most as many as there are rewards */
    BestOf(double[] rewards, int m) {
        int n = rewards.length;
        if (m < 1 || m > n) {
            throw new IllegalArgumentException("the best of " + m + " of " + n);
        }
        order = Arrays.stream(boxed(n))
                .sorted(Comparator.comparingDouble(i -> rewards[i]))
                .mapToInt(i -> i)
                .toArray();
        weight = new double[n];
        weight[n - 1] = (double) m / n;
        for (int place = n - 2; place >= m - 1; place--) {
            weight[place] = weight[place + 1] * (place + 2 - m) / (place + 1);
        }
    }

    private static Integer[] boxed(int n) {
        Integer[] all = new Integer[n];
        Arrays.setAll(all, i -> i);
        return all;
    }

    /** What a number of the chosen sample is on average. [sample] */
    double mean(double[] numbers) {
        double sum = 0;
        for (int place = 0; place < order.length; place++) {
            sum += weight[place] == 0 ? 0 : weight[place] * numbers[order[place]];
        }
        return sum;
    }

    /** Divergence in nats of the best of m from one sample, where no two rewards are the same; less where some are. */
    static double divergence(int m) {
        return Math.log(m) - (m - 1.0) / m;
    }
}
