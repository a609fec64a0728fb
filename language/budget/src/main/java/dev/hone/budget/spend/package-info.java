/** Holds the mean spend over a stream of requests within a budget, and spends it where it gains most. */
@NullMarked
package dev.hone.budget.spend;

import org.jspecify.annotations.NullMarked;
