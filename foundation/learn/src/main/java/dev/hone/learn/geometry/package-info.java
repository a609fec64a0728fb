/** Rigid motions, for whoever acts in space. */
@NullMarked
package dev.hone.learn.geometry;

import org.jspecify.annotations.NullMarked;
