package dev.hone.serve.http;

import java.time.Duration;

/**
 * What a client may cost the server before it is refused or let go.
 *
 * @param bodyBytes of a request; a longer one is answered with 413
 * @param headers of a request; with more, or with more bytes, the connection is closed without an answer
 * @param headerBytes all names and values, and 32 a header
 * @param requestTime from a request's first byte to its body's last, whole seconds, at least 1 s
 * @param idleTime of a connection without a request, whole seconds, at least 1 s
 * @param answerTime from a request's last byte to its answer's last, whole seconds, at least 1 s
 * @param writeTime in which a client must take 64 KiB of its answer
 * @param connections open at once; further ones are closed at once
 * @param requests worked on at once; further ones are answered with 503
 * @param streams open at once, at most {@code requests}; further ones are answered with 503
 */
public record Limits(
        int bodyBytes,
        int headers,
        int headerBytes,
        Duration requestTime,
        Duration idleTime,
        Duration answerTime,
        Duration writeTime,
        int connections,
        int requests,
        int streams) {
    /** 8 MiB bodies, 100 headers in 32 KiB, 10 s to ask, 10 s idle, an hour to answer, 30 s a write, 1,024 requests, 512 streams. */
    public static final Limits DEFAULT = new Limits(
            8 << 20,
            100,
            32 << 10,
            Duration.ofSeconds(10),
            Duration.ofSeconds(10),
            Duration.ofHours(1),
            Duration.ofSeconds(30),
            4096,
            1024,
            512);

    public Limits {
        if (bodyBytes < 1 || headers < 1 || headerBytes < 1 || connections < 1 || requests < 1 || streams < 1) {
            throw new IllegalArgumentException("a limit below 1");
        }
        if (bodyBytes == Integer.MAX_VALUE) {
            throw new IllegalArgumentException("bodyBytes " + bodyBytes);
        }
        for (Duration time : new Duration[] {requestTime, idleTime, answerTime}) {
            if (time.toSeconds() < 1) {
                throw new IllegalArgumentException("a time limit of " + time);
            }
        }
        if (!writeTime.isPositive()) {
            throw new IllegalArgumentException("writeTime " + writeTime);
        }
    }

    /** The same with other bodies. */
    public Limits withBodyBytes(int value) {
        return new Limits(
                value,
                headers,
                headerBytes,
                requestTime,
                idleTime,
                answerTime,
                writeTime,
                connections,
                requests,
                streams);
    }

    /** The same with another time for a write. */
    public Limits withWriteTime(Duration value) {
        return new Limits(
                bodyBytes,
                headers,
                headerBytes,
                requestTime,
                idleTime,
                answerTime,
                value,
                connections,
                requests,
                streams);
    }

    /** The same with other numbers of requests and streams at once. */
    public Limits withConcurrency(int requests, int streams) {
        return new Limits(
                bodyBytes,
                headers,
                headerBytes,
                requestTime,
                idleTime,
                answerTime,
                writeTime,
                connections,
                requests,
                streams);
    }
}
