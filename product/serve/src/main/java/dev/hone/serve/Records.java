package dev.hone.serve;

import dev.hone.budget.serving.Served;
import dev.hone.budget.spend.SpendState;
import dev.hone.core.Json;
import dev.hone.core.run.Items;
import dev.hone.core.run.Run;
import dev.hone.core.run.StoredItems;
import dev.hone.lm.PoolEntry;
import dev.hone.lm.PoolEntry.Arm;
import dev.hone.lm.Query;
import dev.hone.lm.Sample;
import dev.hone.lm.format.Pool;
import dev.hone.lm.sampling.RunPool;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Supplier;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a server keeps in its run: what each name has spent, and, where it records, each request with its candidates. A recorded
 * request is committed together with what its name has spent, so a crash loses neither or both.
 */
final class Records {
    private static final String SPEND = "spend";

    private final Run run;
    private final Items spend;

    Records(Run run) {
        this.run = run;
        this.spend = run.items(SPEND);
    }

    String runId() {
        return run.id();
    }

    /** What each name has spent so far. */
    Map<String, SpendState> spent() {
        Map<String, SpendState> spent = new TreeMap<>();
        spend.stream()
                .forEach((StoredItems.Item item) ->
                        spent.put(item.id(), Json.MAPPER.treeToValue(item.value(), SpendState.class)));
        return spent;
    }

    /** Keeps what names have spent; asked for when it is this one's turn, so that no older state is written over a newer. */
    synchronized void keep(Supplier<Map<String, SpendState>> spent) {
        Map<String, SpendState> now = spent.get();
        if (!now.isEmpty()) {
            spend.putAll(now);
        }
    }

    /**
     * Keeps a request with its candidates; when this returns, a killed process can't lose it.
     *
     * @param id of the answer, which the client has seen
     * @param name that was asked for
     * @param spent under that name, asked for when it is this one's turn
     */
    void keep(String id, String name, Query query, Served served, Supplier<SpendState> spent) {
        ObjectNode entry = entry(id, query, served);
        entry.put("name", name);
        served.decision().offer().predicted().ifPresent(quality -> entry.put("predicted", quality));
        entry.put("best", served.ranking().getFirst());
        synchronized (this) {
            run.putTogether(List.of(new Run.Put(RunPool.SERVED, id, entry), new Run.Put(SPEND, name, spent.get())));
        }
    }

    /** A served request as a pool's line; of one arm as of many, named. */
    private static ObjectNode entry(String id, Query query, Served served) {
        Map<String, List<Sample>> byArm = new LinkedHashMap<>();
        for (int i = 0; i < served.samples().size(); i++) {
            Sample sample = Sample.of(served.samples().get(i));
            boolean graded = served.rewards().size() == served.samples().size();
            byArm.computeIfAbsent(served.arms().get(i), _ -> new ArrayList<>())
                    .add(graded ? sample.withReward(served.rewards().get(i)) : sample);
        }
        Map<String, Arm> arms = new TreeMap<>();
        byArm.forEach((arm, samples) -> arms.put(arm, new Arm(samples, OptionalDouble.empty())));
        Query named = new Query(id, query.messages(), query.group(), query.reference());
        return Pool.json(
                new PoolEntry(named, arms, Optional.of(served.decision().explored()), Optional.of(Instant.now())));
    }
}
