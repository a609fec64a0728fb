/**
 * The numbers behind every claim: rates and means with intervals, comparisons on the same items, correlation, monotone
 * fits, and the special functions they need.
 *
 * <p>One rule for missing measurements holds in the whole package: {@code NaN} means "not measured". Such a value, or a
 * pair with such a value, is left out, and every record says how many were left out beside the n that it rests on. An
 * infinite value is a value like another. A result that does not exist, the mean of nothing for example, is {@code NaN}.
 */
@NullMarked
package dev.hone.core.statistics;

import org.jspecify.annotations.NullMarked;
