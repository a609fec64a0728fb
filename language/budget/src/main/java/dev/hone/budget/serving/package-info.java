/** A budgeted model: plans, draws and chooses for requests that come one by one, with the mean spend held. */
@NullMarked
package dev.hone.budget.serving;

import org.jspecify.annotations.NullMarked;
