/** OpenAI's requests, answers, streams and errors as JSON. Knows nothing of HTTP or of how answers come about. */
@NullMarked
package dev.hone.serve.openai;

import org.jspecify.annotations.NullMarked;
