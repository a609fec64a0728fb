package dev.hone.serve.metrics;

import dev.hone.serve.http.Exchange;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntSupplier;

/**
 * The server's counters. Names and buckets of what every model server has are those of OpenTelemetry's conventions for generative
 * AI, as Prometheus spells them; the rest begins with {@code hone_}. A label takes configured values, the first
 * {@value #MOST_ADDED} names that were {@linkplain #add added}, and {@code other} for everything else, so that clients can't make the
 * table grow. Calls come from any thread.
 */
public final class Metrics {
    private static final String OTHER = "other";
    private static final int MOST_ADDED = 64;
    private static final String PROVIDER = "hone";
    private static final double[] TOKENS = {
        1, 4, 16, 64, 256, 1024, 4096, 16_384, 65_536, 262_144, 1_048_576, 4_194_304, 16_777_216, 67_108_864
    };
    private static final double[] SECONDS = {
        .01, .02, .04, .08, .16, .32, .64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92
    };
    private static final double[] OVERHEAD = {.0001, .00025, .0005, .001, .0025, .005, .01, .025, .05, .1, .25, .5, 1};

    private final Set<String> names = ConcurrentHashMap.newKeySet();
    private final int mostNames;
    private final Set<String> arms;
    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final Histogram tokens = histogram(
                    "gen_ai_client_token_usage", "Tokens that upstreams billed, a request.", TOKENS)
            .labelNames("gen_ai_provider_name", "gen_ai_operation_name", "gen_ai_request_model", "gen_ai_token_type")
            .register(registry);
    private final Histogram duration = histogram(
                    "gen_ai_server_request_duration_seconds",
                    "From a request's head to its answer's last byte.",
                    SECONDS)
            .labelNames("gen_ai_provider_name", "gen_ai_operation_name", "gen_ai_request_model")
            .register(registry);
    private final Histogram first = histogram(
                    "gen_ai_server_time_to_first_token_seconds",
                    "From a request's head to its answer's first token.",
                    SECONDS)
            .labelNames("gen_ai_provider_name", "gen_ai_operation_name", "gen_ai_request_model")
            .register(registry);
    private final Counter requests = counter("hone_requests_total", "Requests to the API, by status; 0 is cut.")
            .labelNames("name", "status")
            .register(registry);
    private final Counter samples = counter("hone_samples_total", "Samples drawn from an arm.")
            .labelNames("name", "arm")
            .register(registry);
    private final Counter calls = counter("hone_upstream_calls_total", "Calls to an arm, by outcome.")
            .labelNames("arm", "outcome")
            .register(registry);
    private final Counter answers = counter("hone_http_answers_total", "Answers of every route, by status; 0 is cut.")
            .labelNames("status")
            .register(registry);
    private final Histogram overhead = histogram(
                    "hone_overhead_seconds",
                    "Hone's own share of a request: its time less the time spent waiting for arms.",
                    OVERHEAD)
            .labelNames("name")
            .register(registry);

    /**
     * Nothing counted yet.
     *
     * @param names that are served
     * @param arms that are called
     * @param running requests at this moment
     */
    public Metrics(Set<String> names, Set<String> arms, IntSupplier running) {
        this.names.addAll(names);
        mostNames = names.size() + MOST_ADDED;
        this.arms = Set.copyOf(arms);
        GaugeWithCallback.builder()
                .name("hone_requests_running")
                .help("Requests being worked on.")
                .callback(gauge -> gauge.call(running.getAsInt()))
                .register(registry);
    }

    private static Histogram.Builder histogram(String name, String help, double[] bounds) {
        return Histogram.builder().name(name).help(help).classicOnly().classicUpperBounds(bounds);
    }

    private static Counter.Builder counter(String name, String help) {
        return Counter.builder().name(name).help(help);
    }

    /** Counts this name by itself from now on, if there is room: several models under one name, of which there may be many. */
    public synchronized void add(String name) {
        if (names.size() < mostNames) {
            names.add(name);
        }
    }

    /** What a client asked for. */
    public enum Operation {
        CHAT("chat"),
        COMPLETION("text_completion");

        private final String label;

        Operation(String label) {
            this.label = label;
        }
    }

    /**
     * A request to the API is over.
     *
     * @param status of HTTP, 0 if the answer was cut
     * @param seconds at least 0
     */
    public void request(Operation operation, String name, int status, double seconds) {
        String known = known(names, name);
        requests.labelValues(known, status(status)).inc();
        duration.labelValues(PROVIDER, operation.label, known).observe(seconds);
    }

    /** The first token of a streamed answer left after {@code seconds}. */
    public void firstToken(Operation operation, String name, double seconds) {
        first.labelValues(PROVIDER, operation.label, known(names, name)).observe(seconds);
    }

    /** A request was billed for these tokens, over all of its samples. */
    public void tokens(Operation operation, String name, long input, long output) {
        String known = known(names, name);
        tokens.labelValues(PROVIDER, operation.label, known, "input").observe((double) input);
        tokens.labelValues(PROVIDER, operation.label, known, "output").observe((double) output);
    }

    /** An arm drew {@code count} samples for a name. */
    public void samples(String name, String arm, long count) {
        samples.labelValues(known(names, name), known(arms, arm)).inc(count);
    }

    /** An arm was called, and answered or not. */
    public void call(String arm, boolean answered) {
        calls.labelValues(known(arms, arm), answered ? "answered" : "failed").inc();
    }

    /** Hone's own share of a request, seconds. */
    public void overhead(String name, double seconds) {
        overhead.labelValues(known(names, name)).observe(seconds);
    }

    /** Any route sent an answer with this status of HTTP, 0 if it was cut. */
    public void answered(int status) {
        answers.labelValues(status(status)).inc();
    }

    private static String known(Set<String> configured, String value) {
        return configured.contains(value) ? value : OTHER;
    }

    private static String status(int status) {
        return status == 0 || (status >= 100 && status < 600) ? Integer.toString(status) : OTHER;
    }

    /** All of it in Prometheus' text format. */
    public byte[] text() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            PrometheusTextFormatWriter.create().write(out, registry.scrape());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return out.toByteArray();
    }

    /** Answers {@code GET /metrics}. */
    public void answer(Exchange exchange) throws IOException {
        exchange.reply(200, PrometheusTextFormatWriter.CONTENT_TYPE, Map.of("Cache-Control", "no-store"), text());
    }
}
