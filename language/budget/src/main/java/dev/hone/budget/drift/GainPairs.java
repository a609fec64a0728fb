package dev.hone.budget.drift;

import dev.hone.budget.allocation.Gains;
import dev.hone.budget.evidence.BestSoFarTable;
import java.util.ArrayList;
import java.util.List;

/**
 * Pairs predicted and realised gains of samples that were drawn. Whatever rule decided how many are drawn, it had seen the earlier
 * ones only, and so had the prediction; a pair is therefore a fair bet where predictions are right.
 */
public final class GainPairs {
    private GainPairs() {}

    /**
     * By a predictor of success rates: after f failures the next sample succeeds with the chance that its gain is of the chance
     * that all before it failed. What follows a query's first success gains nothing and is left out.
     *
     * @param gains predicted, of the queries in their order; samples beyond their cap are left out
     * @param rewards 0 or 1, in the order in which they were drawn [queries][samples]
     */
    public static List<GainPair> ofSuccesses(Gains gains, List<double[]> rewards) {
        List<GainPair> pairs = new ArrayList<>();
        for (int i = 0; i < rewards.size(); i++) {
            double[] drawn = rewards.get(i);
            double failed = 1;
            for (int s = 0; s < Math.min(drawn.length, gains.cap()); s++) {
                double gain = gains.of(i, s + 1);
                pairs.add(new GainPair(i, failed > 0 ? Math.min(1, gain / failed) : 0, drawn[s]));
                failed -= gain;
                if (drawn[s] == 1) {
                    break;
                }
            }
        }
        return pairs;
    }

    /**
     * By the best reward so far.
     *
     * @param rewards in the order in which they were drawn [queries][samples]
     */
    public static List<GainPair> ofBestSoFar(BestSoFarTable table, List<double[]> rewards) {
        List<GainPair> pairs = new ArrayList<>();
        for (int i = 0; i < rewards.size(); i++) {
            double[] drawn = rewards.get(i);
            double best = Double.NEGATIVE_INFINITY;
            for (int s = 0; s < drawn.length; s++) {
                if (s > 0) {
                    double worth = Math.max(0, table.worth(s, best));
                    pairs.add(new GainPair(i, worth, Math.max(0, drawn[s] - best)));
                }
                best = Math.max(best, drawn[s]);
            }
        }
        return pairs;
    }

    /**
     * By a plan made in advance for real-valued rewards: one pair a query, what its samples after the first were predicted to add to
     * that one.
     *
     * @param gains predicted, of the queries in their order
     * @param rewards in the order in which they were drawn [queries][samples]
     */
    public static List<GainPair> ofPlan(Gains gains, List<double[]> rewards) {
        List<GainPair> pairs = new ArrayList<>();
        for (int i = 0; i < rewards.size(); i++) {
            double[] drawn = rewards.get(i);
            double predicted = 0;
            double best = Double.NEGATIVE_INFINITY;
            for (int s = 0; s < Math.min(drawn.length, gains.cap()); s++) {
                predicted += s > 0 ? gains.of(i, s + 1) : 0;
                best = Math.max(best, drawn[s]);
            }
            if (drawn.length > 1) {
                pairs.add(new GainPair(i, predicted, best - drawn[0]));
            }
        }
        return pairs;
    }
}
