package dev.hone.budget.evidence;

import dev.hone.budget.evaluation.GradedQueries;
import dev.hone.budget.head.Examples;
import dev.hone.core.Seeds;
import dev.hone.lm.Sample;
import dev.hone.lm.SampleFeatures;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Which sample of each query comes first in each of several replays, what is seen of it, and what it was worth. Any sample of the
 * pool might have come first, each equally likely. Over the replays of one query they are spread evenly over its right and wrong
 * samples, so that means over replays have little luck in them; which replay gets which is independent from query to query.
 */
final class FirstSamples {
    private final int[] queries; // in the pool
    private final float[][][] seen; // [queries][replays][dimension]
    private final double[][] rewards; // [queries][replays]
    private final int[][] looks; // [queries][replays]: equal first samples of a query are one look
    private final int distinct;

    private FirstSamples(int[] queries, float[][][] seen, double[][] rewards) {
        this.queries = queries;
        this.seen = seen;
        this.rewards = rewards;
        looks = new int[seen.length][];
        int count = 0;
        for (int i = 0; i < seen.length; i++) {
            looks[i] = new int[seen[i].length];
            for (int k = 0; k < seen[i].length; k++) {
                int same = 0;
                while (!Arrays.equals(seen[i][same], seen[i][k])) {
                    same++;
                }
                looks[i][k] = same < k ? looks[i][same] : count++;
            }
        }
        distinct = count;
    }

    /** Chooses them and looks at them. */
    static FirstSamples of(GradedQueries pool, int[] queries, int replays, SampleFeatures features, Seeds seeds) {
        float[][][] seen = new float[queries.length][][];
        double[][] rewards = new double[queries.length][];
        IntStream.range(0, queries.length).parallel().forEach(i -> {
            int query = queries[i];
            double[] all = pool.rewards(query);
            int[] first =
                    choose(all, replays, seeds.child(pool.query(query).id()).generator());
            rewards[i] = Arrays.stream(first).mapToDouble(s -> all[s]).toArray();
            List<Sample> samples =
                    Arrays.stream(first).mapToObj(pool.drawn(query)::get).toList();
            seen[i] = features.of(pool.query(query), samples);
        });
        return new FirstSamples(queries.clone(), seen, rewards);
    }

    /** A systematic sample of the samples in order of their rewards, dealt to the replays at random. [replays] */
    static int[] choose(double[] rewards, int replays, RandomGenerator random) {
        List<Integer> sorted = IntStream.range(0, rewards.length)
                .boxed()
                .sorted(Comparator.comparingDouble(s -> rewards[s]))
                .toList();
        double start = random.nextDouble();
        int[] first = new int[replays];
        for (int k = 0; k < replays; k++) {
            int other = random.nextInt(k + 1);
            first[k] = first[other];
            first[other] = sorted.get((int) ((start + k) / replays * rewards.length));
        }
        return first;
    }

    /** Numbers in the pool of the queries whose first samples these are; a copy. */
    int[] queries() {
        return queries.clone();
    }

    int size() {
        return queries.length;
    }

    /** A query's number in the pool. */
    int query(int place) {
        return queries[place];
    }

    int replays() {
        return seen.length == 0 ? 0 : seen[0].length;
    }

    double reward(int place, int replay) {
        return rewards[place][replay];
    }

    /** The number of what is seen in a replay, among all {@link #looks} in all replays. */
    int look(int place, int replay) {
        return looks[place][replay];
    }

    /**
     * What a head reads after the first sample: its features, then its query's. Equal ones are there once.
     *
     * @param features of all queries in the pool
     * @return by {@link #look} [looks][both]
     */
    float[][] looks(float[][] features) {
        float[][] inputs = new float[distinct][];
        for (int i = 0; i < queries.length; i++) {
            for (int k = 0; k < looks[i].length; k++) {
                inputs[looks[i][k]] = joined(seen[i][k], features[queries[i]]);
            }
        }
        return inputs;
    }

    /**
     * The same for some replays of each query, one after another, equal ones repeated.
     *
     * @return [queries * some][both]
     */
    private float[][] inputs(float[][] features, int some) {
        float[][] inputs = new float[queries.length * some][];
        for (int i = 0; i < queries.length; i++) {
            for (int k = 0; k < some; k++) {
                inputs[i * some + k] = joined(seen[i][k], features[queries[i]]);
            }
        }
        return inputs;
    }

    static float[] joined(float[] first, float[] query) {
        float[] both = Arrays.copyOf(first, first.length + query.length);
        System.arraycopy(query, 0, both, first.length, query.length);
        return both;
    }

    /** In some replays of each query: was the first sample wrong? One outcome each, 1 where it was. */
    Examples wrong(float[][] features, int some) {
        float[][] inputs = inputs(features, some);
        double[][] outcomes = new double[inputs.length][1];
        for (int at = 0; at < inputs.length; at++) {
            outcomes[at][0] = rewards[at / some][at % some] == 1 ? 0 : 1;
        }
        return new Examples(inputs, outcomes);
    }

    /** In some replays of each query, those in which the first sample was wrong: the rewards of the query's other samples. */
    Examples rest(GradedQueries pool, float[][] features, int some) {
        float[][] inputs = inputs(features, some);
        int[] kept = IntStream.range(0, inputs.length)
                .filter(at -> rewards[at / some][at % some] != 1)
                .toArray();
        int[] others = new int[kept.length];
        int[] right = new int[kept.length];
        for (int i = 0; i < kept.length; i++) {
            double[] all = pool.rewards(queries[kept[i] / some]);
            others[i] = all.length - 1;
            right[i] = (int) Arrays.stream(all).filter(reward -> reward == 1).count();
        }
        return Examples.ofCounts(Arrays.stream(kept).mapToObj(at -> inputs[at]).toArray(float[][]::new), others, right);
    }
}
