/** Sentence embeddings and their cache; the only room that sees ONNX Runtime. */
@NullMarked
package dev.hone.embedding;

import org.jspecify.annotations.NullMarked;
