package dev.hone.house;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.hone.core.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import tools.jackson.databind.JsonNode;

/** A server that speaks enough of the API, in a fixed number of milliseconds. What a prompt asks for it does. */
final class StubUpstream implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final long millis;
    private final String elsewhere;
    private final Queue<String> authorisations = new ConcurrentLinkedQueue<>();

    /**
     * Listens on loopback; answers with status NNN where a prompt says {@code status NNN}, repeating prompt and key, with 422 the key alone.
     *
     * @param port 0 for a free one
     * @param millis that an answer takes
     * @param elsewhere where such an answer points
     */
    StubUpstream(int port, long millis, String elsewhere) throws IOException {
        this.millis = millis;
        this.elsewhere = elsewhere;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 256);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            String authorisation = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
            authorisations.add(authorisation);
            JsonNode request = body.length == 0 ? Json.MAPPER.createObjectNode() : Json.MAPPER.readTree(body);
            String prompt = request.at("/messages/0/content").asString("");
            Thread.sleep(millis);
            int at = prompt.indexOf("status ");
            if (at >= 0) {
                int status = Integer.parseInt(prompt.substring(at + 7, at + 10));
                exchange.getResponseHeaders().set("Location", elsewhere);
                if (status == 503) {
                    exchange.getResponseHeaders().set("Retry-After", "6");
                }
                send(
                        exchange,
                        status,
                        "{\"error\":" + Json.write("no " + (status == 422 ? "" : prompt) + " for " + authorisation)
                                + "}");
                return;
            }
            send(exchange, 200, chat(request.path("n").asInt(1)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void send(HttpExchange exchange, int status, String json) throws IOException {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private static String chat(int n) {
        StringBuilder choices = new StringBuilder();
        for (int i = 0; i < n; i++) {
            choices.append(i == 0 ? "" : ",")
                    .append("{\"index\":")
                    .append(i)
                    .append(",\"message\":{\"role\":\"assistant\",\"content\":\"")
                    .append(i)
                    .append("\"},\"finish_reason\":\"stop\"}");
        }
        return "{\"choices\":[" + choices + "],\"usage\":{\"prompt_tokens\":4,\"completion_tokens\":" + n + "}}";
    }

    int port() {
        return server.getAddress().getPort();
    }

    Queue<String> authorisations() {
        return authorisations;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
