/** Decoding: from the weights in a folder to logits and hidden states, over the kernels of an engine. */
@NullMarked
package dev.hone.transformer.decode;

import org.jspecify.annotations.NullMarked;
