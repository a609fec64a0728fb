package dev.hone.steer.evaluation;

import dev.hone.core.statistics.Interval;

/**
 * What a policy and the best of some of its samples reached.
 *
 * @param policy its name
 * @param beta its strength; 0 for the frozen model
 * @param bestOf how many samples the best was chosen of, by the reward of this row
 * @param rewardName which reward
 * @param reward mean over prompts, in standard deviations of the frozen model's texts from their mean; 95 % by prompts
 * @param kl divergence from the frozen model in nats a text: of one sample exact along its tokens, of the best of m
 *     {@code ln m - (m - 1)/m} and the measured mean log-ratio of what was chosen
 * @param length mean tokens of a text
 * @param distinct2 different pairs of neighbouring words over all pairs, in one text a prompt
 * @param macsPerToken multiply-adds for a token of the text that is returned, those of samples not chosen included
 * @param msPerToken milliseconds of one thread's processor time for the same, by batches of 16, without the reward
 */
public record PolicyRow(
        String policy,
        double beta,
        int bestOf,
        String rewardName,
        Interval reward,
        double kl,
        double length,
        double distinct2,
        double macsPerToken,
        double msPerToken) {}
