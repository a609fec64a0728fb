package dev.hone.steer.evaluation;

import dev.hone.core.statistics.Interval;

/**
 * What two values reached together.
 *
 * @param first the first value's weight
 * @param second the second's
 * @param firstReward mean over prompts, in standard deviations of the frozen model's texts from their mean; 95 % by prompts
 * @param secondReward of the second reward
 * @param kl divergence from the frozen model, exact along the samples' tokens, in nats a text
 * @param length mean tokens of a text
 */
public record GridCell(
        double first, double second, Interval firstReward, Interval secondReward, double kl, double length) {}
