package dev.hone.transformer.generate;

import dev.hone.core.HoneException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/**
 * From the opening of a model to its closing, in common to all its views. Closing ends what is shared, waits for the calls
 * under way and only then frees the tokenizer, whose native part must not go while one of them is in it.
 */
final class Lifetime {
    private final Runnable free;
    private final ReadWriteLock calls = new ReentrantReadWriteLock();
    private final List<Scheduler> schedulers = new CopyOnWriteArrayList<>();
    private boolean closed;

    /** @param free run once, when nothing is under way any more */
    Lifetime(Runnable free) {
        this.free = free;
    }

    /** What is to be closed before the calls under way are waited for. */
    Scheduler add(Scheduler scheduler) {
        schedulers.add(scheduler);
        return scheduler;
    }

    /**
     * Makes a call.
     *
     * @throws HoneException if the model has been closed
     */
    <T> T call(Supplier<T> call) {
        calls.readLock().lock();
        try {
            if (closed) {
                throw over();
            }
            return call.get();
        } finally {
            calls.readLock().unlock();
        }
    }

    void close() {
        schedulers.forEach(Scheduler::close);
        calls.writeLock().lock();
        try {
            if (!closed) {
                closed = true;
                free.run();
            }
        } finally {
            calls.writeLock().unlock();
        }
    }

    /** What a call fails with that comes too late. */
    static HoneException over() {
        return new HoneException("The model was closed before the request was complete.", "keep it open");
    }
}
