package dev.hone.budget.arms;

import dev.hone.core.HoneException;
import dev.hone.core.Nearest;
import dev.hone.lm.PoolEntry;
import dev.hone.lm.PoolEntry.Arm;
import dev.hone.lm.Query;
import dev.hone.lm.Sample;
import dev.hone.lm.format.Pool;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Queries with the graded answers of several arms. An arm that a query lacks was not measured there, which is not zero:
 * such a query can't be compared and is left out.
 */
public final class ArmedQueries {
    private final List<String> arms;
    private final List<Query> queries;
    private final List<List<List<Sample>>> answers; // [queries][arms][samples]
    private final double[][][] rewards; // [queries][arms][samples]
    private final double[][] tokens; // mean of an answer, NaN where unknown [queries][arms]
    private final int leftOut;

    private ArmedQueries(
            List<String> arms,
            List<Query> queries,
            List<List<List<Sample>>> answers,
            double[][][] rewards,
            double[][] tokens,
            int leftOut) {
        this.arms = List.copyOf(arms);
        this.queries = List.copyOf(queries);
        this.answers = answers;
        this.rewards = rewards;
        this.tokens = tokens;
        this.leftOut = leftOut;
    }

    /**
     * The queries of a graded pool for which every one of these arms was measured.
     *
     * @param wanted names, the cheap one first where there are two; empty for all arms of the pool
     * @throws HoneException if an arm is not in the pool or named twice, there are fewer than two, or no query has them all
     */
    public static ArmedQueries of(Pool pool, List<String> wanted) {
        List<String> arms = wanted.isEmpty() ? List.copyOf(pool.arms()) : wanted;
        requireArms(pool, arms);
        List<PoolEntry> complete = pool.entries().stream()
                .filter(entry -> entry.arms().keySet().containsAll(arms))
                .toList();
        if (complete.isEmpty()) {
            throw new HoneException(
                    pool.source() + ": no query was answered by all of " + String.join(", ", arms) + "; '"
                            + rarest(pool, arms) + "' was measured least.",
                    "leave that arm out: --arms names those to choose among");
        }
        double[][][] rewards = new double[complete.size()][arms.size()][];
        double[][] tokens = new double[complete.size()][arms.size()];
        for (int i = 0; i < rewards.length; i++) {
            for (int a = 0; a < arms.size(); a++) {
                Arm arm = complete.get(i).arm(arms.get(a)).orElseThrow();
                if (!arm.graded()) {
                    throw new HoneException(
                            pool.source() + ": the query '"
                                    + complete.get(i).query().id() + "' has no rewards in arm '" + arms.get(a) + "'.",
                            "grade its samples first: hone pool grade " + pool.source()
                                    + " --reward REWARD --out GRADED");
                }
                rewards[i][a] = arm.rewards();
                tokens[i][a] = arm.meanTokens().orElse(Double.NaN);
            }
        }
        return new ArmedQueries(
                arms,
                complete.stream().map(PoolEntry::query).toList(),
                complete.stream()
                        .map(entry -> arms.stream()
                                .map(arm -> entry.arm(arm).orElseThrow().samples())
                                .toList())
                        .toList(),
                rewards,
                tokens,
                pool.entries().size() - complete.size());
    }

    private static void requireArms(Pool pool, List<String> arms) {
        for (String arm : arms) {
            if (!pool.arms().contains(arm)) {
                throw new HoneException(
                        pool.source() + ": not a single query was answered by an arm '" + arm + "'.",
                        Nearest.of(arm, pool.arms())
                                .map(near -> "you meant '" + near + "'")
                                .orElse("name arms of the pool: " + String.join(", ", pool.arms())));
            }
        }
        if (arms.stream().distinct().count() < arms.size()) {
            throw new HoneException("--arms names an arm twice: " + String.join(",", arms) + ".", "name each once");
        }
        if (arms.size() < 2) {
            throw new HoneException(
                    pool.source() + ": there is one arm, and nothing to choose among.",
                    "leave --arms away: with one model the choice is how many samples each query gets");
        }
    }

    private static String rarest(Pool pool, List<String> arms) {
        String rarest = arms.getFirst();
        long least = Long.MAX_VALUE;
        for (String arm : arms) {
            long measured = pool.entries().stream()
                    .filter(entry -> entry.arms().containsKey(arm))
                    .count();
            if (measured < least) {
                least = measured;
                rarest = arm;
            }
        }
        return rarest;
    }

    public List<String> arms() {
        return arms;
    }

    public List<Query> queries() {
        return queries;
    }

    public int size() {
        return queries.size();
    }

    /** Queries of the pool that lack an arm. */
    public int leftOut() {
        return leftOut;
    }

    /** An arm's answers to a query, at least one, graded. */
    public List<Sample> answers(int query, int arm) {
        return answers.get(query).get(arm);
    }

    /** Rewards of an arm's answers to a query, at least one; must be left alone. */
    public double[] rewards(int query, int arm) {
        return rewards[query][arm];
    }

    /** Mean reward of an arm's answers to a query: the quality of calling it once. */
    public double quality(int query, int arm) {
        return Arrays.stream(rewards[query][arm]).average().orElse(Double.NaN);
    }

    /** Mean quality of every arm for some queries, one row each. [chosen][arms] */
    public double[][] quality(int[] chosen) {
        return Arrays.stream(chosen)
                .mapToObj(i -> IntStream.range(0, arms.size())
                        .mapToDouble(a -> quality(i, a))
                        .toArray())
                .toArray(double[][]::new);
    }

    /** Mean output tokens of an arm's answer to a query; NaN where they were not recorded. */
    public double tokens(int query, int arm) {
        return tokens[query][arm];
    }
}
