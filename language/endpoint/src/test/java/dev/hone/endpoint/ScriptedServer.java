package dev.hone.endpoint;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.hone.core.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A real HTTP server on loopback that answers what a test's script says and remembers what it was asked. */
final class ScriptedServer implements AutoCloseable {
    /** Answers call number {@code number}, counted from 1. */
    interface Script {
        Answer answer(JsonNode request, int number) throws Exception;
    }

    record Answer(int status, String body, Map<String, String> headers) {
        static Answer json(JsonNode body) {
            return new Answer(200, body.toString(), Map.of());
        }

        static Answer of(int status, String body) {
            return new Answer(status, body, Map.of());
        }

        /** An error in OpenAI's form. */
        static Answer error(int status, String message) {
            ObjectNode root = Json.MAPPER.createObjectNode();
            root.putObject("error").put("message", message);
            return of(status, root.toString());
        }

        Answer with(String header, String value) {
            return new Answer(status, body, Map.of(header, value));
        }
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Script script;
    private final List<JsonNode> requests = Collections.synchronizedList(new ArrayList<>());
    private final List<List<String>> authorisations = Collections.synchronizedList(new ArrayList<>());
    private final List<String> paths = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger number = new AtomicInteger();
    private final AtomicInteger inside = new AtomicInteger();
    private final AtomicInteger mostInside = new AtomicInteger();

    ScriptedServer(Script script) {
        this.script = script;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    private void handle(HttpExchange exchange) throws IOException {
        mostInside.accumulateAndGet(inside.incrementAndGet(), Math::max);
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            JsonNode request = body.length == 0 ? Json.MAPPER.nullNode() : Json.MAPPER.readTree(body);
            requests.add(request);
            paths.add(exchange.getRequestURI().getPath());
            authorisations.add(List.copyOf(exchange.getRequestHeaders().getOrDefault("Authorization", List.of())));
            Answer answer = script.answer(request, number.incrementAndGet());
            answer.headers().forEach(exchange.getResponseHeaders()::add);
            byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
            // counted down before the answer is out, or the client's next call could be counted beside this one
            inside.decrementAndGet();
            exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        } catch (IOException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException(e);
        }
    }

    EndpointAddress address() {
        return EndpointAddress.parse(
                "http://127.0.0.1:" + server.getAddress().getPort() + "/some/prefix/v1#tiny/model:1b");
    }

    List<JsonNode> requests() {
        return List.copyOf(requests);
    }

    /** All values of the header {@code Authorization}, a list a request: a second one would be seen, too. */
    List<List<String>> authorisations() {
        return List.copyOf(authorisations);
    }

    List<String> paths() {
        return List.copyOf(paths);
    }

    int mostInside() {
        return mostInside.get();
    }

    /** A good answer with as many choices as asked for, and usage of 10 tokens of prompt and 3 a choice. */
    static ObjectNode good(JsonNode request) {
        return good(request.path("n").asInt(1), request.path("seed").asLong(0));
    }

    static ObjectNode good(int choices, long tag) {
        ObjectNode root = Json.MAPPER.createObjectNode();
        ArrayNode list = root.putArray("choices");
        for (int i = 0; i < choices; i++) {
            ObjectNode choice = list.addObject().put("index", i).put("finish_reason", "stop");
            choice.putObject("message").put("role", "assistant").put("content", "text " + tag + " " + i);
        }
        root.putObject("usage").put("prompt_tokens", 10).put("completion_tokens", 3 * choices);
        return root;
    }

    /** Options whose waits between attempts are milliseconds; an answer may take as long as a busy machine needs. */
    static EndpointOptions quick() {
        return EndpointOptions.DEFAULT
                .withTimeout(Duration.ofSeconds(60))
                .withBackoff(new Backoff(3, Duration.ofMillis(1), Duration.ofMillis(4), Duration.ofMillis(150)));
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
