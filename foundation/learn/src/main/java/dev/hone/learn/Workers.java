package dev.hone.learn;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.function.IntConsumer;

/**
 * Threads that do the same numbered tasks again and again, each its own share of the numbers. Two meetings a round: all start
 * together, and the round is over when the slowest is done. With one thread the caller does everything itself.
 */
final class Workers implements AutoCloseable {
    private final int threads;
    private final int tasks;
    private final IntConsumer task;
    private final CyclicBarrier meeting;
    private final List<Thread> helpers = new ArrayList<>();
    private final Queue<RuntimeException> failures = new ConcurrentLinkedQueue<>();
    private volatile boolean closed;

    Workers(int threads, int tasks, IntConsumer task) {
        if (threads < 1) {
            throw new IllegalArgumentException(threads + " threads");
        }
        this.threads = threads;
        this.tasks = tasks;
        this.task = task;
        meeting = new CyclicBarrier(threads);
        for (int t = 1; t < threads; t++) {
            int share = t;
            helpers.add(Thread.ofPlatform().daemon().name("environments-" + t).start(() -> help(share)));
        }
    }

    /** Does every task once; throws what a task threw after all others are done. */
    void run() {
        if (threads == 1) {
            share(0);
            return;
        }
        meet();
        attempt(0);
        meet();
        RuntimeException failure = failures.poll();
        if (failure != null) {
            failures.clear();
            throw failure;
        }
    }

    private void help(int share) {
        meet();
        while (!closed) {
            attempt(share);
            meet();
            meet();
        }
    }

    private void attempt(int share) {
        try {
            share(share);
        } catch (RuntimeException e) {
            failures.add(e);
        }
    }

    private void share(int t) {
        for (int i = t; i < tasks; i += threads) {
            task.accept(i);
        }
    }

    private void meet() {
        try {
            meeting.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while environments step", e);
        } catch (BrokenBarrierException e) {
            throw new IllegalStateException("another thread of the environments was interrupted", e);
        }
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            if (threads > 1 && !meeting.isBroken()) {
                meet();
            }
        }
    }
}
