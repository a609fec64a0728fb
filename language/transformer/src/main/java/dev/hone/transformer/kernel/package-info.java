/** The arithmetic of decoding: what every engine must compute, bit for bit, and the plain Java that does. */
@NullMarked
package dev.hone.transformer.kernel;

import org.jspecify.annotations.NullMarked;
