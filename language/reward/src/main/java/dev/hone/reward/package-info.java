/**
 * Rewards grade answers, selectors choose among them; both are named by a text that {@link dev.hone.reward.Rewards#parse}
 * reads.
 */
@NullMarked
package dev.hone.reward;

import org.jspecify.annotations.NullMarked;
