package dev.hone.learn.sac;

import java.util.List;

/**
 * What stays the same over a run of {@link Sac}.
 *
 * @param hidden widths of the hidden layers of actor and critics, rectifiers
 * @param gamma discount, in (0, 1)
 * @param tau how far target critics follow with each update, in (0, 1]
 * @param batch steps per update
 * @param capacity of the replay, in steps
 * @param firstSteps steps of uniformly random actions before learning
 * @param stepsPerUpdate environment steps between updates, at least 1
 * @param rates learning rates of Adam
 * @param targetEntropy that the temperature holds the policy to: nats per dimension of real numbers, or the share of the most
 *     possible for choices
 * @param firstTemperature more than 0
 */
public record SacSettings(
        List<Integer> hidden,
        double gamma,
        double tau,
        int batch,
        int capacity,
        int firstSteps,
        int stepsPerUpdate,
        Rates rates,
        double targetEntropy,
        double firstTemperature) {
    /** Learning rates of Adam; a temperature whose rate is 0 stays what it is. */
    public record Rates(double actor, double critic, double temperature) {
        public Rates {
            if (!(actor > 0 && critic > 0 && temperature >= 0)) {
                throw new IllegalArgumentException("learning rates " + actor + ", " + critic + " and " + temperature);
            }
        }
    }

    public SacSettings {
        hidden = List.copyOf(hidden);
        if (!(gamma > 0 && gamma < 1 && tau > 0 && tau <= 1 && firstTemperature > 0)) {
            throw new IllegalArgumentException(
                    "gamma " + gamma + ", tau " + tau + ", first temperature " + firstTemperature);
        }
        if (batch < 1 || capacity < batch || firstSteps < 1 || stepsPerUpdate < 1) {
            throw new IllegalArgumentException("batches of " + batch + " from " + capacity + " steps, " + firstSteps
                    + " first ones, an update each " + stepsPerUpdate);
        }
    }

    /** For real-valued actions: Pendulum and the like. */
    public static SacSettings continuous() {
        return new SacSettings(List.of(64, 64), 0.99, 0.01, 128, 100_000, 500, 1, new Rates(1e-3, 1e-3, 1e-3), -1, 1);
    }

    /** For choices: CartPole and the like. */
    public static SacSettings discrete() {
        return new SacSettings(
                List.of(64, 64), 0.99, 0.01, 128, 50_000, 1_000, 2, new Rates(5e-4, 1e-3, 1e-3), 0.5, 0.2);
    }
}
