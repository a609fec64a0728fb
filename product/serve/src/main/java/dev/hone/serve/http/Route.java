package dev.hone.serve.http;

/** Answers requests. */
@FunctionalInterface
public interface Route {
    /**
     * Answers one request, exactly once.
     *
     * @throws dev.hone.serve.openai.ApiError to answer with that error
     * @throws InterruptedException if the thread was interrupted, because the client is gone or the server stops
     * @throws Exception anything else is answered with 500, or cuts an answer that has begun
     */
    void handle(Exchange exchange) throws Exception;
}
