/** How many samples of which model: predictors of several models together. */
@NullMarked
package dev.hone.budget.portfolio;

import org.jspecify.annotations.NullMarked;
