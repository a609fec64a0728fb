package dev.hone.endpoint;

import dev.hone.endpoint.EndpointException.Cut;
import dev.hone.endpoint.EndpointException.Interrupted;
import dev.hone.endpoint.EndpointException.Malformed;
import dev.hone.endpoint.EndpointException.Refused;
import dev.hone.endpoint.EndpointException.TimedOut;
import dev.hone.lm.Bearer;
import java.io.IOException;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLException;

/**
 * One HTTP exchange: within a time and a size, to the address that the user named and nowhere else. Whatever keeps an answer
 * from coming is an {@link EndpointException}; an answer of any status is a {@link Reply}.
 */
final class Transport implements AutoCloseable {
    private static final Duration LONGEST_CONNECT = Duration.ofSeconds(10);

    record Reply(int status, HttpHeaders headers, String body) {}

    private final EndpointAddress address;
    private final EndpointOptions options;
    private final HttpClient client;

    Transport(EndpointAddress address, EndpointOptions options) {
        this.address = address;
        this.options = options;
        // well before the whole time is up, so that "no connection" is told from "no answer": the latter may have cost
        // money
        Duration half = options.timeout().dividedBy(2);
        Duration connect = half.compareTo(LONGEST_CONNECT) < 0 ? half : LONGEST_CONNECT;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(connect)
                .executor(Executors.newVirtualThreadPerTaskExecutor())
                .build();
    }

    /** @param bearer a client's credential, shown only where there is no key of Hone's own */
    Reply post(String operation, String json, Optional<Bearer> bearer) {
        HttpRequest.Builder request = request(operation);
        if (options.key().isEmpty()) {
            bearer.ifPresent(client -> request.header("Authorization", client.header()));
        }
        return exchange(request.header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json))
                .build());
    }

    Reply get(String operation) {
        return exchange(request(operation).GET().build());
    }

    private HttpRequest.Builder request(String operation) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(address.operation(operation)).header("Accept", "application/json");
        options.key().ifPresent(key -> request.header("Authorization", key.header()));
        return request;
    }

    private Reply exchange(HttpRequest request) {
        URI uri = request.uri();
        AtomicBoolean answering = new AtomicBoolean();
        CompletableFuture<HttpResponse<BoundedBody.Received>> exchange = client.sendAsync(request, head -> {
            answering.set(true);
            return new BoundedBody(options.maxResponseBytes());
        });
        try {
            HttpResponse<BoundedBody.Received> response =
                    exchange.get(options.timeout().toNanos(), TimeUnit.NANOSECONDS);
            return whole(uri, response);
        } catch (TimeoutException e) {
            exchange.cancel(true);
            throw new TimedOut(
                    uri + (answering.get() ? " began to answer but did not end" : " did not answer") + " within "
                            + options.timeout().toMillis() / 1000.0 + " s.",
                    "give it longer with --timeout, or ask for fewer tokens",
                    false);
        } catch (InterruptedException e) {
            exchange.cancel(true);
            Thread.currentThread().interrupt();
            throw new Interrupted(
                    "A call to " + uri + " was stopped before its answer came.", "repeat the command to go on");
        } catch (ExecutionException e) {
            throw failure(uri, e.getCause() == null ? e : e.getCause());
        }
    }

    private Reply whole(URI uri, HttpResponse<BoundedBody.Received> response) {
        BoundedBody.Received received = response.body();
        return switch (received.end()) {
            case WHOLE -> new Reply(response.statusCode(), response.headers(), received.text());
            case CUT ->
                throw new Cut(
                        String.format(
                                "%s dropped the connection after %,d bytes of its answer.", uri, received.length()),
                        "look into the server's log");
            case TOO_LONG ->
                throw new Malformed(
                        String.format("%s answers with more than %,d bytes.", uri, options.maxResponseBytes()),
                        "ask for fewer samples a call or fewer tokens");
        };
    }

    private EndpointException failure(URI uri, Throwable problem) {
        if (problem instanceof HttpConnectTimeoutException) {
            return new TimedOut(uri + " accepted no connection in time.", "check host, port and firewall", true);
        }
        if (find(problem, ConnectException.class).isPresent()) {
            return new Refused(
                    "Nothing accepts connections at " + uri + ".", "start the server, or check host and port", problem);
        }
        if (find(problem, SSLException.class).isPresent()) {
            return new Refused(
                    "No encrypted connection to " + uri + ": " + Excerpt.of(String.valueOf(problem.getMessage()), 120)
                            + ".",
                    "check the certificate, or write http:// if the server does not encrypt",
                    problem);
        }
        if (find(problem, ProtocolException.class).isPresent()) {
            return new Malformed(
                    uri + " does not speak HTTP: " + Excerpt.of(String.valueOf(problem.getMessage()), 80) + ".",
                    "check the port",
                    problem);
        }
        return new Cut(uri + " dropped the connection before it answered.", "look into the server's log", problem);
    }

    private static <T extends IOException> Optional<T> find(Throwable problem, Class<T> type) {
        int depth = 0;
        for (Throwable at = problem; at != null && depth < 16; at = at.getCause(), depth++) {
            if (type.isInstance(at)) {
                return Optional.of(type.cast(at));
            }
        }
        return Optional.empty();
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
