/**
 * The files that go in and out: queries, pools, splits, and the import of other people's samples. All are JSON lines, all may
 * be {@code .gz}, and {@code -} is standard input or output. A mistake in a file is an error that names file and line.
 */
@NullMarked
package dev.hone.lm.format;

import org.jspecify.annotations.NullMarked;
