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
    private Optional<RuntimeException> failure = Optional.empty();
    private boolean stopped;

    private Calls(Iterator<C> calls, Consumer<C> make) {
        this.calls = calls;
        this.make = make;
    }

    /**
     * Makes all calls, in order of their start; returns when none is under way any more.
     *
     * @param concurrency most calls at once, at least 1
     * @return whether all were made: false if the calling thread was interrupted, whose interrupt status is then set
     * @throws RuntimeException the first that a call threw, the others suppressed in it
     */
    public static <C> boolean make(List<C> calls, int concurrency, Consumer<C> make) {
        return new Calls<>(calls.iterator(), make).run(Math.min(concurrency, calls.size()));
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
            return false;
        }
        synchronized (this) {
            failure.ifPresent(e -> {
                throw e;
            });
        }
        return true;
    }

    private void work() {
        for (Optional<C> call = next(); call.isPresent(); call = next()) {
            try {
                make.accept(call.get());
            } catch (RuntimeException e) {
                fail(e);
            }
        }
    }

    private synchronized Optional<C> next() {
        return stopped || !calls.hasNext() ? Optional.empty() : Optional.of(calls.next());
    }

    private synchronized void stop() {
        stopped = true;
    }

    private synchronized void fail(RuntimeException e) {
        stopped = true;
        failure.ifPresentOrElse(first -> first.addSuppressed(e), () -> failure = Optional.of(e));
    }
}
