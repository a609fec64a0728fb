/**
 * Small plain networks trained in Java on flat arrays: forward, gradients and Adam without a native call and without allocation.
 * Where a layer costs microseconds, calls into the tensor library would cost more than its arithmetic. Every result has the same
 * bits with vector instructions of any width and without them.
 */
@NullMarked
package dev.hone.tensor.dense;

import org.jspecify.annotations.NullMarked;
