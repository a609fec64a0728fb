/** Small environments whose best returns are known. */
@org.jspecify.annotations.NullMarked
package dev.hone.learn.classic;
