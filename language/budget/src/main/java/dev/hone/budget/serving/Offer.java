package dev.hone.budget.serving;

import dev.hone.budget.spend.Action;

/**
 * One way to answer a request: so many samples.
 *
 * @param arm that draws them, by its place; where there are several arms and the offer is of all, the first, and sample i is drawn
 *     by arm {@code (arm + i) mod arms}
 * @param samples at most, at least 1
 * @param action what it is predicted to gain and to cost
 */
public record Offer(int arm, int samples, Action action) {}
