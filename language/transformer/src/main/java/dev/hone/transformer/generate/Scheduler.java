package dev.hone.transformer.generate;

import dev.hone.core.HoneException;
import dev.hone.lm.Completion;
import dev.hone.transformer.CausalModel;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Shares a model among the threads that ask it: their requests are decoded side by side, as one batch for each of a few
 * threads of its own. A request goes whole to the batch with the fewest samples; where all are full it waits, and those that
 * wait are taken in the order in which they came.
 *
 * <p>One batch costs the least processor time a token; on a machine whose cores are free, several smaller ones on threads
 * of their own give more tokens a second. Handing parts of each product to helpers instead would synchronise them dozens of
 * times a pass. The threads start with the first request.
 */
final class Scheduler implements AutoCloseable {
    private final CausalModel model;
    private final int width;
    private final List<Lane> lanes = new ArrayList<>();
    private final Queue<Ticket> waiting = new ArrayDeque<>();
    private final int threads;
    private boolean closed;

    /**
     * @param width most samples side by side, all batches together, at least 1
     * @param threads that decode, at least 1; never more than {@code width}
     */
    Scheduler(CausalModel model, int width, int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException(threads + " threads");
        }
        this.model = model;
        this.width = width;
        this.threads = Math.min(threads, width);
    }

    /** One batch, its thread, and the requests on their way to it. */
    private final class Lane {
        private final BlockingQueue<Ticket> arrivals = new LinkedBlockingQueue<>();
        private final int room;
        private final BatchLoop loop;
        private final Thread thread;
        private int samples; // in the batch or on their way, not complete

        private Lane(int number, int room) {
            this.room = room;
            loop = new BatchLoop(model, room, count -> left(this, count));
            thread = Thread.ofPlatform().daemon().name("decode-" + number).unstarted(this::work);
        }

        private void work() {
            try {
                while (true) {
                    if (loop.idle()) {
                        loop.join(arrivals.take());
                    }
                    if (Thread.interrupted()) {
                        break;
                    }
                    for (Ticket next = arrivals.poll(); next != null; next = arrivals.poll()) {
                        loop.join(next);
                    }
                    loop.pass();
                }
            } catch (InterruptedException _) {
                // closed
            }
            arrivals.forEach(loop::join);
            loop.fail(Lifetime.over());
        }
    }

    /**
     * Draws the samples of a request.
     *
     * @throws HoneException if this thread is interrupted, whose status is then set, or the scheduler closed
     */
    List<Completion> draw(TokenChoice choice, Progress progress) {
        Ticket ticket = new Ticket(choice, !progress.equals(Progress.NONE));
        submit(ticket);
        boolean done = false;
        try {
            List<Completion> completions = ticket.await(progress);
            done = true;
            return completions;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HoneException(
                    "Generation was interrupted before all samples were complete.", "repeat the request", e);
        } finally {
            if (!done) {
                cancel(ticket);
            }
        }
    }

    /** Samples asked for and not complete: in a batch, or of requests that wait for one. */
    synchronized int pending() {
        return lanes.stream().mapToInt(lane -> lane.samples).sum()
                + waiting.stream().mapToInt(ticket -> ticket.choice().samples()).sum();
    }

    private synchronized void submit(Ticket ticket) {
        if (closed) {
            throw Lifetime.over();
        }
        while (lanes.size() < threads) {
            Lane lane = new Lane(lanes.size(), width / threads);
            lanes.add(lane);
            lane.thread.start();
        }
        waiting.add(ticket);
        place();
    }

    private synchronized void cancel(Ticket ticket) {
        ticket.cancel();
        waiting.remove(ticket);
    }

    private synchronized void left(Lane lane, int samples) {
        lane.samples -= samples;
        place();
    }

    /** Sends those who wait where there is room. */
    private void place() {
        while (!waiting.isEmpty()) {
            Lane emptiest = lanes.getFirst();
            for (Lane lane : lanes) {
                emptiest = lane.samples < emptiest.samples ? lane : emptiest;
            }
            if (emptiest.samples >= emptiest.room) {
                return;
            }
            Ticket next = waiting.remove();
            emptiest.samples += next.choice().samples();
            emptiest.arrivals.add(next);
        }
    }

    /** Fails what is asked for and not complete, and waits until the threads have ended. */
    @Override
    public void close() {
        List<Lane> running;
        synchronized (this) {
            closed = true;
            waiting.forEach(ticket -> ticket.fail(Lifetime.over()));
            waiting.clear();
            running = List.copyOf(lanes);
        }
        running.forEach(lane -> lane.thread.interrupt());
        boolean interrupted = false;
        for (Lane lane : running) {
            while (lane.thread.isAlive()) {
                try {
                    lane.thread.join();
                } catch (InterruptedException _) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
