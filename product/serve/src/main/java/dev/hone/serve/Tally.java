package dev.hone.serve;

import dev.hone.budget.serving.BudgetedModel;
import dev.hone.budget.serving.Served;
import dev.hone.lm.ClientRequest;
import dev.hone.serve.metrics.Metrics;
import dev.hone.serve.openai.ApiError;
import dev.hone.serve.openai.Ask;
import dev.hone.serve.openai.UsageOf;
import dev.hone.serve.page.Status;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;

/** What was served since the start, for the page and for metrics. */
final class Tally {
    private static final int ERRORS = 20;

    /** Names that are counted apart: clients make names up. More than the book keeps models for, so what is in use is here. */
    private static final int NAMES = 512;

    /** What is counted of names that were not asked for longest. */
    private static final String OTHERS = "(others)";

    private final ArmNames arms;
    private final Metrics metrics;
    private final AtomicInteger running = new AtomicInteger();
    private final Map<String, NameTally> names = new LinkedHashMap<>(16, .75f, true); // by last use
    private final Map<String, long[]> calls = new HashMap<>(); // {calls, failures, failures without an answer since}
    private final Deque<Status.Failure> failures = new ArrayDeque<>();

    Tally(ArmNames arms) {
        this.arms = arms;
        List<String> configured = arms.configured();
        Set<String> labels = new HashSet<>(configured);
        configured.forEach(name -> labels.add(NameParser.PREFIX + name));
        metrics = new Metrics(labels, Set.copyOf(configured), running::get);
    }

    Metrics metrics() {
        return metrics;
    }

    int running() {
        return running.get();
    }

    /** A request begins; {@link #ended} follows. */
    void began() {
        running.incrementAndGet();
    }

    /** A name that Hone decides for was asked for. */
    void asked(ServedName name) {
        metrics.add(name.label());
    }

    /**
     * A request is over.
     *
     * @param label of its name
     * @param status of HTTP, 0 if the answer was cut
     */
    void ended(ClientRequest.Operation operation, String label, int status, long nanos) {
        running.decrementAndGet();
        metrics.request(metric(operation), label, status, nanos / 1e9);
    }

    /** A request was decided. */
    synchronized void decided(String name, String label, long overheadNanos) {
        of(name).decided(overheadNanos);
        metrics.overhead(label, overheadNanos / 1e9);
    }

    synchronized void served(ClientRequest.Operation operation, BudgetedModel model, String label, Served served) {
        of(model.name()).served(served);
        Map<String, Long> byArm = new TreeMap<>();
        served.arms().forEach(arm -> byArm.merge(arm, 1L, Long::sum));
        byArm.forEach((arm, count) -> {
            metrics.samples(label, arms.model(arm), count);
            called(arm, served.degraded().isEmpty());
        });
        metrics.tokens(metric(operation), label, served.promptTokens(), served.completionTokens());
    }

    synchronized void relayed(Ask ask, String name, String label, String arm, PassThrough.Passed passed) {
        if (passed.status() >= 400) {
            refused(name, List.of(arm), UpstreamErrors.passed(passed.status()));
            return;
        }
        UsageOf used = passed.used();
        of(name).relayed(arm, ask.n(), used);
        called(arm, true);
        metrics.samples(label, arm, ask.n());
        metrics.tokens(metric(ask.request().operation()), label, used.promptTokens(), used.completionTokens());
    }

    /** An error that the client sees. Its own doing is no failure of a model. */
    void refused(String name, List<String> arms, ApiError error) {
        if (error.status() >= 500 || error.status() == 429) {
            failed(name, arms, error);
        }
    }

    private synchronized void failed(String name, List<String> arms, ApiError error) {
        long now = Instant.now().getEpochSecond();
        failures.addFirst(new Status.Failure(now, name, error.status(), error.words()));
        if (failures.size() > ERRORS) {
            failures.removeLast();
        }
        of(name).failed();
        arms.forEach(arm -> called(arm, false));
    }

    /** @param arm counted under its model, however that was led: clients make up weights */
    private void called(String arm, boolean answered) {
        String model = arms.model(arm);
        long[] counts = calls.computeIfAbsent(model, _ -> new long[3]);
        counts[0]++;
        counts[1] += answered ? 0 : 1;
        counts[2] = answered ? 0 : counts[2] + 1;
        metrics.call(model, answered);
    }

    private NameTally of(String name) {
        NameTally others = names.computeIfAbsent(OTHERS, _ -> new NameTally());
        NameTally known = names.computeIfAbsent(name, _ -> new NameTally());
        if (names.size() > NAMES) {
            Iterator<NameTally> oldest = names.values().iterator();
            others.absorb(oldest.next());
            oldest.remove();
        }
        return known;
    }

    private static Metrics.Operation metric(ClientRequest.Operation operation) {
        return operation == ClientRequest.Operation.CHAT ? Metrics.Operation.CHAT : Metrics.Operation.COMPLETION;
    }

    synchronized List<Status.Failure> failures() {
        return List.copyOf(failures);
    }

    synchronized Map<String, NameTally.Counts> counts() {
        Map<String, NameTally.Counts> counts = new TreeMap<>();
        names.forEach((name, tally) -> counts.put(name, tally.counts()));
        return counts;
    }

    /** {calls, failures, failures without an answer since} of an arm. */
    synchronized long[] calls(String arm) {
        return calls.getOrDefault(arm, new long[3]).clone();
    }
}
