package dev.hone.serve;

import dev.hone.budget.serving.BudgetedModel;
import dev.hone.budget.serving.Served;
import dev.hone.serve.openai.ApiError;
import dev.hone.serve.openai.UsageOf;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What was served since the start, for the page and for metrics. Names are configured or canonical, so there are few. */
final class Tally {
    private static final int ERRORS = 20;

    /** A failure, without a word of the request. */
    record Failure(Instant time, String name, int status, String type) {}

    private final Map<String, NameTally> names = new TreeMap<>();
    private final Deque<Failure> failures = new ArrayDeque<>();

    private NameTally of(String name) {
        return names.computeIfAbsent(name, _ -> new NameTally());
    }

    synchronized void overhead(String name, long nanos) {
        of(name).overhead(nanos);
    }

    synchronized void served(BudgetedModel model, Served served) {
        of(model.name()).served(served);
    }

    synchronized void relayed(String name, String arm, UsageOf used) {
        of(name).relayed(arm, used);
    }

    synchronized void failed(String name, ApiError error) {
        failures.addFirst(new Failure(Instant.now(), name, error.status(), error.getMessage()));
        if (failures.size() > ERRORS) {
            failures.removeLast();
        }
        of(name).failed();
    }

    synchronized List<Failure> failures() {
        return List.copyOf(failures);
    }

    synchronized Map<String, NameTally.Counts> counts() {
        Map<String, NameTally.Counts> counts = new TreeMap<>();
        names.forEach((name, tally) -> counts.put(name, tally.counts()));
        return counts;
    }
}
