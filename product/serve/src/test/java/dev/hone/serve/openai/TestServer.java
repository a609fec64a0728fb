package dev.hone.serve.openai;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.hone.core.Json;
import dev.hone.lm.ClientRequest.Operation;
import dev.hone.lm.Completion;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The least server that reads requests and sends answers by this package: candidates are fixed ("answer 0", "answer 1", …; two tool
 * calls where tools are offered; three tokens where log-probabilities are asked for), and every body is checked against the
 * contract. The model "pieces" streams while it samples; the model "missing" there is not.
 */
final class TestServer implements AutoCloseable {
    final List<Ask> asks = Collections.synchronizedList(new ArrayList<>());
    /** What the contract says against bodies sent. */
    final List<String> violations = Collections.synchronizedList(new ArrayList<>());

    private final ModelList models = new ModelList(List.of(new ModelList.Entry("m", 1_700_000_000, "hone")));
    private final HttpServer server;

    TestServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/", this::handle);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath().substring("/v1/".length());
            try {
                switch (path) {
                    case "chat/completions" -> answer(exchange, Operation.CHAT);
                    case "completions" -> answer(exchange, Operation.TEXT);
                    case "models" -> send(exchange, 200, "list", models.all());
                    default -> send(exchange, 200, "model", models.one(path.substring("models/".length())));
                }
            } catch (ApiError e) {
                send(exchange, e.status(), "error", Rendering.body(e));
            }
        }
    }

    private void answer(HttpExchange exchange, Operation operation) throws IOException {
        Ask ask = AskReader.read(operation, exchange.getRequestBody().readAllBytes());
        asks.add(ask);
        if (ask.model().equals("missing")) {
            models.one(ask.model());
        }
        Reply reply = Samples.reply(
                IntStream.range(0, ask.n()).mapToObj(i -> candidate(ask, i)).toArray(Completion[]::new));
        if (!ask.stream()) {
            String kind = operation == Operation.CHAT ? "chat.completion" : "text_completion";
            send(exchange, 200, kind, Rendering.body(operation, reply));
            return;
        }
        exchange.getResponseHeaders().add("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(SseFrames.comment("drawing"));
            for (String event : ask.model().equals("pieces")
                    ? pieces(operation, reply, ask.includeUsage())
                    : EventRendering.events(operation, reply, ask.includeUsage())) {
                check(operation == Operation.CHAT ? "chat.completion.chunk" : "text_completion.chunk", event);
                out.write(SseFrames.data(event));
            }
            out.write(SseFrames.data(SseFrames.DONE));
        }
    }

    private static List<String> pieces(Operation operation, Reply reply, boolean includeUsage) {
        PieceRendering rendering = new PieceRendering(operation, reply.id(), 1, reply.model(), includeUsage);
        List<String> events = new ArrayList<>(rendering.begin());
        for (String piece : List.of("ans", "wer", " 0")) {
            events.addAll(rendering.piece(piece));
        }
        events.addAll(rendering.end(reply.best().get(0), 20, 12, Optional.of(Json.MAPPER.createObjectNode())));
        return events;
    }

    private static Completion candidate(Ask ask, int index) {
        if (ask.tools()) {
            return Samples.written(Samples.TOOL_CALL);
        }
        return ask.options().logprobs().isPresent() ? Samples.withLogprobs() : Samples.plain("answer " + index);
    }

    private void send(HttpExchange exchange, int status, String kind, byte[] body) throws IOException {
        check(kind, new String(body, StandardCharsets.UTF_8));
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    private void check(String kind, String json) {
        violations.addAll(Contract.violations(kind, Json.read(json)));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
