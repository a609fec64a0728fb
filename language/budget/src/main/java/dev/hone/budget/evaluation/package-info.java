/** What a plan would have saved on graded samples: policies, their curves, and the ratios that are reported everywhere. */
@NullMarked
package dev.hone.budget.evaluation;

import org.jspecify.annotations.NullMarked;
