/** Policies that plan a chunk of actions at once: by denoising or by regression. They act without native code. */
@NullMarked
package dev.hone.learn.chunk;

import org.jspecify.annotations.NullMarked;
