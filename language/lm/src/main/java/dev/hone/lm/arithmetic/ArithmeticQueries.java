package dev.hone.lm.arithmetic;

import dev.hone.core.HoneException;
import dev.hone.core.Seeds;
import dev.hone.lm.Message;
import dev.hone.lm.Query;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * The demo's queries: sums and products, half of each, and on request a share that no model of this size can answer.
 *
 * <p>All queries of one draw differ. A problem that was drawn before is drawn again, which thins out the smallest ones: there
 * are only 100 products of two one-digit numbers, so a large draw holds fewer of them than the sixth that {@link Problem}
 * would give. The model was trained on endless problems of the same distribution from another branch of the seeds, and
 * nothing was held back from it: a query may have been seen in training, as in any real use of a model.
 */
public final class ArithmeticQueries {
    /** The group of sums. */
    public static final String ADD = "add";

    /** The group of products within the model's reach. */
    public static final String MULTIPLY = "multiply";

    /** The group of products beyond it. */
    public static final String IMPOSSIBLE = "impossible";

    /** Most queries of one draw: half of the 100,000 products that exist, and as many sums. */
    public static final int MOST = 100_000;

    private ArithmeticQueries() {}

    /**
     * Draws queries in random order. A query's id is its problem, {@code 123+45}; its reference is the result.
     *
     * @param n how many, 1 to {@link #MOST}
     * @param impossibleShare share of products of 4 with 3 digits, in [0, 1]; the others are half sums, half products
     * @throws HoneException if a number is out of its range
     */
    public static List<Query> draw(int n, double impossibleShare, Seeds seeds) {
        if (n < 1 || n > MOST) {
            throw new HoneException("The number of queries is " + n + ".", "give a number between 1 and " + MOST);
        }
        if (!(impossibleShare >= 0 && impossibleShare <= 1)) {
            throw new HoneException(
                    "The share of impossible queries is " + impossibleShare + ".", "give a number between 0 and 1");
        }
        Seeds root = seeds.child("arithmetic");
        int impossible = (int) Math.round(n * impossibleShare);
        int sums = (n - impossible + 1) / 2;
        var queries = new ArrayList<Query>(n);
        queries.addAll(distinct(sums, ADD, Problem::sum, root));
        queries.addAll(distinct(n - impossible - sums, MULTIPLY, Problem::product, root));
        queries.addAll(distinct(impossible, IMPOSSIBLE, Problem::impossible, root));
        shuffle(queries, root.child("order").generator());
        return List.copyOf(queries);
    }

    private static List<Query> distinct(int n, String group, Function<RandomGenerator, Problem> draw, Seeds seeds) {
        RandomGenerator random = seeds.child(group).generator();
        Set<Problem> problems = new LinkedHashSet<>();
        while (problems.size() < n) {
            problems.add(draw.apply(random));
        }
        return problems.stream().map(p -> query(p, group)).toList();
    }

    private static Query query(Problem problem, String group) {
        return new Query(
                problem.toString(),
                List.of(Message.user(problem.prompt())),
                Optional.of(group),
                Optional.of(problem.answer()));
    }

    /** Fisher and Yates; {@code Collections.shuffle} leaves its algorithm open. */
    private static void shuffle(List<Query> queries, RandomGenerator random) {
        for (int i = queries.size() - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            Query swapped = queries.get(i);
            queries.set(i, queries.get(j));
            queries.set(j, swapped);
        }
    }
}
