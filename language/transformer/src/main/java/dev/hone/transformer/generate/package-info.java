/** A model folder as a {@code LanguageModel}: from logits to sampled tokens, from tokens to completions. */
@NullMarked
package dev.hone.transformer.generate;

import org.jspecify.annotations.NullMarked;
