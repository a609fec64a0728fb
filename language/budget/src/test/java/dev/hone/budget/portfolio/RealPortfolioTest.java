package dev.hone.budget.portfolio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.budget.DifficultyPredictor;
import dev.hone.budget.arms.ArmPlan.Spending;
import dev.hone.budget.arms.CostUnit;
import dev.hone.budget.arms.Costs;
import dev.hone.budget.arms.Options;
import dev.hone.core.HoneException;
import dev.hone.core.Seeds;
import dev.hone.lm.Query;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several models by rewards that are numbers, some of them negative. */
class RealPortfolioTest {
    private static final TwoLevels POOL = new TwoLevels(3, 300, 8, true);
    private static final TwoLevels BLIND = new TwoLevels(4, 200, 8, false);
    private static final Portfolio TOKENS = POOL.portfolio(CostUnit.TOKENS);
    private static final Seeds SEEDS = Seeds.of(5);
    private static final double[] LENGTHS = {TwoLevels.WEAK_TOKENS, TwoLevels.STRONG_TOKENS};

    @TempDir
    private Path folder;

    private static PortfolioPlan plan(Portfolio portfolio, List<Query> queries, Spending spending) {
        return PortfolioPlan.of(portfolio, queries, spending, 3, 1, SEEDS);
    }

    /** Best-of-1 to best-of-3 of both arms by their own heads, without the portfolio. [weak 1, 2, 3, strong 1, 2, 3] */
    private static double[] predicted(Query query) {
        return IntStream.range(0, 2)
                .mapToObj(arm -> {
                    DifficultyPredictor predictor = POOL.predictor(arm);
                    float[][] vector = predictor.vectors(List.of(query), POOL);
                    var head = predictor.trained().orElseThrow().planner().head();
                    return head.gains(vector, 3).curve(0, head.base(vector[0]));
                })
                .flatMapToDouble(curve -> Arrays.stream(curve, 1, 4))
                .toArray();
    }

    private static double cost(int action) {
        return (action % 3 + 1) * LENGTHS[action / 3];
    }

    private static double truth(List<Query> queries, PortfolioPlan plan) {
        double sum = 0;
        for (int i = 0; i < queries.size(); i++) {
            PortfolioPlan.Entry entry = plan.entries().get(i);
            sum += POOL.quality(
                    POOL.queries().indexOf(queries.get(i)), entry.arm().equals("weak") ? 0 : 1, entry.budget());
        }
        return sum / queries.size();
    }

    @Test
    void a_plan_of_a_few_queries_is_the_best_of_all_there_are() {
        for (int start : new int[] {0, 40, 77}) {
            List<Query> few = POOL.queries().subList(start, start + 4);
            double[][] quality = few.stream().map(RealPortfolioTest::predicted).toArray(double[][]::new);
            for (double mean : new double[] {25, 60, 110, 200}) {
                double best = Double.NEGATIVE_INFINITY;
                for (int code = 0; code < 1296; code++) {
                    double cost = 0;
                    double sum = 0;
                    for (int i = 0, rest = code; i < 4; i++, rest /= 6) {
                        sum += quality[i][rest % 6];
                        cost += cost(rest % 6);
                    }
                    best = cost <= 4 * mean ? Math.max(best, sum) : best;
                }
                PortfolioPlan plan = plan(TOKENS, few, new Spending.MeanCost(mean));
                assertEquals(best / 4, plan.meanQuality(), 1e-6, "from " + start + " at " + mean);
                assertTrue(plan.meanCost() <= mean + 1e-9, () -> plan.meanCost() + " of " + mean);
            }
        }
    }

    @Test
    void at_a_price_every_query_has_the_action_that_is_worth_most_after_it_is_paid() {
        for (double price : new double[] {0, .005, .02, .2}) {
            PortfolioPlan plan = plan(TOKENS, POOL.queries(), new Spending.AtPrice(price));
            for (int i = 0; i < 40; i++) {
                double[] quality = predicted(POOL.queries().get(i));
                double best = IntStream.range(0, 6)
                        .mapToDouble(a -> quality[a] - price * cost(a))
                        .max()
                        .orElseThrow();
                PortfolioPlan.Entry entry = plan.entries().get(i);
                int action = (entry.arm().equals("weak") ? 0 : 3) + entry.budget() - 1;
                assertEquals(best, quality[action] - price * cost(action), 1e-9, "query " + i + " at " + price);
            }
            PortfolioPlan alone = plan(TOKENS, POOL.queries().subList(7, 8), new Spending.AtPrice(price));
            assertEquals(plan.entries().get(7), alone.entries().getFirst(), "whatever the others are");
        }
    }

    @Test
    void each_kind_of_query_gets_what_it_needs_and_that_is_better_than_one_model_alone() {
        PortfolioPlan plan = PortfolioPlan.of(TOKENS, POOL.queries(), new Spending.MeanCost(60), 8, 1, SEEDS);
        assertTrue(plan.meanCost() <= 60 * (1 + 1e-9), "cost " + plan.meanCost());
        List<List<PortfolioPlan.Entry>> kinds = IntStream.range(0, 4)
                .mapToObj(kind -> IntStream.range(0, 300)
                        .filter(i -> POOL.kind(i) == kind)
                        .mapToObj(plan.entries()::get)
                        .toList())
                .toList();
        gets(kinds.get(0), "weak", 0, 1.5); // which does as well at once
        gets(kinds.get(1), "strong", 0, 1.5); // which alone can
        gets(kinds.get(2), "weak", 3, 9); // whose answers differ
        gets(kinds.get(3), "weak", 0, 1.5); // as nothing helps
        double together = truth(POOL.queries(), plan);
        assertEquals(together, plan.meanQuality(), .2, "what is predicted comes true");
        double weak = IntStream.range(0, 300)
                .mapToDouble(i -> POOL.quality(i, 0, 3))
                .average()
                .orElseThrow();
        double strong = IntStream.range(0, 300)
                .mapToDouble(i -> POOL.quality(i, 1, 1))
                .average()
                .orElseThrow();
        assertTrue(together > Math.max(weak, strong) + .2, () -> together + " of " + weak + ", " + strong);
    }

