package dev.hone.steer.evaluation;

/**
 * What choosing the best of the frozen model's samples by a weighted sum of two rewards reaches.
 *
 * @param bestOf of how many
 * @param share of the first reward in the sum, the second's the rest; both standardised
 * @param firstReward mean over prompts, in standard deviations
 * @param secondReward of the second reward
 * @param kl divergence of the choice, in nats
 */
public record FrontRow(int bestOf, double share, double firstReward, double secondReward, double kl) {}
