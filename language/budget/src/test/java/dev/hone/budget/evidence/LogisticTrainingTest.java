package dev.hone.budget.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.budget.evaluation.GradedQueries;
import dev.hone.core.Seeds;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LogisticTrainingTest {
    private static final double[] RIDGES = {3, 30, 300, Double.POSITIVE_INFINITY};

    private static LogisticRule fit(GradedQueries queries, long seed, double... ridges) {
        return LogisticTraining.fit(
                queries,
                SampleViews.of(queries),
                Orders.of(queries, Orders.COUNT, Seeds.of(seed).child("orders")),
                IntStream.range(0, queries.size()).toArray(),
                Seeds.of(seed),
                ridges);
    }

    /** Deviance a query of a rule on queries that it never saw, after one sample and after four, in orders of the pool. */
    private static double deviance(LogisticRule rule, GradedQueries fresh) {
        SampleViews views = SampleViews.of(fresh);
        int[] order = IntStream.range(0, 24).toArray();
        double sum = 0;
        for (int query = 0; query < fresh.size(); query++) {
            double[][] seen = views.walk(query, order, 8);
            for (int drawn : new int[] {1, 2, 4, 8}) {
                double[] rewards = fresh.rewards(query);
                boolean success = Arrays.stream(rewards, 0, drawn).anyMatch(r -> r == 1);
                double label = success
                        ? 0
                        : Arrays.stream(rewards, drawn, 24).average().orElseThrow();
                double p = rule.chance(drawn, seen[drawn - 1]);
                sum -= label * Math.log(p) + (1 - label) * Math.log(1 - p);
            }
        }
        return sum / fresh.size();
    }

    @Test
    void where_samples_tell_much_the_lightest_ridge_is_chosen_and_predicts_fresh_queries_best() {
        for (long seed = 1; seed <= 2; seed++) {
            GradedQueries pool = GuardedLogisticTest.pool(1, Seeds.of(seed));
            GradedQueries fresh = GuardedLogisticTest.pool(1, Seeds.of(seed + 100));
            LogisticRule chosen = fit(pool, seed, RIDGES);
            assertEquals(fit(pool, seed, 3).weights(), chosen.weights());
            double loss = deviance(fit(pool, seed, 30), fresh) - deviance(chosen, fresh);
            assertTrue(loss > .02, () -> "the next ridge is worse by " + loss);
        }
    }

    @Test
    void where_samples_tell_nothing_looking_at_nothing_is_chosen_since_held_out_queries_judge() {
        int blind = 0;
        for (long seed = 1; seed <= 4; seed++) {
            GradedQueries pool = GuardedLogisticTest.pool(0, Seeds.of(seed));
            blind += fit(pool, seed, RIDGES).isBlind() ? 1 : 0;
        }
        assertTrue(blind >= 3, blind + " of 4 rules look at nothing");
    }

    private static double weight(LogisticRule rule) {
        return rule.weights().stream().mapToDouble(Math::abs).sum();
    }

    @Test
    void a_heavier_ridge_makes_lighter_weights() {
        GradedQueries pool = GuardedLogisticTest.pool(.5, Seeds.of(1));
        double before = Double.POSITIVE_INFINITY;
        for (double ridge : RIDGES) {
            double now = weight(fit(pool, 1, ridge));
            double lighter = before;
            assertTrue(now < lighter, () -> now + " at " + ridge + " after " + lighter);
            before = now;
        }
        assertEquals(0, before, 0);
    }
}
