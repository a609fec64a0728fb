/** A separate small network that reads texts and says what they are worth, whatever model says them. */
@NullMarked
package dev.hone.steer.candidate;

import org.jspecify.annotations.NullMarked;
