/** The bounded HTTP server under every route: bodies, keys, event streams, shutdown. Knows nothing of models. */
@NullMarked
package dev.hone.serve.http;

import org.jspecify.annotations.NullMarked;
