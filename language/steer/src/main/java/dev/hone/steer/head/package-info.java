/** Values read off a model's own hidden state. */
@NullMarked
package dev.hone.steer.head;

import org.jspecify.annotations.NullMarked;
