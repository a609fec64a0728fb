package dev.hone.serve;

import dev.hone.core.HoneException;
import dev.hone.core.Json;
import dev.hone.core.Listener;
import dev.hone.core.Seeds;
import dev.hone.core.run.Run;
import dev.hone.lm.Bearer;
import dev.hone.lm.ClientRequest.Operation;
import dev.hone.serve.http.Exchange;
import dev.hone.serve.http.Gate;
import dev.hone.serve.http.Heartbeat;
import dev.hone.serve.http.HttpShell;
import dev.hone.serve.http.ShellOptions;
import dev.hone.serve.openai.ApiError;
import dev.hone.serve.openai.Ask;
import dev.hone.serve.openai.AskReader;
import dev.hone.serve.openai.ModelList;
import dev.hone.serve.page.Page;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The OpenAI-compatible server: routes requests to models as they are, or, under names that begin with {@code hone/}, to budgeted
 * models. What names have spent is kept in the run every second and at the end, with recording at every request.
 */
public final class Server implements AutoCloseable {
    private static final String JSON = "application/json";
    private static final Duration BEAT = Duration.ofSeconds(5);

    private final ServeOptions options;
    private final NameParser names;
    private final Book book;
    private final Records records;
    private final Tally tally;
    private final Heartbeat heartbeat = new Heartbeat(BEAT);
    private final PassThrough passThrough = new PassThrough(heartbeat);
    private final Answering answering;
    private final Seeds samples;
    private final Instant started = Instant.now();
    private final AtomicLong answers = new AtomicLong();
    private final ScheduledExecutorService keeper = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("hone-keeper").factory());
    private final Page page;
    private final Gate gate;
    private final HttpShell shell;
    private volatile boolean stopping;

    /**
     * Starts serving.
     *
     * @param run keeps what was spent, and recorded
     * @throws HoneException if the port is taken, or the predictor can't be used
     */
    public Server(ServeOptions options, ShellOptions http, Run run, Listener listener) {
        this.options = options;
        gate = http.gate();
        ArmNames arms = new ArmNames(options.upstreams());
        names = new NameParser(arms);
        tally = new Tally(arms);
        records = new Records(run);
        book = new Book(options, arms, records.spent());
        answering = new Answering(book, records, options.record(), tally, heartbeat, passThrough);
        samples = Seeds.of(options.seed()).child("samples").child(started.toEpochMilli());
        var _ = keeper.scheduleWithFixedDelay(() -> keepSpend(listener), 1, 1, TimeUnit.SECONDS);
        page = new Page(new StatusReport(options, book, tally, started, () -> stopping)::now);
        shell = new HttpShell(http, this::route, () -> true, tally.metrics()::answered, listener);
    }

    /** The port that it listens on. */
    public int port() {
        return shell.port();
    }

    private void route(Exchange exchange) throws Exception {
        String path = exchange.path();
        switch (exchange.method() + " " + path) {
            case "POST /v1/chat/completions" -> answer(exchange, Operation.CHAT);
            case "POST /v1/completions" -> answer(exchange, Operation.TEXT);
            case "GET /v1/models" -> exchange.reply(200, JSON, Map.of(), models().all());
            case "POST /admin/reload" -> reload(exchange);
            case "GET /metrics" -> tally.metrics().answer(exchange);
            default -> {
                if (page.answer(exchange)) {
                    return;
                }
                if (exchange.method().equals("GET") && path.startsWith("/v1/models/")) {
                    exchange.reply(200, JSON, Map.of(), model(path.substring("/v1/models/".length())));
                } else {
                    throw noSuchPlace(exchange);
                }
            }
        }
    }

    /** Also a name that says how much: clients may look before they ask. */
    private byte[] model(String id) {
        boolean planned = names.parse(id).isPresent();
        return planned
                ? new ModelList(List.of(new ModelList.Entry(id, started.getEpochSecond(), "hone"))).one(id)
                : models().one(id);
    }

    private void answer(Exchange exchange, Operation operation) throws IOException, InterruptedException {
        long began = System.nanoTime();
        Ask read = AskReader.read(operation, exchange.body());
        Ask ask = options.forwardKeys()
                ? exchange.header("Authorization")
                        .map(header -> read.withBearer(new Bearer(header)))
                        .orElse(read)
                : read;
        Call call = Call.of(id(operation), ask, names, samples);
        List<String> arms = call.served().map(ServedName::arms).orElse(List.of(ask.model()));
        String label = call.served().map(ServedName::label).orElse(ask.model());
        int status = 200;
        tally.began();
        call.served().ifPresent(tally::asked);
        try {
            requireSupported(ask, arms);
            if (call.served().isPresent()) {
                status = answering.answer(exchange, call, call.served().get(), began);
            } else {
                Upstream upstream = book.upstream(ask.model()).orElseThrow(this::noSuchModel);
                tally.decided(upstream.name(), upstream.name(), System.nanoTime() - began);
                Map<String, String> headers = Map.of("x-hone-run", records.runId(), "x-hone-arm", upstream.name());
                PassThrough.Passed passed = passThrough.answer(exchange, call, upstream, headers);
                status = passed.status();
                tally.relayed(ask, upstream.name(), upstream.name(), upstream.name(), passed);
            }
        } catch (ApiError e) {
            status = e.status();
            tally.refused(call.served().map(book::canonical).orElse(ask.model()), arms, e);
            throw e;
        } catch (IOException | InterruptedException | RuntimeException e) {
            status = 0;
            throw e;
        } finally {
            tally.ended(operation, label, status, System.nanoTime() - began);
        }
    }

    private void requireSupported(Ask ask, List<String> arms) {
        boolean local = arms.stream()
                .flatMap(arm -> book.upstream(arm).stream())
                .anyMatch(upstream -> upstream.remote().isEmpty());
        if (local) {
            LocalModels.requireSupported(ask);
        }
    }

    /** Unique over restarts: a run is served by one process at a time. */
    private String id(Operation operation) {
        String prefix = operation == Operation.CHAT ? "chatcmpl-" : "cmpl-";
        return prefix + Long.toString(started.toEpochMilli(), 36) + "-" + answers.incrementAndGet();
    }

    private ModelList models() {
        List<ModelList.Entry> entries = new ArrayList<>();
        long created = started.getEpochSecond();
        for (String name : options.names()) {
            entries.add(new ModelList.Entry(name, created, "upstream"));
        }
        for (String name : options.names()) {
            entries.add(new ModelList.Entry(NameParser.PREFIX + name, created, "hone"));
        }
        return new ModelList(entries);
    }

    private void reload(Exchange exchange) throws IOException {
        gate.requireAdmin(exchange);
        try {
            book.reload();
        } catch (HoneException e) {
            throw new ApiError(
                    409,
                    "invalid_request_error",
                    Optional.empty(),
                    Optional.of("reload_failed"),
                    e.problem() + " Maybe " + e.advice() + ". The old predictor is still in use.");
        }
        exchange.reply(200, JSON, Map.of(), Json.write(Map.of("reloaded", true)).getBytes(StandardCharsets.UTF_8));
    }

    private ApiError noSuchModel() {
        return new ApiError(
                404,
                "invalid_request_error",
                Optional.of("model"),
                Optional.of("model_not_found"),
                "There is no such model here; GET /v1/models lists them.");
    }

    private static ApiError noSuchPlace(Exchange exchange) {
        boolean known = List.of("/v1/chat/completions", "/v1/completions", "/v1/models", "/admin/reload")
                .contains(exchange.path());
        return new ApiError(
                known ? 405 : 404,
                "invalid_request_error",
                Optional.empty(),
                Optional.of(known ? "method_not_allowed" : "unknown_url"),
                known ? "This place takes another method." : "There is nothing at this place.");
    }

    /** A failure, such as a full disk, must not end the schedule. */
    private void keepSpend(Listener listener) {
        try {
            keepSpend();
        } catch (RuntimeException e) {
            listener.note("What names have spent was not written down: " + e.getMessage());
        }
    }

    private void keepSpend() {
        records.keep(book::spend);
    }

    /** Stops accepting, lets running requests end, keeps what was spent. The run and the models are the caller's. */
    @Override
    public void close() {
        stopping = true;
        shell.close();
        heartbeat.close();
        keeper.shutdownNow();
        keepSpend();
        book.close();
    }
}
