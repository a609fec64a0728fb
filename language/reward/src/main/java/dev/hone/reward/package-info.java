/**
 * Rewards grade answers, selectors choose among them; both are named by a text that {@link dev.hone.reward.Rewards#parse}
 * reads. {@link dev.hone.reward.Grading} puts a reward's numbers into a pool.
 */
@NullMarked
package dev.hone.reward;

import org.jspecify.annotations.NullMarked;
