package dev.hone.lm.sampling;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Makes calls, a bounded number at once. The first failure stops further calls from being made; those under way are waited
 * for, since their results are paid for. An interruption of the calling thread does the same, and is passed on to the calls
 * under way, which may give up or finish.
 */
public final class Calls<C> {
    private final Iterator<C> calls;
    private final Consumer<C> make;
    private Optional<Throwable> failure = Optional.empty();
    private boolean stopped;

    private Calls(Iterator<C> calls, Consumer<C> make) {
        this.calls = calls;
        this.make = make;
    }

    /**
     * Makes all calls, started in their order; returns when none is under way any more.
     *
     * @param calls iterated by one thread at a time, a call ahead of its making; so they may be read from a store as needed
     * @param concurrency most calls at once, at least 1
     * @return whether all were made: not so if the calling thread was interrupted before, whose interrupt status is then set
     * @throws RuntimeException the first that a call threw, the others suppressed in it
     */
    public static <C> boolean make(Iterable<C> calls, int concurrency, Consumer<C> make) {
        return new Calls<>(calls.iterator(), make).run(concurrency);
    }

    private boolean run(int concurrency) {
        List<Thread> workers = new ArrayList<>();
        for (int i = 0; i < concurrency; i++) {
            workers.add(Thread.ofVirtual().name("call-" + i).start(this::work));
        }
        boolean interrupted = false;
        for (Thread worker : workers) {
            while (true) {
                try {
                    worker.join();
                    break;
                } catch (InterruptedException _) {
                    interrupted = true;
                    stop();
                    workers.forEach(Thread::interrupt);
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
            return allMade();
        }
        rethrow();
        return true;
    }

    private void work() {
        try {
            for (Optional<C> call = next(); call.isPresent(); call = next()) {
                make.accept(call.get());
            }
        } catch (Throwable e) {
            // an Error too: a worker that ended silently would leave its call out of the result
            fail(e);
        }
    }

    private synchronized Optional<C> next() {
        return stopped || !calls.hasNext() ? Optional.empty() : Optional.of(calls.next());
    }

    private synchronized boolean allMade() {
        return failure.isEmpty() && !calls.hasNext();
    }

    private synchronized void stop() {
        stopped = true;
    }

    private synchronized void fail(Throwable e) {
        stopped = true;
        failure.ifPresentOrElse(first -> first.addSuppressed(e), () -> failure = Optional.of(e));
    }

    private synchronized void rethrow() {
        if (failure.isEmpty()) {
            return;
        }
        switch (failure.get()) {
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            case Throwable e -> throw new IllegalStateException(e);
        }
    }
}
