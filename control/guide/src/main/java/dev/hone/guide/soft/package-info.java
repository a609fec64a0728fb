/** Students for real-valued actions: soft actor-critic beside a teacher. */
@org.jspecify.annotations.NullMarked
package dev.hone.guide.soft;
