package dev.hone.budget;

import dev.hone.budget.evaluation.GradedQueries;
import dev.hone.budget.head.Examples;
import dev.hone.core.Seeds;
import dev.hone.lm.Features;
import dev.hone.lm.PoolEntry;
import dev.hone.lm.Query;
import dev.hone.lm.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.TreeMap;

/** A pool of simulated queries and the features that go with it. */
public final class SimulatedPool implements Features {
    private final List<PoolEntry> entries = new ArrayList<>();
    private final Map<String, float[]> vectors = new TreeMap<>();
    private final int dimension;

    /** As {@link Simulation#draw}, with 0/1 rewards in random order. */
    public SimulatedPool(long seed, int queries, int samples, double noise) {
        Examples examples = Simulation.draw(Seeds.of(seed), queries, 24, samples, noise);
        dimension = examples.dimension();
        var random = Seeds.of(seed).child("order").generator();
        for (int i = 0; i < queries; i++) {
            int left = examples.successes(i);
            double[] rewards = new double[samples];
            for (int s = 0; s < samples; s++) {
                boolean success = random.nextInt(samples - s) < left;
                rewards[s] = success ? 1 : 0;
                left -= success ? 1 : 0;
            }
            add(Query.of("q" + i, "simulated query number " + i), rewards, examples.features(i));
        }
    }

    /** As {@link Simulation#drawReal}. */
    public static SimulatedPool real(long seed, int queries, int samples) {
        Examples examples = Simulation.drawReal(Seeds.of(seed), queries, samples);
        SimulatedPool pool = new SimulatedPool(examples.dimension());
        for (int i = 0; i < queries; i++) {
            pool.add(Query.of("q" + i, "simulated query number " + i), examples.rewards(i), examples.features(i));
        }
        return pool;
    }

    /** A pool with nothing in it. */
    public SimulatedPool(int dimension) {
        this.dimension = dimension;
    }

    public SimulatedPool add(Query query, double[] rewards, float[] vector) {
        List<Sample> samples = new ArrayList<>();
        for (double reward : rewards) {
            samples.add(new Sample(
                    Optional.empty(),
                    OptionalDouble.of(reward),
                    Optional.empty(),
                    Optional.empty(),
                    OptionalInt.empty()));
        }
        entries.add(PoolEntry.of(query, samples));
        vectors.put(query.id(), vector);
        return this;
    }

    public List<PoolEntry> entries() {
        return entries;
    }

    public GradedQueries graded() {
        return GradedQueries.of("simulated.jsonl", entries);
    }

    @Override
    public String name() {
        return "simulated";
    }

    @Override
    public int dimension() {
        return dimension;
    }

    @Override
    public float[][] of(List<Query> queries) {
        return queries.stream()
                .map(query -> vectors.getOrDefault(query.id(), new float[dimension]))
                .toArray(float[][]::new);
    }
}
