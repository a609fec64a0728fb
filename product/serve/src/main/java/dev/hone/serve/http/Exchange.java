package dev.hone.serve.http;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/**
 * One request and its answer. Used by one thread, which is interrupted when nobody waits for the answer any more: the client is
 * gone, or the server stops and the grace is over.
 */
public interface Exchange {
    /** Such as {@code POST}. */
    String method();

    /** Decoded, without the query. */
    String path();

    /** A request header, its name in any case. */
    Optional<String> header(String name);

    /** Whether the client is on this machine. */
    boolean loopback();

    /**
     * The whole body.
     *
     * @throws dev.hone.serve.openai.ApiError 413 if it is longer than the server's limit
     * @throws IOException if the client goes away
     */
    byte[] body() throws IOException;

    /**
     * Sends a whole answer. In headers' values, what is not printable ASCII is sent as {@code ?}.
     *
     * @throws IOException if the client is gone or takes nothing for too long
     */
    void reply(int status, String contentType, Map<String, String> headers, byte[] body) throws IOException;

    /**
     * Begins an answer of unknown length, whose bytes go out as they are written.
     *
     * @throws dev.hone.serve.openai.ApiError 503 if too many such answers are open
     * @throws IOException if the client is gone
     */
    Body begin(int status, String contentType, Map<String, String> headers) throws IOException;

    /** The open answer; used by one thread at a time. A client that is too slow to take it counts as gone. */
    interface Body extends AutoCloseable {
        /** Sends bytes now. */
        void write(byte[] bytes, int from, int length) throws IOException;

        /** Ends the answer; an answer not closed is cut, which the client sees. */
        @Override
        void close() throws IOException;
    }
}
