/** The two frames of the benchmark. */
@NullMarked
package dev.hone.assembly.geometry;

import org.jspecify.annotations.NullMarked;
