/** Text to token ids and back, and a query to the prompt a model reads. */
@NullMarked
package dev.hone.transformer.tokenizer;

import org.jspecify.annotations.NullMarked;
