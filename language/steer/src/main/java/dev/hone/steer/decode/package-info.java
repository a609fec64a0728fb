/** The rule by which values change the logits of one token. */
@NullMarked
package dev.hone.steer.decode;

import org.jspecify.annotations.NullMarked;
