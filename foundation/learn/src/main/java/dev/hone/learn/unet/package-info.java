/** A one-dimensional U-Net over a chunk of actions, once for training on tensors and once for acting without native code. */
@NullMarked
package dev.hone.learn.unet;

import org.jspecify.annotations.NullMarked;
