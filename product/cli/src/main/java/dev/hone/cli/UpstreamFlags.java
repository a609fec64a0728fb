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
import dev.hone.steer.SteerableModel;
import dev.hone.steer.Value;
import dev.hone.steer.decode.TiltSettings;
import dev.hone.steer.head.ValueFile;
import dev.hone.transformer.generate.LocalModel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
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
            names = "--value",
            paramLabel = "NAME=VALUE",
            description = "A value of 'hone steer fit' that may lead its --local model: hone/M+NAME:2. Repeatable.")
    private List<String> values = new ArrayList<>();

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

    /** An upstream as it was written. */
    private record Written(String name, EndpointAddress address, Optional<Secret> key) {}

    /**
     * Reads them and opens nothing: before a run writes its command down, since a slip may have put a key or a password there.
     *
     * @throws HoneException if one can't be read; no key is in the message
     */
    void check() {
        written();
    }

    /** Opens them; the caller closes them. */
    List<Upstream> open(Listener listener) {
        List<Upstream> all = new ArrayList<>();
        for (Written one : written()) {
            all.add(remote(one, listener));
        }
        List<Map.Entry<String, Path>> unused = new ArrayList<>();
        for (String value : values) {
            String[] parts = halves(value, "=", "--value", "NAME=VALUE");
            if (!parts[0].matches("[\\w.-]{1,64}")) {
                throw new HoneException(
                        "--value calls a value '" + parts[0] + "'.", "use letters, digits, '_', '.' and '-'");
            }
            unused.add(Map.entry(parts[0], Path.of(parts[1])));
        }
        for (String local : locals) {
            LocalModel model = ModelSource.parse(local).openLocal(listener);
            Map<String, Value> its = new LinkedHashMap<>();
            unused.removeIf(value -> {
                boolean fits = ValueFile.card(value.getValue()).model().equals(model.name());
                if (fits && its.put(value.getKey(), ValueFile.open(value.getValue(), model)) != null) {
                    throw new HoneException(
                            "Two values of " + local + " are called '" + value.getKey() + "'.",
                            "give each another NAME");
                }
                return fits;
            });
            LocalModel shared = model.shared();
            all.add(new Upstream(
                    local,
                    its.isEmpty() ? shared : new SteerableModel(shared, its, TiltSettings.USUAL),
                    Optional.empty()));
        }
        unused.forEach(value -> {
            throw new HoneException(
                    "The value '" + value.getKey() + "' was learnt from "
                            + ValueFile.card(value.getValue()).model() + ", which no --local is.",
                    "add --local with that model");
        });
        return all;
    }

    private List<Written> written() {
        Map<String, String> variables = new HashMap<>();
        for (String key : keys) {
            String[] parts = halves(key, "=", "--upstream-key-env", "NAME=VARIABLE");
            variables.put(parts[0], parts[1]);
        }
        List<Written> all = new ArrayList<>();
        for (String upstream : upstreams) {
            String[] parts = halves(upstream, "=http", "--upstream", "NAME=http://host:port/v1#model");
            Optional<Secret> key =
                    Optional.ofNullable(variables.remove(parts[0])).map(UpstreamFlags::secret);
            all.add(new Written(parts[0], EndpointAddress.parse("http" + parts[1]), key));
        }
        if (!variables.isEmpty()) {
            throw new HoneException(
                    "--upstream-key-env names '" + variables.keySet().iterator().next() + "', which is no --upstream.",
                    "write the same NAME in both");
        }
        return all;
    }

    private static Secret secret(String variable) {
        return Secret.fromEnvironment(variable, System.getenv())
                .orElseThrow(() -> new HoneException(
                        "The environment variable " + variable + " is not set.", "export it before the start"));
    }

    private Upstream remote(Written written, Listener listener) {
        EndpointAddress address = written.address();
        EndpointOptions options = EndpointOptions.DEFAULT
                .withKey(written.key())
                .withConcurrency(CONCURRENCY)
                .withTimeout(Duration.ofSeconds(timeout))
                .withBackoff(new Backoff(
                        RETRIES, Backoff.DEFAULT.first(), Backoff.DEFAULT.cap(), Backoff.DEFAULT.longestWish()));
        return new Upstream(
                written.name(),
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
