package dev.hone.endpoint;

import dev.hone.endpoint.EndpointException.Cut;
import dev.hone.endpoint.EndpointException.Interrupted;
import dev.hone.endpoint.EndpointException.TimedOut;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * A body that comes from a server, whose reads fail with an {@link EndpointException}: when it is cut, when the reading thread is
 * interrupted, and when no byte comes for too long. Time in which nobody reads does not count. For one reading thread.
 */
final class WatchedBody extends FilterInputStream {
    private final URI base;
    private final Duration idle;
    private final Consumer<WatchedBody> closed;
    private volatile long waitingSince; // System.nanoTime of the read that waits; 0: none does
    private volatile boolean stalled;

    /**
     * Watched by whoever calls {@link #look}.
     *
     * @param idle longest time without a byte
     * @param closed is told when this is closed
     */
    WatchedBody(InputStream in, URI base, Duration idle, Consumer<WatchedBody> closed) {
        super(in);
        this.base = base;
        this.idle = idle;
        this.closed = closed;
    }

    /** Gives up on a read that has waited for too long; the stream below wakes its reader when it is closed. */
    void look(long now) {
        long since = waitingSince;
        if (since != 0 && now - since >= idle.toNanos()) {
            stalled = true;
            try {
                in.close();
            } catch (IOException _) {
                // the reader says what is wrong
            }
        }
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int from, int length) {
        waitingSince = System.nanoTime() | 1;
        try {
            int n = in.read(bytes, from, length);
            if (n < 0 && stalled) {
                throw stall();
            }
            return n;
        } catch (IOException e) {
            if (stalled) {
                throw stall();
            }
            if (Thread.currentThread().isInterrupted()) {
                throw new Interrupted("A call to " + base + " was stopped before its answer ended.", "repeat it");
            }
            throw new Cut(base + " dropped the connection within its answer.", "look into the server's log", e);
        } finally {
            waitingSince = 0;
        }
    }

    private TimedOut stall() {
        return new TimedOut(
                base + " began to answer and then sent nothing for " + idle.toMillis() / 1000.0 + " s.",
                "give it longer with --timeout",
                false);
    }

    @Override
    public void close() throws IOException {
        closed.accept(this);
        in.close();
    }
}
