/** The arithmetic task of the demo: what the embedded {@code arithmetic} model is trained on and asked. */
@NullMarked
package dev.hone.lm.arithmetic;

import org.jspecify.annotations.NullMarked;
