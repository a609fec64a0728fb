package dev.hone.endpoint;

import dev.hone.core.HoneException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/** Runs one action over many items at once, and stops handing items out after the first failure. */
final class FanOut {
    private FanOut() {}

    /**
     * Returns when every item that was begun has ended: what is in flight is paid for, so it is waited for.
     *
     * @param width most items at once
     * @return the first failure
     */
    static <T> Optional<HoneException> run(List<T> items, int width, Consumer<T> action) {
        AtomicInteger next = new AtomicInteger();
        AtomicReference<Optional<HoneException>> failure = new AtomicReference<>(Optional.empty());
        AtomicReference<Optional<RuntimeException>> defect = new AtomicReference<>(Optional.empty());
        Runnable worker = () -> {
            while (failure.get().isEmpty() && defect.get().isEmpty()) {
                int at = next.getAndIncrement();
                if (at >= items.size()) {
                    return;
                }
                try {
                    action.accept(items.get(at));
                } catch (HoneException e) {
                    failure.compareAndSet(Optional.empty(), Optional.of(e));
                } catch (RuntimeException e) {
                    defect.set(Optional.of(e));
                }
            }
        };
        int workers = Math.min(width, items.size());
        if (workers == 1) {
            worker.run();
        } else {
            // close() waits; if this thread is interrupted meanwhile, it interrupts the workers and waits for their end
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int i = 0; i < workers; i++) {
                    threads.execute(worker);
                }
            }
        }
        defect.get().ifPresent(e -> {
            throw e;
        });
        return failure.get();
    }
}
