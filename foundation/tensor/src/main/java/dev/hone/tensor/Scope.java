package dev.hone.tensor;

import org.bytedeco.javacpp.PointerScope;

/**
 * Owns the native memory of every tensor made on this thread while it is the innermost open scope.
 *
 * <pre>{@code
 * try (var _ = new Scope()) {
 *     Tensor loss = Functional.crossEntropy(model.forward(batch), targets);
 *     loss.backward();
 *     optimizer.step(rate);
 * } // every tensor of the step is freed here
 * }</pre>
 *
 * <p>The garbage collector sees a tensor as a few bytes of Java and would free its megabytes too late, so nothing is left to
 * it. Making a tensor where no scope is open is an error, and so is using one whose scope is closed. What must outlive the
 * scope is copied to a Java array or {@linkplain Tensor#keep kept}. Scopes nest; each is closed by the thread that opened it.
 */
public final class Scope implements AutoCloseable {
    private final PointerScope pointers;
    private final Thread owner = Thread.currentThread();

    public Scope() {
        Native.load();
        pointers = new PointerScope();
    }

    /** Frees every tensor made in this scope that was not kept. */
    @Override
    public void close() {
        if (Thread.currentThread() != owner) {
            throw new IllegalStateException("a scope of thread " + owner.getName() + " was closed by thread "
                    + Thread.currentThread().getName());
        }
        pointers.close();
    }
}
