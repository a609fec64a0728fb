package dev.hone.budget.portfolio;

import dev.hone.budget.DifficultyPredictor;
import dev.hone.budget.SampleLengths;
import dev.hone.budget.allocation.Gains;
import dev.hone.budget.allocation.StreamPolicy;
import dev.hone.budget.evaluation.Guard;
import dev.hone.budget.evaluation.Trained;
import dev.hone.budget.evidence.SampleEvidence;
import dev.hone.core.HoneException;
import dev.hone.lm.Features;
import java.util.Arrays;
import java.util.Optional;

/**
 * One model of a portfolio, and what was learnt of its samples.
 *
 * @param arm its name
 * @param predictor of 0/1 rewards
 * @param features that the predictor reads
 */
public record Member(String arm, DifficultyPredictor predictor, Features features) {
    /**
     * Any query may get no sample of this arm, since another may answer it. So the guard is asked about plans with a floor of 0:
     * these also test whether the head knows what the first sample is worth.
     */
    private static final int FLOOR = 0;

    /**
     * @throws HoneException if the features are others, or the predictor's rewards are not 0 and 1 or chosen by votes
     */
    public Member {
        predictor.requireFeatures(features);
        boolean binary = predictor
                .trained()
                .filter(trained -> !trained.planner().head().kind().isReal())
                .isPresent();
        if (!binary) {
            throw new HoneException(
                    "The predictor of '" + arm + "' was fitted on real-valued rewards.",
                    "plan several models together by rewards of 0 and 1; of others a predictor knows what a further sample"
                            + " gains and not what an answer is worth");
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
     * What its samples are expected to add for some queries: by the head where that is believed, else the mean of its pool.
     *
     * @param vectors that the head reads [queries][features]
     * @param samples that can be afforded for each query [queries]
     * @param cap most samples of a query
     */
    Gains gains(float[][] vectors, double[] samples, int cap) {
        boolean[] believed = new boolean[samples.length];
        boolean any = false;
        for (int i = 0; i < samples.length; i++) {
            believed[i] = isBelieved(samples[i]);
            any |= believed[i];
        }
        double[] mean = meanGains(cap);
        double[][] rows = new double[samples.length][];
        Arrays.fill(rows, mean);
        if (any) {
            Gains predicted = trained().planner().head().gains(vectors, cap);
            for (int i = 0; i < rows.length; i++) {
                if (believed[i]) {
                    rows[i] = row(predicted, i);
                }
            }
        }
        return Gains.of(rows);
    }

    /**
     * What its samples add at a quantile of the queries it was fitted on, hard ones first.
     *
     * @param quantile in [0, 1)
     */
    Gains gainsAt(double quantile, double samples, int cap) {
        StreamPolicy stream = trained().stream();
        if (!isBelieved(samples)) {
            return Gains.of(new double[][] {meanGains(cap)});
        }
        int bin = 0;
        double below = stream.weights()[0];
        while (bin < stream.bins() - 1 && below <= quantile) {
            below += stream.weights()[++bin];
        }
        return Gains.of(new double[][] {Arrays.copyOf(stream.gains()[bin], cap)});
    }

    /** Of samples beyond those that the pool has nothing is known, so nothing is expected. [cap] */
    private double[] meanGains(int cap) {
        return Arrays.copyOf(trained().stream().meanGains(), cap);
    }

    private static double[] row(Gains gains, int query) {
        double[] row = new double[gains.cap()];
        for (int unit = 1; unit <= row.length; unit++) {
            row[unit - 1] = gains.of(query, unit);
        }
        return row;
    }
}
