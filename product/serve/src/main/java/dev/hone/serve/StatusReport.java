package dev.hone.serve;

import dev.hone.budget.serving.BudgetedModel;
import dev.hone.budget.serving.Knob;
import dev.hone.core.Versions;
import dev.hone.core.statistics.Interval;
import dev.hone.serve.page.Status;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** What the page shows. */
final class StatusReport {
    private static final int DOWN_AFTER = 3; // failures in a row

    private final ServeOptions options;
    private final Book book;
    private final Tally tally;
    private final Instant started;
    private final BooleanSupplier stopping;
    private final KnownSavings savings = new KnownSavings();

    StatusReport(ServeOptions options, Book book, Tally tally, Instant started, BooleanSupplier stopping) {
        this.options = options;
        this.book = book;
        this.tally = tally;
        this.started = started;
        this.stopping = stopping;
    }

    Status now() {
        Map<String, NameTally.Counts> counts = tally.counts();
        List<Status.Served> served = new ArrayList<>();
        Map<String, BudgetedModel> inUse = book.inUse();
        savings.keepOnly(inUse.keySet());
        inUse.forEach((name, model) ->
                Optional.ofNullable(counts.get(name)).ifPresent(count -> served.add(served(name, model, count))));
        return new Status(
                Versions.hone(),
                started.getEpochSecond(),
                Instant.now().getEpochSecond(),
                stopping.getAsBoolean(),
                options.record(),
                options.record() ? options.explore() : 0,
                tally.running(),
                counts.values().stream().mapToLong(NameTally.Counts::requests).sum(),
                counts.values().stream().mapToLong(NameTally.Counts::failures).sum(),
                total(served),
                served,
                options.upstreams().stream().map(this::upstream).toList(),
                tally.failures());
    }

    private Status.Served served(String name, BudgetedModel model, NameTally.Counts count) {
        Knob knob = model.policy().knob();
        Interval mean = Interval.unbounded(model.spend().mean());
        Status.Unit unit = switch (knob.unit()) {
            case SAMPLES -> Status.Unit.SAMPLES;
            case STRONG -> Status.Unit.STRONG_SHARE;
            case MONEY -> Status.Unit.USD;
        };
        Interval saving = savings.of(name, count);
        long tokens = count.promptTokens() + count.completionTokens();
        return new Status.Served(
                name,
                unit,
                mean,
                knob.mean(),
                count.requests(),
                new Status.Spent(
                        count.samples(), uniform(count.samples(), saving), tokens, uniform(tokens, saving), saving));
    }

    /** What uniform sampling would have taken for the same quality; what was spent, where that isn't known. */
    private static long uniform(long spent, Interval saving) {
        return saving.isDefined() && saving.estimate() < 1 ? Math.round(spent / (1 - saving.estimate())) : spent;
    }

    private static Status.Spent total(List<Status.Served> served) {
        long samples = 0;
        long uniformSamples = 0;
        long tokens = 0;
        long uniformTokens = 0;
        for (Status.Served one : served) {
            samples += one.spent().samples();
            uniformSamples += one.spent().uniformSamples();
            tokens += one.spent().tokens();
            uniformTokens += one.spent().uniformTokens();
        }
        // of several names' intervals there is no one interval
        Interval saving = served.size() == 1 ? served.getFirst().spent().saving() : Interval.UNDEFINED;
        return new Status.Spent(samples, uniformSamples, tokens, uniformTokens, saving);
    }

    private Status.Upstream upstream(Upstream upstream) {
        long[] calls = tally.calls(upstream.name());
        Status.Health health =
                calls[2] >= DOWN_AFTER ? Status.Health.DOWN : calls[2] > 0 ? Status.Health.DEGRADED : Status.Health.UP;
        String where =
                upstream.remote().map(remote -> remote.address().toString()).orElse("on this machine");
        String detail = calls[0] == 0 ? "not called yet" : calls[1] + " of " + calls[0] + " calls failed";
        return new Status.Upstream(upstream.name(), where, health, detail, calls[0], calls[1], Double.NaN);
    }
}
