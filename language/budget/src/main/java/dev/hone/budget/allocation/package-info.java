/** How many samples each query of a batch gets: estimates of what samples gain, and who is given the next one. */
@NullMarked
package dev.hone.budget.allocation;

import org.jspecify.annotations.NullMarked;
