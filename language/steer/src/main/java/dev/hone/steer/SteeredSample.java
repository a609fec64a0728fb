package dev.hone.steer;

import dev.hone.lm.Completion;

/**
 * A sample of a steered model, and how far it was led from the frozen one.
 *
 * <p>Both count the distributions before temperature, top-k and top-p; where these change nothing they are those of what is drawn.
 *
 * @param divergence sum over its tokens of {@code KL(steered || frozen)} at the state before each, in nats; its mean over samples is
 *     the divergence of the two models' texts
 * @param logRatio {@code ln steered(text) - ln frozen(text)} in nats, whose mean over steered samples is the same and varies more; of
 *     texts chosen among several it tells how far the choice went
 */
public record SteeredSample(Completion completion, double divergence, double logRatio) {}
