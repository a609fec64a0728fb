package dev.hone.serve.http;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps quiet event streams alive: one thread looks at all of them, and each beat is written by a virtual thread of its own. */
public final class Heartbeat implements AutoCloseable {
    private final long interval; // ns
    private final Set<EventStream> streams = ConcurrentHashMap.newKeySet();
    private final Thread thread;

    /** Beats after this time without an event, at least 10 ms, to the exactness of a tenth. */
    public Heartbeat(Duration interval) {
        this.interval = interval.toNanos();
        if (this.interval < 10_000_000) {
            throw new IllegalArgumentException("an interval of " + interval);
        }
        thread = Thread.ofPlatform().daemon().name("hone-heartbeat").start(this::run);
    }

    private void run() {
        try {
            while (true) {
                Thread.sleep(Duration.ofNanos(interval / 10));
                long now = System.nanoTime();
                for (EventStream stream : streams) {
                    if (stream.due(now, interval)) {
                        Thread.ofVirtual().start(() -> stream.beat(interval));
                    }
                }
            }
        } catch (InterruptedException _) {
            // closed
        }
    }

    void add(EventStream stream) {
        streams.add(stream);
    }

    void remove(EventStream stream) {
        streams.remove(stream);
    }

    /** Streams that are open. */
    public int streams() {
        return streams.size();
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
