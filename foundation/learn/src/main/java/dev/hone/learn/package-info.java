/** Environments, policies and the algorithms that learn from reward. */
@org.jspecify.annotations.NullMarked
package dev.hone.learn;
