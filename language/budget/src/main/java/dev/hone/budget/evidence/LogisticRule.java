package dev.hone.budget.evidence;

import java.util.List;

/**
 * The chance that the samples so far hold no success and the next one is one, from what they show without a reward:
 * {@code logit = o(b) + w . z}, where o(b) is the logit of its mean after b samples, fixed, and z are features in deviations
 * from their mean after b samples. Between the points where both were measured they are interpolated in log b.
 *
 * @param points by number of samples, ascending; at least one
 * @param weights in logits per deviation [SampleLook.FEATURES]
 */
public record LogisticRule(List<Point> points, List<Double> weights) {
    /** So far a query may lie outside what was seen, in deviations. */
    private static final double FAR = 4;

    /** Deviations below this are of features that do not vary. */
    private static final double CONSTANT = 1e-6;

    /**
     * After a number of samples.
     *
     * @param drawn that number
     * @param offset o(b)
     */
    public record Point(int drawn, double offset, List<Double> mean, List<Double> deviation) {
        public Point {
            mean = List.copyOf(mean);
            deviation = List.copyOf(deviation);
        }
    }

    public LogisticRule {
        points = List.copyOf(points);
        weights = List.copyOf(weights);
        int features = weights.size();
        if (points.isEmpty()
                || points.stream()
                        .anyMatch(p ->
                                p.mean().size() != features || p.deviation().size() != features)) {
            throw new IllegalArgumentException(points.size() + " points of a rule with " + features + " weights");
        }
    }

    /** Whether all that it reads leaves it unmoved: it decides by the number of samples alone. */
    boolean isBlind() {
        return weights.stream().allMatch(w -> w == 0);
    }

    /**
     * The chance, in (0, 1).
     *
     * @param drawn samples so far, at least 1
     * @param features of {@link SampleLook}
     */
    double chance(int drawn, double[] features) {
        int upper = 0;
        while (upper < points.size() - 1 && points.get(upper).drawn() < drawn) {
            upper++;
        }
        Point above = points.get(upper);
        Point below = points.get(Math.max(0, upper - 1));
        double share = upper == 0
                ? 0
                : Math.log((double) drawn / below.drawn()) / Math.log((double) above.drawn() / below.drawn());
        double held = Math.min(1, share); // beyond the last point only the offset goes on falling
        double logit = below.offset() + share * (above.offset() - below.offset());
        for (int f = 0; f < features.length; f++) {
            double mean = below.mean().get(f)
                    + held * (above.mean().get(f) - below.mean().get(f));
            double deviation = below.deviation().get(f)
                    + held * (above.deviation().get(f) - below.deviation().get(f));
            if (deviation > CONSTANT) {
                logit += weights.get(f) * Math.clamp((features[f] - mean) / deviation, -FAR, FAR);
            }
        }
        return 1 / (1 + Math.exp(-logit));
    }
}
