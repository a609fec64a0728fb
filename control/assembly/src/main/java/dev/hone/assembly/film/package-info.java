/** Pictures in a row as a file: an animated picture, or a page with a slider. */
@NullMarked
package dev.hone.assembly.film;

import org.jspecify.annotations.NullMarked;
