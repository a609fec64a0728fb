package dev.hone.budget.head;

import java.util.Arrays;

/**
 * The unit in which real-valued rewards are learnt, so that learning rates and regularisation mean the same for judges from 1
 * to 10 and for log-likelihoods in the thousands.
 *
 * @param location mean reward of the fitting queries
 * @param unit deviation of their rewards; 1 if all are equal
 */
record RewardScale(double location, double unit) {
    private static final RewardScale AS_IT_IS = new RewardScale(0, 1);

    /** From fitting queries, each with the same weight; 0 and 1 are left as they are. */
    static RewardScale of(HeadKind kind, Examples fit) {
        if (!kind.isReal()) {
            return AS_IT_IS;
        }
        double mean = 0;
        double squares = 0;
        for (int i = 0; i < fit.size(); i++) {
            mean += Arrays.stream(fit.rewards(i)).average().orElseThrow() / fit.size();
        }
        for (int i = 0; i < fit.size(); i++) {
            double centre = mean;
            squares += Arrays.stream(fit.rewards(i))
                            .map(r -> (r - centre) * (r - centre))
                            .average()
                            .orElseThrow()
                    / fit.size();
        }
        double deviation = Math.sqrt(squares);
        return new RewardScale(mean, deviation > 1e-12 * Math.max(1, Math.abs(mean)) ? deviation : 1);
    }

    /** Rewards in this unit. */
    Examples apply(Examples examples) {
        if (equals(AS_IT_IS)) {
            return examples;
        }
        double[][] scaled = new double[examples.size()][];
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] = Arrays.stream(examples.rewards(i))
                    .map(r -> (r - location) / unit)
                    .toArray();
        }
        return examples.withRewards(scaled);
    }

    /** A head learnt in this unit, in that of the rewards. */
    DifficultyHead undo(DifficultyHead head) {
        return switch (head) {
            case QuantileHead q -> new QuantileHead(q.network().rescaled(unit, location));
            case GainVectorHead g -> new GainVectorHead(g.network().rescaled(unit, 0));
            case BetaBinomialHead b -> b;
            case PointHead p -> p;
        };
    }
}
