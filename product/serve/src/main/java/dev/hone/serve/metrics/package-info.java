/** What a server counts, as Prometheus reads it. */
@NullMarked
package dev.hone.serve.metrics;

import org.jspecify.annotations.NullMarked;
