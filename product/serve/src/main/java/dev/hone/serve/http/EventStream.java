package dev.hone.serve.http;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/**
 * An answer as server-sent events. While none comes, a comment goes out at each beat, which keeps proxies from hanging up and
 * finds out whether the client is still there. Events may be sent from several threads.
 */
public final class EventStream implements AutoCloseable {
    private static final byte[] COMMENT = ": waiting\n\n".getBytes(StandardCharsets.US_ASCII);

    private final Exchange.Body body;
    private final Heartbeat heartbeat;
    private final Runnable gone;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile long last = System.nanoTime();
    private boolean broken;
    private boolean closed;

    private EventStream(Exchange.Body body, Heartbeat heartbeat, Runnable gone) {
        this.body = body;
        this.heartbeat = heartbeat;
        this.gone = gone;
    }

    /**
     * Begins the answer: its headers go out at once.
     *
     * @param headers beside those of every event stream
     * @param gone is called at most once, when a write fails: the client hung up, or reads too slowly
     * @throws IOException if the client is gone already
     */
    public static EventStream open(Exchange exchange, Heartbeat heartbeat, Map<String, String> headers, Runnable gone)
            throws IOException {
        Map<String, String> all = new HashMap<>(headers);
        all.put("Cache-Control", "no-store");
        all.put("X-Accel-Buffering", "no");
        Exchange.Body body = exchange.begin(200, "text/event-stream; charset=utf-8", all);
        EventStream stream = new EventStream(body, heartbeat, gone);
        heartbeat.add(stream);
        return stream;
    }

    /**
     * Sends one event, now; line breaks in it are kept.
     *
     * @throws IOException if the client is gone, or the thread was interrupted while it waited for its turn
     */
    public void send(String data) throws IOException {
        StringBuilder event = new StringBuilder(data.length() + 8).append("data: ");
        for (int i = 0; i < data.length(); i++) {
            char c = data.charAt(i);
            boolean pair = c == '\r' && i + 1 < data.length() && data.charAt(i + 1) == '\n';
            if (pair) {
                continue;
            }
            if (c == '\n' || c == '\r') {
                event.append("\ndata: ");
            } else {
                event.append(c);
            }
        }
        write(event.append("\n\n").toString().getBytes(StandardCharsets.UTF_8));
    }

    private void write(byte[] bytes) throws IOException {
        try {
            lock.lockInterruptibly();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
        try {
            put(bytes);
        } finally {
            lock.unlock();
        }
    }

    /** Under the lock. */
    private void put(byte[] bytes) throws IOException {
        if (broken || closed) {
            throw new IOException(closed ? "the stream is closed" : "the client is gone");
        }
        try {
            body.write(bytes, 0, bytes.length);
            last = System.nanoTime();
        } catch (IOException e) {
            broken = true;
            heartbeat.remove(this);
            gone.run();
            throw e;
        }
    }

    boolean due(long now, long interval) {
        return now - last >= interval && !lock.isLocked();
    }

    /** Sends the comment if there is still nothing else: a busy machine may come to it late, and more than once. */
    void beat(long interval) {
        if (!lock.tryLock()) {
            return;
        }
        try {
            if (!closed && !broken && System.nanoTime() - last >= interval) {
                put(COMMENT);
            }
        } catch (IOException _) {
            // whoever waits has been told
        } finally {
            lock.unlock();
        }
    }

    /** Ends the answer; of one whose client is gone there is nothing to end. */
    public void end() throws IOException {
        heartbeat.remove(this);
        lock.lock();
        try {
            if (!closed && !broken) {
                closed = true;
                body.close();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Sends nothing more. An answer that was not {@linkplain #end ended} is cut, so that its client takes no part for the whole. */
    @Override
    public void close() {
        heartbeat.remove(this);
        lock.lock();
        try {
            closed = true;
        } finally {
            lock.unlock();
        }
    }
}
