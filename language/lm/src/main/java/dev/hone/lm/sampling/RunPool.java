package dev.hone.lm.sampling;

import dev.hone.core.HoneException;
import dev.hone.core.Json;
import dev.hone.core.run.Items;
import dev.hone.core.run.Run;
import dev.hone.core.run.RunReader;
import dev.hone.core.run.StoredItems;
import dev.hone.lm.PoolEntry;
import dev.hone.lm.PoolEntry.Arm;
import dev.hone.lm.Query;
import dev.hone.lm.Sample;
import dev.hone.lm.format.Pool;
import dev.hone.lm.format.Queries;
import java.util.AbstractCollection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The pool that a run's items make, finished or not: the queries in the order of their file, of each the samples there are in
 * order of their index, with rewards where all of them are graded. Queries are kept in the run too, so that what it has can be
 * exported when their file is gone.
 */
public final class RunPool {
    /** The kind of items that hold a query each. */
    public static final String QUERY = "query";

    /** The kind of items that hold what one call returned. */
    public static final String SAMPLE = "sample";

    /** The kind of items that hold an entry each, written whole by a server that records what it serves. */
    public static final String SERVED = "served";

    /** The key of a {@link #SERVED} item that says whether all samples were drawn, whatever the plan said. */
    public static final String EXPLORED = Pool.EXPLORED;

    /** The kind of items that hold the rewards of one query: {@code {"arm": [number, …]}}. */
    public static final String GRADE = "grade";

    /** The kind of the one item that names the reward that graded. */
    private static final String GRADER = "grader";

    private RunPool() {}

    /** Keeps the name of the reward that grades, so that a pool of the run can say it. */
    public static void gradedBy(Run run, String reward) {
        run.items(GRADER).put(GRADER, reward);
    }

    /** Keeps the queries in the run, at its start; again does nothing. */
    public static void begin(Run run, List<Query> queries) {
        Items items = run.items(QUERY);
        if (items.count() == 0) {
            Map<String, Object> values = new LinkedHashMap<>();
            queries.forEach(query -> values.put(query.id(), Queries.json(query)));
            items.putAll(values);
        }
    }

    /**
     * What a run has: an entry for each query with a sample, read as they are iterated, one query at a time.
     *
     * @throws HoneException if it holds no queries: a verb that draws no samples made it
     */
    public static Collection<PoolEntry> entries(RunReader run) {
        StoredItems served = run.items(SERVED);
        if (served.count() > 0) {
            return new ServedEntries(served, false);
        }
        if (run.items(QUERY).count() == 0) {
            throw new HoneException(
                    "Run " + run.info().id() + " of 'hone " + run.info().spec().verb() + "' holds no samples.",
                    "name a run of 'hone budget sample'; 'hone runs list' shows them");
        }
        return new Entries(run.items(QUERY), run.items(SAMPLE), run.items(GRADE), run.items(GRADER));
    }

    /**
     * What a server recorded of requests that drew all their samples: the ones that say without bias what samples are worth.
     *
     * @throws HoneException if it recorded none
     */
    public static Collection<PoolEntry> explored(RunReader run) {
        ServedEntries explored = new ServedEntries(run.items(SERVED), true);
        if (explored.isEmpty()) {
            throw new HoneException(
                    "Run " + run.info().id() + " of 'hone " + run.info().spec().verb() + "' explored no request.",
                    "serve with --record and --explore 0.05, or export all of them");
        }
        return explored;
    }

    private static final class ServedEntries extends AbstractCollection<PoolEntry> {
        private final StoredItems served;
        private final boolean exploredOnly;

        ServedEntries(StoredItems served, boolean exploredOnly) {
            this.served = served;
            this.exploredOnly = exploredOnly;
        }

        @Override
        public int size() {
            return (int) wanted().count();
        }

        @Override
        public boolean isEmpty() {
            return wanted().findAny().isEmpty();
        }

        @Override
        public Iterator<PoolEntry> iterator() {
            return wanted().map(item -> Pool.entry("item " + item.id(), item.value()))
                    .iterator();
        }

        private Stream<StoredItems.Item> wanted() {
            return served.stream()
                    .filter(item -> !exploredOnly || item.value().path(EXPLORED).asBoolean(false));
        }
    }

    /** What a run at work has: an entry for each query with a sample, read as they are iterated, one query at a time. */
    public static Collection<PoolEntry> entries(Run run) {
        return new Entries(run.items(QUERY), run.items(SAMPLE), run.items(GRADE), run.items(GRADER));
    }

    /** What an item of the kind {@link #GRADE} says of an entry. */
    public static ObjectNode grades(Map<String, double[]> rewardsByArm) {
        ObjectNode grades = Json.MAPPER.createObjectNode();
        new TreeMap<>(rewardsByArm).forEach((arm, rewards) -> {
            ArrayNode list = grades.putArray(arm);
            for (double reward : rewards) {
                list.add(reward);
            }
        });
        return grades;
    }

    /** An entry with the rewards of an item, or empty if they are not as many as its samples, arm by arm. */
    public static Optional<PoolEntry> graded(PoolEntry entry, JsonNode grades) {
        Map<String, Arm> arms = new TreeMap<>();
        for (Map.Entry<String, Arm> arm : entry.arms().entrySet()) {
            List<Sample> samples = arm.getValue().samples();
            JsonNode rewards = grades.path(arm.getKey());
            if (rewards.size() != samples.size()) {
                return Optional.empty();
            }
            List<Sample> graded = new ArrayList<>();
            samples.forEach(sample ->
                    graded.add(sample.withReward(rewards.path(graded.size()).asDouble())));
            arms.put(arm.getKey(), new Arm(graded, arm.getValue().tokens()));
        }
        return Optional.of(new PoolEntry(entry.query(), arms, entry.explored(), entry.time()));
    }

    private static final class Entries extends AbstractCollection<PoolEntry> {
        private final StoredItems queries;
        private final StoredItems samples;
        private final StoredItems grades;
        private final Optional<String> grader;
        private final Map<String, IndexRanges> ranges;

        Entries(StoredItems queries, StoredItems samples, StoredItems grades, StoredItems graders) {
            this.queries = queries;
            this.samples = samples;
            this.grades = grades;
            this.grader = graders.get(GRADER).map(JsonNode::asString);
            this.ranges = StoredSamples.ranges(samples);
        }

        @Override
        public int size() {
            return ranges.size();
        }

        @Override
        public Iterator<PoolEntry> iterator() {
            return queries.stream()
                    .map(item -> Queries.query("item " + item.id(), item.value()))
                    .filter(query -> ranges.containsKey(query.id()))
                    .map(this::entry)
                    .iterator();
        }

        private PoolEntry entry(Query query) {
            var all = StoredSamples.read(samples, query.id(), ranges.getOrDefault(query.id(), IndexRanges.NONE));
            PoolEntry entry = PoolEntry.of(query, List.copyOf(all.values()));
            return grades.get(query.id())
                    .flatMap(item -> graded(entry, item))
                    .map(graded -> grader.map(graded::gradedBy).orElse(graded))
                    .orElse(entry);
        }
    }
}
