package dev.hone.learn.sac;

/**
 * How learning stands.
 *
 * @param criticLoss of the last update; NaN before the first
 * @param actorLoss of the last update
 * @param entropy of the policy in the last update, in nats
 * @param temperature now
 * @param environmentSeconds inside environments since the start
 * @param actingSeconds for the policy's decisions since the start
 * @param updateSeconds for gradients since the start
 */
public record SacProgress(
        double criticLoss,
        double actorLoss,
        double entropy,
        double temperature,
        double environmentSeconds,
        double actingSeconds,
        double updateSeconds) {}
