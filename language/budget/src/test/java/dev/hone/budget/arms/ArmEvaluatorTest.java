package dev.hone.budget.arms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.core.HoneException;
import dev.hone.core.Listener;
import dev.hone.core.Seeds;
import dev.hone.lm.Features;
import dev.hone.lm.Query;
import dev.hone.lm.TextFeatures;
import dev.hone.lm.format.Pool;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArmEvaluatorTest {
    private static final List<String> ARMS = List.of("small", "large");

    private static ArmEvaluator evaluator(Pool pool, CostUnit unit) {
        ArmedQueries queries = ArmedQueries.of(pool, ARMS);
        return new ArmEvaluator(
                queries,
                Costs.of(unit, ARMS, Optional.empty()),
                new TextFeatures(),
                new ArmSettings(4, 1, 100),
                Seeds.of(5),
                Listener.NONE);
    }

    /** What most tests look at; evaluating takes a while. */
    private static final ArmFit FIT = ArmFit.of(evaluator(ArmPools.templates(30, true, 1), CostUnit.SAMPLES));

    private static final ArmEvaluation EVALUATION = FIT.evaluation();

    private static double quality(ArmEvaluation evaluation, SplitKind split, ArmPolicy policy) {
        return evaluation.row(split, policy, .5).orElseThrow().quality().estimate();
    }

    @Test
    void where_templates_tell_the_router_sends_what_the_small_model_fails_at() {
        assertEquals(.9, quality(EVALUATION, SplitKind.SHUFFLED, ArmPolicy.LEARNT), .04);
        assertEquals(.7, quality(EVALUATION, SplitKind.SHUFFLED, ArmPolicy.RANDOM), .04);
        ArmRow plan = EVALUATION.row(SplitKind.SHUFFLED, ArmPolicy.PLAN, .5).orElseThrow();
        assertTrue(plan.gain().low() > .1, () -> "" + plan);
        assertTrue(plan.area().low() > .05, () -> "" + plan);
        assertEquals(.5, plan.cost(), 1e-12);
    }

    @Test
    void on_templates_never_seen_the_guard_keeps_to_the_fixed_mix() {
        ArmRow plan = EVALUATION.row(SplitKind.GROUPS, ArmPolicy.PLAN, .5).orElseThrow();
        assertEquals(0, plan.gain().estimate(), .03);
    }

    @Test
    void where_there_is_nothing_to_know_the_plan_does_no_harm() {
        ArmEvaluation evaluation =
                evaluator(ArmPools.templates(30, false, 2), CostUnit.TOKENS).evaluate();
        for (ArmRow row : evaluation.rows()) {
            if (row.policy() == ArmPolicy.PLAN) {
                assertTrue(row.gain().high() > -.02, row::toString);
            }
        }
    }

    @Test
    void a_router_that_loses_on_groups_it_never_saw_is_not_used_there() {
        ArmEvaluation evaluation =
                evaluator(ArmPools.opposites(30, 1), CostUnit.SAMPLES).evaluate();
        ArmRow learnt = evaluation.row(SplitKind.GROUPS, ArmPolicy.LEARNT, .5).orElseThrow();
        assertTrue(learnt.gain().estimate() < -.02, learnt::toString);
        ArmRow plan = evaluation.row(SplitKind.GROUPS, ArmPolicy.PLAN, .5).orElseThrow();
        assertEquals(0, plan.gain().estimate(), .01, plan::toString);
    }

    @Test
    void chance_is_no_gain_when_every_query_is_held_out() {
        for (int seed = 1; seed <= 3; seed++) {
            ArmRouter router = evaluator(ArmPools.templates(30, false, seed), CostUnit.SAMPLES)
                    .fit(Map.of(), List.of());
            assertTrue(router.known().gain().estimate() < .03, router.known()::reason);
        }
    }

    @Test
    void policies_are_compared_at_equal_cost_in_tokens() {
        ArmEvaluation evaluation =
                evaluator(ArmPools.templates(30, true, 3), CostUnit.TOKENS).evaluate();
        assertEquals(
                60,
                evaluation
                        .row(SplitKind.SHUFFLED, ArmPolicy.LEARNT, .5)
                        .orElseThrow()
                        .cost(),
                1e-6);
        assertEquals(
                evaluation
                        .row(SplitKind.SHUFFLED, ArmPolicy.RANDOM, .5)
                        .orElseThrow()
                        .quality()
                        .estimate(),
                evaluation
                        .row(SplitKind.SHUFFLED, ArmPolicy.FIXED_MIX, .5)
                        .orElseThrow()
                        .quality()
                        .estimate(),
                .02);
        assertTrue(quality(evaluation, SplitKind.SHUFFLED, ArmPolicy.ORACLE)
                >= quality(evaluation, SplitKind.SHUFFLED, ArmPolicy.LEARNT));
    }

    @Test
    void a_cascade_that_sees_rewards_beats_choosing_from_the_query_alone() {
        assertTrue(quality(EVALUATION, SplitKind.SHUFFLED, ArmPolicy.CASCADE)
                > quality(EVALUATION, SplitKind.SHUFFLED, ArmPolicy.LEARNT));
    }

    @Test
    void an_evaluation_can_be_repeated() {
        Pool pool = ArmPools.templates(10, true, 1);
        assertEquals(
                evaluator(pool, CostUnit.SAMPLES).evaluate().rows(),
                evaluator(pool, CostUnit.SAMPLES).evaluate().rows());
    }

    @Test
    void an_artefact_plans_as_the_router_that_was_saved(@TempDir Path folder) {
        ArmFit fit = FIT;
        assertTrue(fit.router().known().supported());
        fit.router().save(folder.resolve("router"), false);
        ArmRouter loaded = ArmRouter.load(folder.resolve("router"));
        List<Query> queries = ArmPools.templates(5, true, 1).queries();
        Options before = fit.router().options(queries, new TextFeatures());
        Options after = loaded.options(queries, new TextFeatures());
        for (int i = 0; i < queries.size(); i++) {
            assertTrue(Arrays.equals(before.cost()[i], after.cost()[i]));
            for (int a = 0; a < ARMS.size(); a++) {
                assertEquals(before.quality()[i][a], after.quality()[i][a], 1e-6);
            }
        }
        assertEquals(fit.router().heldOut(), loaded.heldOut());
        assertEquals(fit.router().known().reason(), loaded.known().reason());
    }

    @Test
    void a_plan_spends_its_share_on_what_the_small_model_fails_at() {
        ArmRouter router = FIT.router();
        List<Query> queries = ArmPools.templates(10, true, 1).queries();
        TextFeatures features = new TextFeatures();
        ArmPlan half = ArmPlan.of(router, queries, features, new ArmPlan.Spending.Share(.5), Seeds.of(1));
        assertEquals(60, half.calls().get("large"));
        long right = half.entries().stream()
                .filter(e -> e.arm().equals("large") == odd(e.id()))
                .count();
        assertTrue(right > 110, () -> right + " of 120");
        ArmPlan mean = ArmPlan.of(router, queries, features, new ArmPlan.Spending.MeanCost(.25), Seeds.of(1));
        assertEquals(30, mean.calls().get("large"));
        ArmPlan dear = ArmPlan.of(router, queries, features, new ArmPlan.Spending.AtPrice(2), Seeds.of(1));
        assertFalse(dear.calls().containsKey("large"));
    }

    private static boolean odd(String id) {
        return Integer.parseInt(id.substring(0, id.indexOf('/'))) % 2 == 1;
    }

    @Test
    void what_can_not_be_spent_or_read_is_refused() {
        assertThrows(HoneException.class, () -> new ArmPlan.Spending.Share(1.5));
        assertThrows(HoneException.class, () -> new ArmPlan.Spending.MeanCost(0));
        assertThrows(HoneException.class, () -> new ArmPlan.Spending.AtPrice(-1));
        assertThrows(HoneException.class, () -> new ArmSettings(1, 1, 1));
        ArmRouter router =
                evaluator(ArmPools.templates(10, true, 1), CostUnit.TOKENS).fit(Map.of(), List.of());
        List<Query> queries = ArmPools.templates(1, true, 1).queries();
        assertThrows(
                HoneException.class,
                () -> ArmPlan.of(router, queries, new TextFeatures(), new ArmPlan.Spending.MeanCost(5), Seeds.of(1)));
        Features other = new Features() {
            @Override
            public String name() {
                return "other";
            }

            @Override
            public int dimension() {
                return 1;
            }

            @Override
            public float[][] of(List<Query> some) {
                return new float[some.size()][1];
            }
        };
        assertThrows(HoneException.class, () -> router.options(queries, other));
    }
}
