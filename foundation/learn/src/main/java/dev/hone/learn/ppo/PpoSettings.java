package dev.hone.learn.ppo;

import java.util.List;

/**
 * What stays the same over a run of {@link Ppo}.
 *
 * @param totalSteps environment steps after which learning rates are 0, if they fall
 * @param rolloutSteps steps of each environment between updates
 * @param epochs how often an update goes over a rollout
 * @param minibatch steps per gradient; at least a rollout's steps for whole batches
 * @param gamma discount, in (0, 1]
 * @param lambda of the advantage estimator, in [0, 1]
 * @param objective weights and limits of the loss
 * @param rates learning rates
 * @param hidden widths of the hidden layers of actor and critic, tanh
 * @param firstLogDeviation of real-valued actions, in units of half their range
 * @param normalizeObservations whether observations are brought to mean 0 and variance 1
 * @param scaleRewards whether rewards are divided by the deviation of the return
 */
public record PpoSettings(
        long totalSteps,
        int rolloutSteps,
        int epochs,
        int minibatch,
        double gamma,
        double lambda,
        Objective objective,
        Rates rates,
        List<Integer> hidden,
        double firstLogDeviation,
        boolean normalizeObservations,
        boolean scaleRewards) {
    /**
     * The loss: {@code clipped surrogate - entropyWeight entropy + valueWeight (V - return)^2 / 2}.
     *
     * @param clip how far the ratio of probabilities may leave 1
     * @param valueClip how far a value may leave that of the rollout; infinite for no limit
     * @param stopKl divergence (nats) from the rollout's policy at which an update ends early; infinite for never
     * @param gradientNorm most norm of the actor's and of the critic's gradient, each; infinite for no limit
     */
    public record Objective(
            double clip,
            double valueClip,
            double valueWeight,
            double entropyWeight,
            double stopKl,
            double gradientNorm) {
        public Objective {
            if (!(clip > 0
                    && valueClip > 0
                    && valueWeight >= 0
                    && entropyWeight >= 0
                    && stopKl > 0
                    && gradientNorm > 0)) {
                throw new IllegalArgumentException("an objective with clip " + clip + ", value clip " + valueClip
                        + ", weights " + valueWeight + " and " + entropyWeight + ", KL stop " + stopKl
                        + ", gradient norm " + gradientNorm);
            }
        }
    }

    /**
     * Learning rates of Adam.
     *
     * @param fall whether both fall in a line to 0 at {@code totalSteps}
     */
    public record Rates(double actor, double critic, boolean fall) {
        public Rates {
            if (!(actor > 0 && critic > 0)) {
                throw new IllegalArgumentException("learning rates " + actor + " and " + critic);
            }
        }
    }

    public PpoSettings {
        hidden = List.copyOf(hidden);
        if (totalSteps < 1 || rolloutSteps < 1 || epochs < 1 || minibatch < 1) {
            throw new IllegalArgumentException(totalSteps + " steps in rollouts of " + rolloutSteps + ", " + epochs
                    + " epochs in batches of " + minibatch);
        }
        if (!(gamma > 0 && gamma <= 1 && lambda >= 0 && lambda <= 1 && Double.isFinite(firstLogDeviation))) {
            throw new IllegalArgumentException(
                    "gamma " + gamma + ", lambda " + lambda + ", first log-deviation " + firstLogDeviation);
        }
    }

    /** For choices: CartPole and the like. */
    public static PpoSettings discrete(long totalSteps) {
        return new PpoSettings(
                totalSteps,
                32,
                20,
                256,
                0.98,
                0.8,
                new Objective(0.2, Double.POSITIVE_INFINITY, 0.5, 0, Double.POSITIVE_INFINITY, 0.5),
                new Rates(1e-3, 1e-3, true),
                List.of(64, 64),
                0,
                false,
                false);
    }

    /** For real-valued actions: Pendulum and the like. */
    public static PpoSettings continuous(long totalSteps) {
        return new PpoSettings(
                totalSteps,
                512,
                10,
                64,
                0.9,
                0.95,
                new Objective(0.2, Double.POSITIVE_INFINITY, 0.5, 0, Double.POSITIVE_INFINITY, 0.5),
                new Rates(1e-3, 1e-3, true),
                List.of(64, 64),
                0,
                true,
                true);
    }
}
