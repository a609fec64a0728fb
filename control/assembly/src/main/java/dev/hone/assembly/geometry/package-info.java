/** Poses in space. */
@NullMarked
package dev.hone.assembly.geometry;

import org.jspecify.annotations.NullMarked;
