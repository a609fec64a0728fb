package dev.hone.budget.head;

import dev.hone.core.statistics.Correlation;
import dev.hone.core.statistics.Descriptive;

/**
 * How well a head predicts, before anything is allocated by it; it tells within seconds whether allocation can work at all.
 *
 * @param loss of the head on unseen queries, per sample: in nats, or in the reward's unit where that is real-valued
 * @param meanLoss of the best constant head, learnt where the head learnt
 * @param entropyFloor of a head that knows every query's share of successes, or its quantiles
 * @param medianAccuracy how often the head tells rightly whether a query is above the median of what {@link DifficultyHead#score} predicts, in [0, 1]
 * @param rankCorrelation Spearman's, of predicted and measured scores; NaN for a constant head
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
        Loss loss = kind.loss(fit);
        DifficultyHead constant = kind.around(Network.constant(fit.dimension(), loss.constant(fit)));
        // of a Beta-binomial head the loss is a query's, of the others a sample's already
        double unit = kind == HeadKind.BETA_BINOMIAL ? samples(unseen) : unseen.size();
        double floor = 0;
        double[] scores = new double[unseen.size()];
        double[] measured = new double[unseen.size()];
        for (int i = 0; i < scores.length; i++) {
            floor += loss.floor(unseen, i);
            scores[i] = head.score(unseen.features(i));
            measured[i] = kind.isReal() ? unseen.secondGain(i) : unseen.rate(i);
        }
        double middleScore = Descriptive.median(scores);
        double middle = Descriptive.median(measured);
        int right = 0;
        for (int i = 0; i < scores.length; i++) {
            right += scores[i] > middleScore == measured[i] > middle ? 1 : 0;
        }
        return new Intrinsic(
                sum(HeadTraining.losses(loss, head, unseen)) / unit,
                sum(HeadTraining.losses(loss, constant, unseen)) / unit,
                floor / unit,
                (double) right / scores.length,
                Correlation.spearman(scores, measured));
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
