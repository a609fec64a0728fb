/** Learning a chunked policy from episodes, resumable to the bit. */
@NullMarked
package dev.hone.imitate.train;

import org.jspecify.annotations.NullMarked;
