/** The physical part of the tasks: scenes, the driven hand, the screw band, forces, saving and restoring. No task logic. */
@NullMarked
package dev.hone.assembly.cell;

import org.jspecify.annotations.NullMarked;
