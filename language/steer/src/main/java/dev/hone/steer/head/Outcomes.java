package dev.hone.steer.head;

/**
 * The rewards by which a distribution of rewards is described: points at even distances, in standard deviations of the reward, each with a
 * probability (the categorical form of Bellemare and others 2017, arXiv 1707.06887). With no rewards before the end and no discount,
 * distributions of different states share the points, so that mixing them needs no projection.
 */
public final class Outcomes {
    private final float[] points; // [points]
    private final double[] first; // place of each point, from -1 to 1. [points]

    /** @param points rising at even distances, at least 2. [points] */
    Outcomes(float[] points) {
        if (points.length < 2 || !(points[points.length - 1] > points[0])) {
            throw new IllegalArgumentException(points.length + " points of reward");
        }
        this.points = points.clone();
        first = new double[points.length];
        for (int i = 0; i < first.length; i++) {
            first[i] = 2.0 * i / (first.length - 1) - 1;
        }
    }

    /** So many points from one reward to another. */
    public static Outcomes between(double low, double high, int count) {
        float[] points = new float[count];
        for (int i = 0; i < count; i++) {
            points[i] = (float) (low + (high - low) * i / (count - 1));
        }
        return new Outcomes(points);
    }

    /** How many points. */
    public int size() {
        return points.length;
    }

    /** The points. [points] */
    public float[] points() {
        return points.clone();
    }

    /**
     * What a choice moves a distribution by: the place of each point and its square, which tilt it and narrow or widen it.
     *
     * @return [2][points]
     */
    public float[][] directions() {
        float[][] directions = new float[2][size()];
        for (int i = 0; i < size(); i++) {
            directions[0][i] = (float) first[i];
            directions[1][i] = (float) (first[i] * first[i]);
        }
        return directions;
    }

    /** Writes the distribution of a reward that is known: on the two points about it, so that its mean is kept; outside at an end. */
    public void write(double reward, double[] into, int at) {
        for (int i = 0; i < size(); i++) {
            into[at + i] = 0;
        }
        double step = (points[size() - 1] - (double) points[0]) / (size() - 1);
        double place = Math.clamp((reward - points[0]) / step, 0, size() - 1.0);
        int below = Math.min((int) place, size() - 2);
        into[at + below] = below + 1 - place;
        into[at + below + 1] = place - below;
    }

    /** The mean reward of a distribution. */
    public double mean(double[] probabilities, int at) {
        double sum = 0;
        for (int i = 0; i < size(); i++) {
            sum += probabilities[at + i] * points[i];
        }
        return sum;
    }

    /**
     * {@code ln of the mean of exp(beta * reward)} under a distribution moved by a choice: of such values a tilt makes exactly
     * {@code p(text) exp(beta reward) / Z}, at any beta.
     *
     * @param logits of the distribution before the choice. [points]
     * @param tilt by the first of the {@link #directions}
     * @param width by the second
     * @param beta nats per standard deviation, of any sign
     */
    public double soft(double[] logits, double tilt, double width, double beta) {
        double most = Double.NEGATIVE_INFINITY;
        double mostLifted = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < first.length; i++) {
            double logit = moved(logits[i], i, tilt, width);
            most = Math.max(most, logit);
            mostLifted = Math.max(mostLifted, logit + beta * points[i]);
        }
        double sum = 0;
        double lifted = 0;
        for (int i = 0; i < first.length; i++) {
            double logit = moved(logits[i], i, tilt, width);
            sum += Math.exp(logit - most);
            lifted += Math.exp(logit + beta * points[i] - mostLifted);
        }
        return mostLifted - most + Math.log(lifted / sum);
    }

    private double moved(double logit, int point, double tilt, double width) {
        return logit + first[point] * (tilt + first[point] * width);
    }
}
