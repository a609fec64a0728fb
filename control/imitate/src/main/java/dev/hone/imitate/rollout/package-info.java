/** Trying policies: the one evaluator of training, commands and comparisons. */
@NullMarked
package dev.hone.imitate.rollout;

import org.jspecify.annotations.NullMarked;
