package dev.hone.serve.http;

import com.sun.net.httpserver.HttpExchange;
import dev.hone.core.Json;
import dev.hone.serve.openai.ApiError;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A request at the JDK's server. Its own thread alone uses it, but for {@link #interrupt}, {@link #leave} and
 * {@link #connection}. */
final class JdkExchange implements Exchange {
    private static final int PIECE = 64 << 10;
    /** A client that is still sending when it is refused would lose the answer to a reset, so its body is taken and dropped. */
    private static final long DROPPED = 64 << 20;

    private enum State {
        OPEN,
        BEGUN,
        SENT
    }

    private final HttpExchange http;
    private final InetSocketAddress local;
    private final InetSocketAddress remote;
    private final Limits limits;
    private final WriteWatch writes;
    private final Semaphore streams;
    private final Thread worker = Thread.currentThread();
    private final long began = System.nanoTime();
    private State state = State.OPEN;
    private volatile boolean lost;
    private boolean streaming;
    private int status;
    private boolean over;
    private boolean dismissed;
    private boolean bodyTaken;
    private Clients.@Nullable Connection connection;

    JdkExchange(HttpExchange http, Limits limits, WriteWatch writes, Semaphore streams) {
        this.http = http;
        local = http.getLocalAddress();
        remote = http.getRemoteAddress();
        this.limits = limits;
        this.writes = writes;
        this.streams = streams;
    }

    @Override
    public String method() {
        return http.getRequestMethod();
    }

    @Override
    public String path() {
        return http.getRequestURI().getPath();
    }

    @Override
    public Optional<String> header(String name) {
        return Optional.ofNullable(http.getRequestHeaders().getFirst(name));
    }

    @Override
    public boolean loopback() {
        return remote.getAddress().isLoopbackAddress();
    }

    @Override
    public byte[] body() throws IOException {
        int limit = limits.bodyBytes();
        if (length() > limit) {
            throw Problems.tooLong(limit);
        }
        byte[] body;
        try {
            body = http.getRequestBody().readNBytes(limit + 1);
        } catch (IOException e) {
            lost = true;
            throw e;
        }
        if (body.length > limit) {
            throw Problems.tooLong(limit);
        }
        bodyTaken = true;
        return body;
    }

    /** Of the body, as announced; 0 if it is not. */
    private long length() {
        // the JDK's server has refused lengths that are no numbers
        return header("Content-Length").map(Long::parseLong).orElse(0L);
    }

    @Override
    public void reply(int status, String contentType, Map<String, String> headers, byte[] body) throws IOException {
        write(status, contentType, headers, body);
        http.close();
    }

    private void write(int status, String contentType, Map<String, String> headers, byte[] body) throws IOException {
        claim(status, contentType, headers);
        boolean empty = body.length == 0 || method().equals("HEAD");
        // the JDK's server takes 0 for an unknown length
        send(() -> http.sendResponseHeaders(status, empty ? -1 : body.length));
        OutputStream out = http.getResponseBody();
        for (int from = 0; from < body.length && !empty; from += PIECE) {
            int at = from;
            send(() -> out.write(body, at, Math.min(PIECE, body.length - at)));
        }
        if (!empty) {
            send(out::flush);
        }
        state = State.SENT;
    }

    @Override
    public Body begin(int status, String contentType, Map<String, String> headers) throws IOException {
        try {
            streaming = streams.tryAcquire(HttpShell.PATIENCE, TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
        if (!streaming) {
            throw Problems.overloaded();
        }
        claim(status, contentType, headers);
        OutputStream out = http.getResponseBody();
        send(() -> {
            http.sendResponseHeaders(status, 0);
            out.flush();
        });
        return new Body() {
            @Override
            public void write(byte[] bytes, int from, int length) throws IOException {
                for (int done = 0; done < length; done += PIECE) {
                    int at = from + done;
                    int size = Math.min(PIECE, length - done);
                    send(() -> {
                        out.write(bytes, at, size);
                        out.flush();
                    });
                }
            }

            @Override
            public void close() throws IOException {
                if (state == State.BEGUN && !lost) {
                    state = State.SENT;
                    send(http::close);
                }
            }
        };
    }

    private void claim(int status, String contentType, Map<String, String> headers) {
        if (state != State.OPEN) {
            throw new IllegalStateException("answered twice");
        }
        state = State.BEGUN;
        this.status = status;
        headers.forEach((name, value) -> http.getResponseHeaders().set(name, printable(value)));
        http.getResponseHeaders().set("Content-Type", contentType);
    }

    /** The server would cut wider characters down to a byte, and end the header at a line break. */
    private static String printable(String value) {
        return value.replaceAll("[^ -~]", "?");
    }

    private void send(WriteWatch.Write write) throws IOException {
        try {
            writes.guard(write);
        } catch (IOException e) {
            lost = true;
            throw e;
        }
    }

    /** Answers with an error; if an answer has begun or the client is gone, does nothing. */
    void refuse(ApiError error, Map<String, String> headers) throws IOException {
        if (state != State.OPEN || lost) {
            return;
        }
        boolean unread = !bodyTaken && (header("Transfer-Encoding").isPresent() || length() > 0);
        if (unread) {
            http.getResponseHeaders().set("Connection", "close");
        }
        if (error.status() == 503) {
            http.getResponseHeaders().set("Retry-After", "1");
        }
        byte[] body = Json.write(error.json()).getBytes(StandardCharsets.UTF_8);
        write(error.status(), "application/json", headers, body);
        if (unread) {
            drop();
        }
        http.close();
    }

    private void drop() {
        byte[] piece = new byte[PIECE];
        InputStream body = http.getRequestBody();
        try {
            for (long dropped = 0; dropped < DROPPED; ) {
                int n = body.read(piece);
                if (n < 0) {
                    return;
                }
                dropped += n;
            }
        } catch (IOException _) {
            // the answer is out; whether the client takes it is its own affair
        }
    }

    /** Whether nothing of an answer has been sent. */
    boolean open() {
        return state == State.OPEN;
    }

    /** Whether the client is known to be gone, or has taken too long. */
    boolean lost() {
        return lost;
    }

    /** Whether the connection must be cut, because an answer has begun and can't be ended. */
    boolean broken() {
        return lost || state != State.SENT;
    }

    /** Of the answer; 0 before it. */
    int status() {
        return status;
    }

    /** Nanoseconds since the request's head was read. */
    long age() {
        return System.nanoTime() - began;
    }

    /** Where the client is. */
    synchronized Clients.Connection connection() {
        Clients.Connection c = connection;
        if (c == null) {
            c = Clients.connection(local, remote);
            connection = c;
        }
        return c;
    }

    /** The client is gone: what is still being done for it is for nobody. */
    void leave() {
        lost = true;
        interrupt();
    }

    /** Interrupts the request's thread, unless it is done with it. */
    synchronized void interrupt() {
        if (!over) {
            dismissed = true;
            worker.interrupt();
        }
    }

    /** Whether it was interrupted. */
    synchronized boolean dismissed() {
        return dismissed;
    }

    /** To be called by the request's thread at last. */
    void end() {
        synchronized (this) {
            over = true;
        }
        if (streaming) {
            streams.release();
        }
    }
}
