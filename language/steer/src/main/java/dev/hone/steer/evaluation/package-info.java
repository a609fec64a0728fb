/** What steering gains and costs, beside choosing the best of several samples. */
@NullMarked
package dev.hone.steer.evaluation;

import org.jspecify.annotations.NullMarked;
