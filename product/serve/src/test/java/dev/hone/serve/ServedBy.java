package dev.hone.serve;

import dev.hone.core.Json;
import dev.hone.core.Listener;
import dev.hone.core.run.Run;
import dev.hone.core.run.RunSpec;
import dev.hone.endpoint.EndpointAddress;
import dev.hone.endpoint.EndpointModel;
import dev.hone.endpoint.EndpointOptions;
import dev.hone.endpoint.Relay;
import dev.hone.lm.LanguageModel;
import dev.hone.reward.Judge;
import dev.hone.serve.http.ShellOptions;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** A server under test with its run, and a plain client. */
final class ServedBy implements AutoCloseable {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    final Run run;
    final Server server;

    /** One whose requests never explore: which of them would is decided by random ids. */
    ServedBy(Path runs, List<Upstream> upstreams, Optional<Judge> judge, boolean record) {
        this(runs, upstreams, judge, record, 0);
    }

    /** One where that share of the requests explores. */
    ServedBy(Path runs, List<Upstream> upstreams, Optional<Judge> judge, boolean record, double explore) {
        this(
                runs,
                new ServeOptions(
                        upstreams, judge, Learnt.Nothing::new, 4, 8, explore, record, false, Optional.empty(), 1));
    }

    ServedBy(Path runs, ServeOptions options) {
        this(runs, options, ShellOptions.loopback(0));
    }

    ServedBy(Path runs, ServeOptions options, ShellOptions http) {
        run = Run.start(runs, RunSpec.of("serve", 1), false);
        server = new Server(options, http, run, Listener.NONE);
    }

    static Upstream local(LanguageModel model) {
        return new Upstream(model.name(), model, Optional.empty());
    }

    static Upstream remote(String name, int port, String model) {
        EndpointAddress address = EndpointAddress.parse("http://127.0.0.1:" + port + "/v1#" + model);
        EndpointOptions options = EndpointOptions.DEFAULT;
        return new Upstream(
                name,
                EndpointModel.open(address, options, Listener.NONE),
                Optional.of(new Upstream.Remote(address, new Relay(address, options))));
    }

    HttpResponse<String> post(String path, Object body) throws IOException, InterruptedException {
        String json = body instanceof String text ? text : Json.write(body);
        return CLIENT.send(
                HttpRequest.newBuilder(uri(path))
                        .POST(HttpRequest.BodyPublishers.ofString(json))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return CLIENT.send(HttpRequest.newBuilder(uri(path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> chat(String model, String prompt) throws IOException, InterruptedException {
        return post("/v1/chat/completions", Map.of("model", model, "messages", List.of(user(prompt))));
    }

    HttpResponse<String> chatWithKey(String model, String authorization) throws IOException, InterruptedException {
        return postWithKey(
                "/v1/chat/completions",
                Json.write(Map.of("model", model, "messages", List.of(user("hi")))),
                authorization);
    }

    HttpResponse<String> postWithKey(String path, String body, String authorization)
            throws IOException, InterruptedException {
        return CLIENT.send(
                HttpRequest.newBuilder(uri(path))
                        .header("Authorization", authorization)
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    static Map<String, String> user(String prompt) {
        return Map.of("role", "user", "content", prompt);
    }

    static JsonNode json(HttpResponse<String> response) {
        return Json.read(response.body());
    }

    static String text(HttpResponse<String> response) {
        return json(response).at("/choices/0/message/content").asString();
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.port() + path);
    }

    @Override
    public void close() {
        server.close();
        run.close();
    }
}
