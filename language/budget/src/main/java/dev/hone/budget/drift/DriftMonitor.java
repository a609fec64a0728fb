package dev.hone.budget.drift;

import java.util.Arrays;

/**
 * Tells, sample by sample, whether predicted gains no longer come true. It may be asked at any time and as often as one likes:
 * over traffic without end, the chance that it ever cries wolf is at most {@code falseAlarms}.
 *
 * <p>The claim that is tested: given everything before it, each sample gains on average between {@code 1 - tolerance} and
 * {@code 1 + tolerance} times what was predicted. No predictor is right to the last digit, and with traffic enough a test of
 * exact equality would reject every one of them; what is tolerated is what an allocation does not feel.
 *
 * <p>The test bets against the claim ("Estimating means of bounded random variables by betting", Waudby-Smith and Ramdas, JRSS B
 * 2024). One gambler puts a share of its money on more than the upper end, one on less than the lower end, each with several
 * sizes of stake. If the claim holds, no bet is favourable, the mean of their capitals is a non-negative supermartingale that
 * starts at 1, and by Ville's inequality it ever reaches 1 / a with probability at most a. So samples need not be independent,
 * and how many are drawn may depend on what the earlier ones showed, as it does under every rule here.
 */
public final class DriftMonitor {
    /** What is tolerated unless told otherwise, as a share of what was predicted. */
    public static final double TOLERANCE = 0.2;

    /** Chance that traffic without drift is ever called drifted, unless told otherwise. */
    public static final double FALSE_ALARMS = 0.01;

    private static final double[] STAKES = {0.0125, 0.025, 0.05, 0.1, 0.2, 0.4, 0.8};

    /**
     * How predictions fare.
     *
     * @param samples so far
     * @param predicted sum of their predicted gains, in the reward's unit
     * @param realised sum of their gains
     * @param evidence the capital made by betting against the predictions: 1 at the start; it is the largest so far
     * @param drifted whether the evidence ever reached 1 / falseAlarms
     */
    public record Verdict(long samples, double predicted, double realised, double evidence, boolean drifted) {
        /** Realised gain as a share of what was predicted; NaN where nothing was. */
        public double share() {
            return realised / predicted;
        }
    }

    private final double tolerance;
    private final double falseAlarms;
    private final double range;
    private final double[] more = ones(); // capital of those who bet on more, by stake
    private final double[] less = ones();
    private long samples;
    private double predictedSum;
    private double realisedSum;
    private double most = 1;

    /**
     * A monitor that has seen nothing.
     *
     * @param tolerance in [0, 1)
     * @param falseAlarms in (0, 1)
     * @param range the largest gain that a sample can bring; 1 for 0/1 rewards. A larger one counts as this
     */
    public DriftMonitor(double tolerance, double falseAlarms, double range) {
        if (!(tolerance >= 0 && tolerance < 1) || !(falseAlarms > 0 && falseAlarms < 1) || !(range > 0)) {
            throw new IllegalArgumentException(
                    "tolerance " + tolerance + ", false alarms " + falseAlarms + ", range " + range);
        }
        this.tolerance = tolerance;
        this.falseAlarms = falseAlarms;
        this.range = range;
    }

    /** A monitor of 0/1 rewards. */
    public static DriftMonitor ofSuccesses() {
        return new DriftMonitor(TOLERANCE, FALSE_ALARMS, 1);
    }

    private static double[] ones() {
        double[] ones = new double[STAKES.length];
        Arrays.fill(ones, 1);
        return ones;
    }

    /** Sees one more sample. */
    public void add(GainPair pair) {
        samples++;
        predictedSum += pair.predicted();
        realisedSum += pair.realised();
        double gain = Math.min(1, pair.realised() / range);
        double upper = Math.min(1, (1 + tolerance) * pair.predicted() / range);
        double lower = Math.min(1, (1 - tolerance) * pair.predicted() / range);
        double capital = 0;
        for (int k = 0; k < STAKES.length; k++) {
            more[k] *= 1 + STAKES[k] * (gain - upper); // both in [0, 1]: a stake below 1 is never lost whole
            less[k] *= 1 + STAKES[k] * (lower - gain);
            capital += (more[k] + less[k]) / (2 * STAKES.length);
        }
        most = Math.max(most, capital);
    }

    /** How predictions fare so far. Once drifted, always drifted: a new predictor needs a new monitor. */
    public Verdict verdict() {
        return new Verdict(samples, predictedSum, realisedSum, most, most >= 1 / falseAlarms);
    }
}
