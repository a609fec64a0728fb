/** Learning values from a frozen model's own samples. */
@NullMarked
package dev.hone.steer.fit;

import org.jspecify.annotations.NullMarked;
