package dev.hone.learn;

/**
 * Divides rewards by the deviation of the running discounted return, so that one learning rate fits rewards of any size
 * (Engstrom et al. 2020, section 3), and keeps them within 10 of 0. For training only: reported returns are never scaled.
 */
public final class RewardScale {
    private static final double FARTHEST = 10;

    private final double gamma;
    private final double[] returns;
    private double count;
    private double mean;
    private double squares;

    public RewardScale(int environments, double gamma) {
        this.returns = new double[environments];
        this.gamma = gamma;
    }

    /** Learns from one step of one environment and gives its scaled reward. */
    public double see(int environment, double reward, boolean ended) {
        double now = gamma * returns[environment] + reward;
        returns[environment] = ended ? 0 : now;
        count++;
        double off = now - mean;
        mean += off / count;
        squares += off * (now - mean);
        return Math.clamp(reward / Math.sqrt(squares / count + 1e-8), -FARTHEST, FARTHEST);
    }

    public void save(Snapshot.Writer to) {
        to.put(returns).put(count).put(mean).put(squares);
    }

    public void restore(Snapshot.Reader from) {
        from.next(returns);
        count = from.nextDouble();
        mean = from.nextDouble();
        squares = from.nextDouble();
    }
}
