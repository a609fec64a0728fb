/**
 * The tensor twin: the same transformers on the tensor library, so that they can be trained; and the training of the embedded
 * {@code arithmetic} model.
 */
@NullMarked
package dev.hone.transformer.train;

import org.jspecify.annotations.NullMarked;
