/** Policies from few demonstrations (JUICER): what a task must tell of itself to be imitated. */
@NullMarked
package dev.hone.imitate;

import org.jspecify.annotations.NullMarked;
