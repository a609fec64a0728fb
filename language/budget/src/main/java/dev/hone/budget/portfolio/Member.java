package dev.hone.budget.portfolio;

import dev.hone.budget.DifficultyPredictor;
import dev.hone.budget.SampleLengths;
import dev.hone.budget.allocation.Gains;
import dev.hone.budget.allocation.StreamPolicy;
import dev.hone.budget.evaluation.Guard;
import dev.hone.budget.evaluation.Trained;
import dev.hone.budget.evidence.SampleEvidence;
import dev.hone.budget.head.DifficultyHead;
import dev.hone.core.HoneException;
import dev.hone.lm.Features;
import java.util.Arrays;
import java.util.Optional;

/**
 * One model of a portfolio, and what was learnt of its samples.
 *
 * @param arm its name
 * @param predictor of its rewards: 0 and 1, or real-valued with two samples a query or more
 * @param features that the predictor reads
 */
public record Member(String arm, DifficultyPredictor predictor, Features features) {
    /**
     * Any query may get no sample of this arm, since another may answer it. So the guard is asked about plans with a floor of 0:
     * these also test whether the head knows what the first sample is worth. With real-valued rewards that is tested beside an
     * answer from elsewhere.
     */
    private static final int FLOOR = 0;

    /**
     * @throws HoneException if the features are others, the predictor doesn't know what an answer is worth, or its answers are
     *     chosen by votes
     */
    public Member {
        predictor.requireFeatures(features);
        Trained trained = predictor
                .trained()
                .orElseThrow(() -> new HoneException(
                        "The predictor of '" + arm + "' was fitted on one real-valued reward a query.",
                        "fit it on at least two samples a query, or choose among models with one answer each:"
                                + " hone budget fit POOL --arms A,B"));
        if (Double.isNaN(trained.stream().meanBase())) {
            throw new HoneException(
                    "The predictor of '" + arm + "' knows what further samples gain and not what an answer is worth.",
                    "fit it again: predictors of real-valued rewards keep that since models are planned together by them");
        }
        predictor.evidence().flatMap(SampleEvidence::votes).ifPresent(votes -> {
            throw new HoneException(
                    "The predictor of '" + arm + "' was fitted for answers chosen by " + votes.selector() + ".",
                    "fit it without --select: several models are planned together by rewards");
        });
    }

    private Trained trained() {
        return predictor.trained().orElseThrow();
    }

    /** How long its samples are, where its pool said. */
    Optional<SampleLengths> lengths() {
        return predictor.lengths();
    }

    private Guard guard() {
        return trained().guard();
    }

    /** Whether its rewards are not just 0 and 1, so that no answer has no value among them. */
    boolean isReal() {
        return trained().planner().head().kind().isReal();
    }

    /** Whether its head is believed where so many samples a query can be afforded. */
    boolean isBelieved(double samples) {
        return guard().supports(testable(samples), FLOOR);
    }

    /** Why, in one clause. */
    String reason(double samples) {
        return arm + " by " + (isBelieved(samples) ? "its predictor" : "the mean of its pool") + " ("
                + guard().tried(testable(samples), FLOOR) + ")";
    }

    /**
     * The number of samples that the guard is asked about: no more than could be tested. Where a query gets all the samples that
     * the pool has of it, every plan is the same, which says nothing against the head.
     */
    private double testable(double samples) {
        return guard().checks().stream()
                .filter(check -> check.floor() == FLOOR)
                .filter(check -> check.gain().low() != 0 || check.gain().high() != 0)
                .mapToDouble(Guard.Check::budget)
                .max()
                .stream()
                .map(most -> Math.min(most, samples))
                .findFirst()
                .orElse(samples);
    }

    /**
     * Best-of-0 to best-of-cap expected for some queries: by the head where that is believed, else the mean of its pool.
     *
     * @param vectors that the head reads [queries][features]
     * @param samples that can be afforded for each query [queries]
     * @param cap most samples of a query
     * @return [queries][cap + 1]
     */
    double[][] curves(float[][] vectors, double[] samples, int cap) {
        boolean[] believed = new boolean[samples.length];
        boolean any = false;
        for (int i = 0; i < samples.length; i++) {
            believed[i] = isBelieved(samples[i]);
            any |= believed[i];
        }
        double[] mean = meanCurve(cap);
        double[][] rows = new double[samples.length][];
        Arrays.fill(rows, mean);
        if (any) {
            DifficultyHead head = trained().planner().head();
            Gains predicted = head.gains(vectors, cap);
            for (int i = 0; i < rows.length; i++) {
                if (believed[i]) {
                    rows[i] = predicted.curve(i, head.base(vectors[i]));
                }
            }
        }
        return rows;
    }

    /**
     * Best-of-0 to best-of-cap at a quantile of the queries it was fitted on: by what one sample is worth, or where rewards are
     * real-valued by what a second one gains; ascending.
     *
     * @param quantile in [0, 1)
     * @return [cap + 1]
     */
    double[] curveAt(double quantile, double samples, int cap) {
        StreamPolicy stream = trained().stream();
        if (!isBelieved(samples)) {
            return meanCurve(cap);
        }
        int bin = 0;
        double below = stream.weights()[0];
        while (bin < stream.bins() - 1 && below <= quantile) {
            below += stream.weights()[++bin];
        }
        return curve(stream.gains()[bin], stream.bases()[bin], cap);
    }

    /** What is expected of a query of which nothing is known. [cap + 1] */
    double[] meanCurve(int cap) {
        StreamPolicy stream = trained().stream();
        return curve(stream.meanGains(), stream.meanBase(), cap);
    }

    /** Of samples beyond those that the pool has nothing is known, so nothing is expected. */
    private static double[] curve(double[] gains, double base, int cap) {
        return Gains.of(new double[][] {Arrays.copyOf(gains, cap)}).curve(0, base);
    }

    /**
     * How many samples its mean curve draws at a price, at least 1.
     *
     * @param price gain that one more sample must bring
     */
    int samplesWorth(double price, int cap) {
        double[] mean = meanCurve(cap);
        int samples = 1;
        while (samples < cap && mean[samples + 1] - mean[samples] >= Math.max(price, Double.MIN_NORMAL)) {
            samples++;
        }
        return samples;
    }
}
