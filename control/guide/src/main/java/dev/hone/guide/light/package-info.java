/** A point that sees where it is only in the light. */
@org.jspecify.annotations.NullMarked
package dev.hone.guide.light;
