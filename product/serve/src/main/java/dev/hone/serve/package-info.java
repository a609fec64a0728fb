/** The service: names, upstreams, budgets and records behind an OpenAI-compatible server. */
@NullMarked
package dev.hone.serve;

import org.jspecify.annotations.NullMarked;
