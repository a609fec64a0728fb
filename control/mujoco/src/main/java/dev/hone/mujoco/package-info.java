/**
 * The physics engine MuJoCo 2.2.2 through the foreign-function API, with its five native files inside: nothing to install.
 * The only room that sees the engine; what it hands out are its own classes, arrays of numbers and names.
 */
@NullMarked
package dev.hone.mujoco;

import org.jspecify.annotations.NullMarked;
