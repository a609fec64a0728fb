package dev.hone.imitate.rollout;

import dev.hone.core.Listener;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Numbered pieces of work on several threads, each with a worker of its own; results come in the order of the numbers. */
public final class Parallel {
    private Parallel() {}

    /** Does one piece after the other on one thread. */
    public interface Worker<T> extends AutoCloseable {
        T work(int index);

        @Override
        void close();
    }

    /**
     * Does pieces {@code first} to {@code first + count - 1}.
     *
     * @param threads at least 1
     * @param workers called once by each thread
     * @throws RuntimeException what a worker threw, after the others have finished their present piece
     */
    public static <T> Stream<T> map(
            int first, int count, int threads, Listener listener, Supplier<? extends Worker<T>> workers) {
        AtomicReferenceArray<T> results = new AtomicReferenceArray<>(count);
        AtomicInteger next = new AtomicInteger();
        AtomicInteger done = new AtomicInteger();
        ConcurrentLinkedQueue<Throwable> failures = new ConcurrentLinkedQueue<>();
        Runnable share = () -> {
            try (Worker<T> worker = workers.get()) {
                for (int i = next.getAndIncrement(); i < count && failures.isEmpty(); i = next.getAndIncrement()) {
                    results.set(i, worker.work(first + i));
                    listener.advance(done.incrementAndGet());
                }
            } catch (RuntimeException | Error e) {
                failures.add(e);
            }
        };
        List<Thread> helpers = new ArrayList<>();
        for (int t = 1; t < Math.min(threads, count); t++) {
            helpers.add(Thread.ofPlatform().name("trial-" + t).start(share));
        }
        share.run();
        helpers.forEach(Parallel::join);
        rethrow(Optional.ofNullable(failures.poll()));
        return IntStream.range(0, count).mapToObj(results::get);
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while trials are under way", e);
        }
    }

    private static void rethrow(Optional<Throwable> failure) {
        if (failure.isPresent()) {
            switch (failure.get()) {
                case RuntimeException e -> throw e;
                case Error e -> throw e;
                case Throwable e -> throw new IllegalStateException(e);
            }
        }
    }
}
