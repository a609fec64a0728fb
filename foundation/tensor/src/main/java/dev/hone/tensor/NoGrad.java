package dev.hone.tensor;

import org.bytedeco.pytorch.GradMode;

/** While open, operations on this thread are not recorded for {@link Tensor#backward}: for inference and evaluation. */
public final class NoGrad implements AutoCloseable {
    private final boolean before;

    public NoGrad() {
        Native.load();
        before = GradMode.is_enabled();
        GradMode.set_enabled(false);
    }

    @Override
    public void close() {
        GradMode.set_enabled(before);
    }
}
