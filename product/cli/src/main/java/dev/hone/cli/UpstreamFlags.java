package dev.hone.cli;

import dev.hone.core.HoneException;
import dev.hone.core.Listener;
import dev.hone.endpoint.Backoff;
import dev.hone.endpoint.EndpointAddress;
import dev.hone.endpoint.EndpointModel;
import dev.hone.endpoint.EndpointOptions;
import dev.hone.endpoint.Relay;
import dev.hone.endpoint.Secret;
import dev.hone.serve.Upstream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The models that a server stands before. */
final class UpstreamFlags {
    private static final int CONCURRENCY = 256;
    private static final int RETRIES = 2;

    @Option(
            names = "--upstream",
            paramLabel = "NAME=URL#MODEL",
            description = "A model of another server, under the name that clients use. Repeatable.")
    private List<String> upstreams = new ArrayList<>();

    @Option(
            names = "--local",
            paramLabel = "MODEL",
            description = "A model on this machine: arithmetic, stories15m or a Hugging Face folder. Repeatable.")
    private List<String> locals = new ArrayList<>();

    @Option(
            names = "--upstream-key-env",
            paramLabel = "NAME=VAR",
            description = "The environment variable that holds an upstream's key. Repeatable.")
    private List<String> keys = new ArrayList<>();

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "120",
            description = "Longest wait for an upstream's answer. Default: 120.")
    private int timeout;

    /** Opens them; the caller closes them. */
    List<Upstream> open(Listener listener) {
        Map<String, String> variables = new HashMap<>();
        for (String key : keys) {
            String[] parts = halves(key, "=", "--upstream-key-env", "NAME=VARIABLE");
            variables.put(parts[0], parts[1]);
        }
        List<Upstream> all = new ArrayList<>();
        for (String upstream : upstreams) {
            String[] parts = halves(upstream, "=http", "--upstream", "NAME=http://host:port/v1#model");
            all.add(remote(parts[0], "http" + parts[1], Optional.ofNullable(variables.remove(parts[0])), listener));
        }
        if (!variables.isEmpty()) {
            throw new HoneException(
                    "--upstream-key-env names '" + variables.keySet().iterator().next() + "', which is no --upstream.",
                    "write the same NAME in both");
        }
        for (String local : locals) {
            all.add(new Upstream(
                    local, ModelSource.parse(local).openLocal(listener).shared(), Optional.empty()));
        }
        return all;
    }

    private Upstream remote(String name, String url, Optional<String> variable, Listener listener) {
        EndpointAddress address = EndpointAddress.parse(url);
        Optional<Secret> key = variable.flatMap(v -> {
            Optional<Secret> secret = Secret.fromEnvironment(v, System.getenv());
            if (secret.isEmpty()) {
                throw new HoneException("The environment variable " + v + " is not set.", "export it before the start");
            }
            return secret;
        });
        EndpointOptions options = EndpointOptions.DEFAULT
                .withKey(key)
                .withConcurrency(CONCURRENCY)
                .withTimeout(Duration.ofSeconds(timeout))
                .withBackoff(new Backoff(
                        RETRIES, Backoff.DEFAULT.first(), Backoff.DEFAULT.cap(), Backoff.DEFAULT.longestWish()));
        return new Upstream(
                name,
                EndpointModel.open(address, options, listener),
                Optional.of(new Upstream.Remote(address, new Relay(address, options))));
    }

    private static String[] halves(String text, String at, String option, String form) {
        int cut = text.indexOf(at);
        if (cut < 1 || cut + at.length() == text.length()) {
            throw new HoneException(option + " is not of the form " + form + ".", "write " + option + " " + form);
        }
        return new String[] {text.substring(0, cut), text.substring(cut + at.length())};
    }

    static void close(List<Upstream> upstreams) {
        for (Upstream upstream : upstreams) {
            upstream.remote().ifPresent(remote -> remote.relay().close());
            upstream.model().close();
        }
    }
}