    private static void gets(List<PortfolioPlan.Entry> entries, String arm, double least, double most) {
        String got = share(entries, arm) + " by " + arm + ", " + mean(entries) + " samples";
        assertTrue(share(entries, arm) > .9 && mean(entries) >= least && mean(entries) <= most, got);
    }

    private static double share(List<PortfolioPlan.Entry> entries, String arm) {
        return entries.stream().filter(entry -> entry.arm().equals(arm)).count() / (double) entries.size();
    }

    private static double mean(List<PortfolioPlan.Entry> entries) {
        return entries.stream().collect(Collectors.averagingInt(PortfolioPlan.Entry::budget));
    }

    @Test
    void a_share_is_of_the_way_from_the_cheapest_model_to_the_best() {
        PortfolioPlan none = plan(TOKENS, POOL.queries(), new Spending.Share(0));
        assertEquals(20, none.meanCost(), 1e-9);
        assertEquals(1, share(none.entries(), "weak"), 0);
        PortfolioPlan half = plan(TOKENS, POOL.queries(), new Spending.Share(.5));
        assertTrue(half.meanCost() <= 60 * (1 + 1e-9) && half.meanCost() > 55, "cost " + half.meanCost());
        HoneException calls = assertThrows(
                HoneException.class,
                () -> plan(POOL.portfolio(CostUnit.SAMPLES), POOL.queries(), new Spending.Share(.5)));
        assertTrue(calls.advice().contains("--cost-unit"), calls.toString());
        Portfolio one =
                new Portfolio(POOL.members().subList(0, 1), new Costs(CostUnit.TOKENS, List.of("weak"), List.of()));
        HoneException noWay =
                assertThrows(HoneException.class, () -> plan(one, POOL.queries(), new Spending.Share(.5)));
        assertTrue(noWay.problem().contains("'weak'"), noWay.problem());
    }

    @Test
    void where_features_tell_nothing_the_mean_levels_decide_and_queries_are_alike() {
        Portfolio portfolio = BLIND.portfolio(CostUnit.TOKENS);
        Options options = portfolio.options(BLIND.queries(), 60, 4, 1);
        for (double[] row : options.quality()) {
            assertArrayEquals(options.quality()[0], row, 1e-12);
        }
        for (int arm = 0; arm < 2; arm++) {
            for (int k = 1; k <= 4; k++) {
                int action = arm;
                int samples = k;
                double measured = IntStream.range(0, 200)
                        .mapToDouble(i -> BLIND.quality(i, action, samples))
                        .average()
                        .orElseThrow();
                assertEquals(measured, options.quality()[0][arm * 4 + k - 1], 1.2, arm + " " + k); // of 40 queries
            }
        }
        assertTrue(portfolio.reason(60).contains("weak by the mean of its pool"), portfolio.reason(60));
        assertTrue(TOKENS.reason(60).startsWith("weak by its predictor"), TOKENS.reason(60));
    }

    @Test
    void an_answer_is_needed_and_so_are_levels_and_a_second_sample() throws IOException {
        HoneException floor =
                assertThrows(HoneException.class, () -> PortfolioPlan.of(TOKENS, POOL.queries(), 60, 3, 0, SEEDS));
        assertTrue(floor.advice().contains("--floor 1"), floor.toString());
        POOL.predictor(0).save(folder.resolve("p"), false);
        DifficultyPredictor loaded = DifficultyPredictor.load(folder.resolve("p"));
        double[] kept = POOL.predictor(0).trained().orElseThrow().stream().bases();
        assertArrayEquals(kept, loaded.trained().orElseThrow().stream().bases(), 0);
        new Member("weak", loaded, POOL);
        Path card = folder.resolve("p/card.json");
        String old = Files.readString(card)
                .replaceFirst(",\\s*\"bases\"\\s*:\\s*\\[[^]]*]", "")
                .replaceFirst("\"schema\"\\s*:\\s*5", "\"schema\" : 4");
        Files.writeString(card, old);
        DifficultyPredictor before = DifficultyPredictor.load(folder.resolve("p"));
        HoneException levels = assertThrows(HoneException.class, () -> new Member("weak", before, POOL));
        assertTrue(levels.advice().contains("fit it again"), levels.toString());
        DifficultyPredictor single = new TwoLevels(3, 40, 1, true).predictor(0);
        HoneException one = assertThrows(HoneException.class, () -> new Member("weak", single, POOL));
        assertTrue(one.problem().contains("one real-valued reward"), one.toString());
    }

    @Test
    void rewards_of_0_and_1_and_others_are_joined_only_where_both_have_one_name() {
        TwoArms binary = new TwoArms(3, 40, 4, true);
        Costs costs = new Costs(CostUnit.SAMPLES, List.of("a", "b"), List.of());
        List<Member> members =
                List.of(new Member("a", binary.predictor(0), binary), new Member("b", POOL.predictor(1), POOL));
        assertThrows(HoneException.class, () -> new Portfolio(members, costs));
        List<Member> named = List.of(
                new Member("a", binary.predictor(0).withReward("tests"), binary),
                new Member("b", POOL.predictor(1).withReward("tests"), POOL));
        assertEquals(List.of("a", "b"), new Portfolio(named, costs).arms());
    }
}
