package dev.hone.tensor;

/** A part of a network: a function whose parameters are held by a {@link Parameters}. */
@FunctionalInterface
public interface Layer {
    Tensor forward(Tensor x);
}
