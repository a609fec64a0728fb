package dev.hone.endpoint;

import dev.hone.endpoint.EndpointException.Cut;
import dev.hone.endpoint.EndpointException.Interrupted;
import dev.hone.endpoint.EndpointException.Refused;
import dev.hone.endpoint.EndpointException.TimedOut;
import dev.hone.lm.Bearer;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;

/**
 * Hands requests to a server as they are and its answers back as they come, byte by byte. Nothing is tried again: what was begun
 * can't be begun anew unseen. Safe for use by several threads.
 */
public final class Relay implements AutoCloseable {
    private static final Duration LONGEST_CONNECT = Duration.ofSeconds(10);
    private static final int LOOKS = 20; // a timeout
    private static final long LONGEST_LOOK = 1000; // ms

    /**
     * An answer that has begun.
     *
     * @param status of HTTP
     * @param headers as they came
     * @param body is still coming
     */
    public record Answer(int status, HttpHeaders headers, InputStream body) {}

    private final EndpointAddress address;
    private final EndpointOptions options;
    private final HttpClient client;
    private final Set<WatchedBody> bodies = ConcurrentHashMap.newKeySet();
    private final Thread watch;

    /** Prepares a relay; nothing is sent yet. The key goes to this address only. */
    public Relay(EndpointAddress address, EndpointOptions options) {
        this.address = address;
        this.options = options;
        client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(LONGEST_CONNECT)
                .executor(Executors.newVirtualThreadPerTaskExecutor())
                .build();
        long look = Math.clamp(options.timeout().toMillis() / LOOKS, 1, LONGEST_LOOK);
        watch = Thread.ofVirtual().name("hone-relay-watch").start(() -> watch(look));
    }

    private void watch(long millis) {
        try {
            while (true) {
                Thread.sleep(millis);
                long now = System.nanoTime();
                bodies.forEach(body -> body.look(now));
            }
        } catch (InterruptedException _) {
            // the relay is closed
        }
    }

    /**
     * Sends a request.
     *
     * @param operation such as {@code chat/completions}
     * @param json its body, UTF-8
     * @param bearer a client's credential, shown only where there is no key of Hone's own
     * @return the answer, whatever its status, whose body is still coming; the caller closes it. Reading it throws an
     *     {@link EndpointException} where it is cut, or no byte comes for as long as the options' timeout
     * @throws EndpointException if no answer begins in time
     */
    public Answer send(String operation, byte[] json, Optional<Bearer> bearer) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address.operation(operation))
                .timeout(options.timeout())
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(json));
        options.key()
                .map(Secret::header)
                .or(() -> bearer.map(Bearer::header))
                .ifPresent(header -> request.header("Authorization", header));
        try {
            HttpResponse<InputStream> answer = client.send(request.build(), BodyHandlers.ofInputStream());
            WatchedBody body = new WatchedBody(answer.body(), address.base(), options.timeout(), bodies::remove);
            bodies.add(body);
            return new Answer(answer.statusCode(), answer.headers(), body);
        } catch (HttpTimeoutException e) {
            throw new TimedOut(
                    address.base() + " did not begin to answer within "
                            + options.timeout().toSeconds() + " s.",
                    "give it longer with --timeout",
                    false);
        } catch (ConnectException e) {
            throw new Refused("Nothing accepts connections at " + address.base() + ".", "start the server", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Interrupted("A call to " + address.base() + " was stopped before its answer came.", "repeat it");
        } catch (IOException e) {
            throw new Cut(
                    address.base() + " dropped the connection before it answered.", "look into the server's log", e);
        }
    }

    /** The text without Hone's own key, for servers that repeat it in an error. */
    public String withoutKey(String text) {
        return options.key().map(key -> key.hideIn(text)).orElse(text);
    }

    @Override
    public void close() {
        watch.interrupt();
        client.shutdownNow();
    }
}
