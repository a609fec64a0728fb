package dev.hone.learn.sac;

/**
 * What one step of every environment, and the updates after it, did.
 *
 * @param steps environment steps since the start
 * @param updates since the start
 * @param episodes that ended in this step
 * @param meanReturn of those, undiscounted; NaN if none ended
 */
public record SacIteration(long steps, long updates, int episodes, double meanReturn) {}
