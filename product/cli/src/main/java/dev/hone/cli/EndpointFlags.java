package dev.hone.cli;

import dev.hone.core.Json;
import dev.hone.core.Listener;
import dev.hone.core.run.Items;
import dev.hone.core.run.Run;
import dev.hone.endpoint.EndpointAddress;
import dev.hone.endpoint.EndpointModel;
import dev.hone.endpoint.EndpointOptions;
import dev.hone.endpoint.Estimate;
import dev.hone.endpoint.Secret;
import dev.hone.endpoint.Spend;
import dev.hone.endpoint.SpendLimits;
import dev.hone.endpoint.SpendMeter;
import dev.hone.lm.LanguageModel;
import dev.hone.lm.Price;
import dev.hone.lm.Query;
import dev.hone.lm.SamplingOptions;
import dev.hone.lm.format.Prices;
import dev.hone.lm.sampling.Demand;
import dev.hone.lm.sampling.SampleStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import picocli.CommandLine.Option;

/** How an endpoint is called; local models ignore these. */
final class EndpointFlags {
    /** The kind of the one item that says what a run has spent, and its id. */
    static final String SPEND = "spend";

    private static final String TOTAL = "total";

    @Option(
            names = "--key-env",
            paramLabel = "NAME",
            defaultValue = "OPENAI_API_KEY",
            description = "Environment variable that holds the endpoint's key. Default: OPENAI_API_KEY.")
    String keyEnvironment = "OPENAI_API_KEY";

    @Option(names = "--concurrency", paramLabel = "N", defaultValue = "8", description = "Calls at once. Default: 8.")
    int concurrency;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "120",
            description = "Longest wait for one answer. Default: 120.")
    int timeout;

    @Option(
            names = "--prices",
            paramLabel = "FILE",
            description = "JSON {\"model\": {\"input\": USD, \"output\": USD}} per million tokens: shows money.")
    Optional<Path> prices = Optional.empty();

    @Option(
            names = "--max-calls",
            paramLabel = "N",
            description = "Stop cleanly before call N + 1; a verb that keeps a run goes on from there.")
    Optional<Long> maxCalls = Optional.empty();

    @Option(
            names = "--max-tokens-total",
            paramLabel = "N",
            description = "Stop cleanly before the tokens pass N; a verb that keeps a run goes on from there.")
    Optional<Long> maxTokensTotal = Optional.empty();

    @Option(names = "--dry-run", description = "Say what would be called and what it may cost; call nothing.")
    boolean dryRun;

    EndpointOptions options(EndpointAddress address) {
        return EndpointOptions.DEFAULT
                .withKey(Secret.fromEnvironment(keyEnvironment, System.getenv()))
                .withConcurrency(concurrency)
                .withTimeout(Duration.ofSeconds(timeout))
                .withLimits(new SpendLimits(limit(maxCalls), limit(maxTokensTotal)))
                .withPrice(price(address));
    }

    /** A meter that goes on where the run's last process stopped, however that ended. */
    SpendMeter meter(EndpointOptions options, Run run) {
        Items kept = run.items(SPEND);
        Spend already = kept.get(TOTAL)
                .map(value -> Json.MAPPER.treeToValue(value, Spend.class))
                .orElse(Spend.NOTHING);
        return new SpendMeter(options.limits(), already, now -> kept.put(TOTAL, now));
    }

    private Optional<Price> price(EndpointAddress address) {
        return prices.map(file -> Prices.read(InputFile.of(file)).of(address.model()));
    }

    private static OptionalLong limit(Optional<Long> value) {
        return value.map(OptionalLong::of).orElseGet(OptionalLong::empty);
    }

    /**
     * Says before a run what it will call and cost.
     *
     * @return whether that was all that was asked for ({@code --dry-run})
     */
    boolean announce(LanguageModel model, List<Query> queries, int n, SamplingOptions sampling, Listener listener) {
        if (model instanceof EndpointModel remote) {
            EndpointOptions options = remote.options();
            listener.note(Estimate.of(queries, n, sampling.maxTokens(), options.samplesPerCall(), options.price())
                    .sentence());
        } else if (dryRun) {
            listener.note("A local model: " + queries.size() + " queries x " + n + " samples cost time, not money.");
        }
        return dryRun;
    }

    /** Says what a verb that keeps a run would call, less what the run has that it would continue ({@code --dry-run}). */
    void foretell(
            LanguageModel model,
            List<Query> queries,
            int n,
            SampleStore store,
            SamplingOptions sampling,
            Listener listener) {
        if (model instanceof EndpointModel) {
            List<Demand> demands =
                    queries.stream().map(query -> new Demand(query, n)).toList();
            announce(model, demands, store, sampling, listener);
        } else {
            announce(model, queries, n, sampling, listener);
        }
    }

    /** Says before a run at an endpoint what is left to call, and what that costs. */
    void announce(
            LanguageModel model, List<Demand> demands, SampleStore store, SamplingOptions sampling, Listener listener) {
        if (model instanceof EndpointModel remote) {
            EndpointOptions options = remote.options();
            listener.note(Estimate.of(demands, store, sampling.maxTokens(), options.samplesPerCall(), options.price())
                    .sentence());
        }
    }

    /** Says when it is closed, after a failure too, what a run has spent, its earlier processes included. */
    Bill bill(LanguageModel model, Listener listener) {
        return () -> {
            if (model instanceof EndpointModel remote) {
                listener.note(
                        "Spent: " + remote.spent().sentence(remote.options().price()));
            }
        };
    }

    /** What is said at the end. */
    interface Bill extends AutoCloseable {
        @Override
        void close();
    }
}
