package dev.hone.budget.head;

import dev.hone.core.statistics.Correlation;
import dev.hone.core.statistics.Descriptive;

/**
 * How well a head predicts, before anything is allocated by it; it tells within seconds whether allocation can work at all.
 *
 * @param loss of the head on unseen queries, in nats per sample
 * @param meanLoss of the best constant head, learnt where the head learnt
 * @param entropyFloor of a head that knows every query's share of successes
 * @param medianAccuracy how often the head tells rightly whether a query is above the median success rate, in [0, 1]
 * @param rankCorrelation Spearman's, of predicted and measured success rates; NaN for a constant head
 */
public record Intrinsic(
        double loss, double meanLoss, double entropyFloor, double medianAccuracy, double rankCorrelation) {
    /**
     * Judges a head.
     *
     * @param fit what the head was fitted on, for the constant to compare with
     * @param unseen other queries, at least one
     */
    public static Intrinsic of(DifficultyHead head, Examples fit, Examples unseen) {
        HeadKind kind = head.kind();
        DifficultyHead constant =
                kind.around(Network.constant(fit.dimension(), kind.loss().constant(fit)));
        double unit = kind == HeadKind.POINT ? unseen.size() : samples(unseen); // the point loss is per sample already
        double floor = 0;
        double[] scores = new double[unseen.size()];
        double[] rates = new double[unseen.size()];
        for (int i = 0; i < scores.length; i++) {
            floor += kind.loss().floor(unseen.samples(i), unseen.successes(i));
            scores[i] = head.score(unseen.features(i));
            rates[i] = unseen.rate(i);
        }
        double middleScore = Descriptive.median(scores);
        double middleRate = Descriptive.median(rates);
        int right = 0;
        for (int i = 0; i < scores.length; i++) {
            right += scores[i] > middleScore == rates[i] > middleRate ? 1 : 0;
        }
        return new Intrinsic(
                sum(HeadTraining.losses(head, unseen)) / unit,
                sum(HeadTraining.losses(constant, unseen)) / unit,
                floor / unit,
                (double) right / scores.length,
                Correlation.spearman(scores, rates));
    }

    private static double samples(Examples examples) {
        double samples = 0;
        for (int i = 0; i < examples.size(); i++) {
            samples += examples.samples(i);
        }
        return samples;
    }

    private static double sum(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum;
    }
}
