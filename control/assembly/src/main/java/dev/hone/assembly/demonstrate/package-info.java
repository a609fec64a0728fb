/** Demonstrators: scripts that solve the tasks in a human manner, and what they leave behind. */
@NullMarked
package dev.hone.assembly.demonstrate;

import org.jspecify.annotations.NullMarked;
