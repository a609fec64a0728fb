/** The tasks: what is reset how, what is observed, when two parts count as assembled. */
@NullMarked
package dev.hone.assembly.task;

import org.jspecify.annotations.NullMarked;
