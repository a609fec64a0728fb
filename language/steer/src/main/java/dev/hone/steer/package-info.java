/** Steering a frozen model by what a text is worth: values of tokens, and the model that is drawn from with them. */
@NullMarked
package dev.hone.steer;

import org.jspecify.annotations.NullMarked;
