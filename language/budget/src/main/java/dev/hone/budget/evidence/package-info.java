/** What the samples drawn so far tell about the next one: rules that look before they go on, and their replay on a pool. */
@NullMarked
package dev.hone.budget.evidence;

import org.jspecify.annotations.NullMarked;
