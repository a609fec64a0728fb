package dev.hone.guide;

/**
 * How much better one policy does than another, estimated from episodes that anybody lived, so that nobody has to play for it. Against
 * whoever lived an episode, the performance-difference lemma (Kakade, Langford 2002) says of either policy what it is worth more;
 * the difference of both is (Shenfeld et al. 2023)
 *
 * <pre>
 * J(main) - J(twin) = E sum_t gamma^t (A_twin(h_t, a_t) - A_main(h_t, a_t))      A(h, a) = Q(h, a) - sum_a' pi(a'|h) Q(h, a')
 * </pre>
 *
 * with the reward's Q of each policy. The weights gamma^t matter: steps drawn evenly from a replay are mostly late ones, and their mean is
 * biased. The estimate has the bias of both critics, and is of discounted returns; what an episode that was cut off leaves
 * open, gamma^T of the gap, is left out.
 *
 * <p>Go through each episode with {@link #step}, then {@link #end} it.
 */
public final class ReplayGap {
    private final double gamma;
    private final Moments estimates = new Moments();
    private final Moments returns = new Moments();
    private double discount = 1;
    private double estimate;
    private double returned;

    /** @param gamma discount */
    public ReplayGap(double gamma) {
        this.gamma = gamma;
    }

    /**
     * The next step of an episode.
     *
     * @param mainAdvantage of what was done over what the main policy does there, in units of reward
     * @param twinAdvantage the same for the twin
     */
    public void step(double mainAdvantage, double twinAdvantage, double reward) {
        estimate += discount * (twinAdvantage - mainAdvantage);
        returned += discount * reward;
        discount *= gamma;
    }

    /** The episode is over. */
    public void end() {
        estimates.add(estimate);
        returns.add(returned);
        discount = 1;
        estimate = 0;
        returned = 0;
    }

    /** Mean over episodes of main minus twin, discounted; NaN before the first. */
    public double gap() {
        return estimates.count == 0 ? Double.NaN : estimates.mean;
    }

    /** Standard error of {@link #gap}; NaN before the second episode. */
    public double error() {
        return Math.sqrt(estimates.variance() / estimates.count);
    }

    int episodes() {
        return estimates.count;
    }

    /** What a gap is large or small beside: the deviation of returns, or of the estimates where that is larger. */
    double deviation() {
        return Math.sqrt(Math.max(estimates.variance(), returns.variance()));
    }

    /** Mean and variance as values come (Welford 1962). */
    private static final class Moments {
        private int count;
        private double mean;
        private double squares;

        void add(double value) {
            count++;
            double off = value - mean;
            mean += off / count;
            squares += off * (value - mean);
        }

        /** With n - 1 in the denominator. */
        double variance() {
            return squares / (count - 1);
        }
    }
}
