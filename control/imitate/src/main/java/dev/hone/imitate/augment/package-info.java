/** Trajectory augmentation: dis-assembly in a simulator, of which only the way back is kept. */
@NullMarked
package dev.hone.imitate.augment;

import org.jspecify.annotations.NullMarked;
