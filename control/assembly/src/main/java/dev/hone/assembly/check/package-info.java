/** Whether the physics carries the tasks: the six tests of the rebuild plan. */
@NullMarked
package dev.hone.assembly.check;

import org.jspecify.annotations.NullMarked;
