/** Leading a model behind an API, which shows the log-probabilities of its likeliest next tokens and no more, or not even these. */
@NullMarked
package dev.hone.steer.remote;

import org.jspecify.annotations.NullMarked;
