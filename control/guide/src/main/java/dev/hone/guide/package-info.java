/** Teacher-guided reinforcement learning: a student takes from a teacher that sees more what helps it, and no more. */
@org.jspecify.annotations.NullMarked
package dev.hone.guide;
