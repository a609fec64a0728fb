package dev.hone.budget.portfolio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.budget.DifficultyPredictor;
import dev.hone.budget.allocation.Gains;
import dev.hone.budget.arms.CostUnit;
import dev.hone.budget.arms.Costs;
import dev.hone.budget.arms.Options;
import dev.hone.core.HoneException;
import dev.hone.core.Seeds;
import dev.hone.core.files.LineWriter;
import dev.hone.lm.Price;
import dev.hone.lm.Query;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PortfolioTest {
    private static final TwoArms POOL = new TwoArms(3, 500, 16, true);
    private static final TwoArms BLIND = new TwoArms(4, 300, 24, false);
    private static final Portfolio TOKENS = POOL.portfolio(CostUnit.TOKENS);
    private static final Seeds SEEDS = Seeds.of(5);
    private static final double[] LENGTHS = {TwoArms.WEAK_TOKENS, TwoArms.STRONG_TOKENS};

    @TempDir
    private Path folder;

    private static PortfolioPlan plan(Portfolio portfolio, List<Query> queries, double mean, int cap, int floor) {
        return PortfolioPlan.of(portfolio, queries, mean, cap, floor, SEEDS);
    }

    /** Quality of best-of-k by an arm's own head, without the portfolio. */
    private static double predicted(int arm, Query query, int samples) {
        DifficultyPredictor predictor = POOL.predictor(arm);
        Gains gains =
                predictor.trained().orElseThrow().planner().head().gains(predictor.vectors(List.of(query), POOL), 3);
        return IntStream.rangeClosed(1, samples)
                .mapToDouble(unit -> gains.of(0, unit))
                .sum();
    }

    @Test
    void a_plan_of_a_few_queries_is_the_best_of_all_there_are() {
        int cap = 3;
        for (int start : new int[] {0, 40, 77}) {
            List<Query> few = POOL.queries().subList(start, start + 4);
            double[][] quality = new double[4][2 * cap]; // weak 1, 2, 3, strong 1, 2, 3
            for (int i = 0; i < 4; i++) {
                for (int a = 0; a < 2 * cap; a++) {
                    quality[i][a] = predicted(a / cap, few.get(i), a % cap + 1);
                }
            }
            for (double mean : new double[] {25, 60, 110, 200}) {
                double best = 0;
                for (int code = 0; code < 1296; code++) {
                    double cost = 0;
                    double sum = 0;
                    for (int i = 0, rest = code; i < 4; i++, rest /= 6) {
                        sum += quality[i][rest % 6];
                        cost += (rest % 6 % cap + 1) * LENGTHS[rest % 6 / cap];
                    }
                    best = cost <= 4 * mean ? Math.max(best, sum) : best;
                }
                PortfolioPlan plan = plan(TOKENS, few, mean, cap, 1);
                assertEquals(best / 4, plan.meanQuality(), 1e-6, "from " + start + " at " + mean);
                assertTrue(plan.meanCost() <= mean + 1e-9, () -> plan.meanCost() + " of " + mean);
            }
        }
    }

    @Test
    void two_models_together_are_better_than_each_alone_at_equal_cost() {
        for (double mean : new double[] {60, 100, 200}) {
            PortfolioPlan plan = plan(TOKENS, POOL.queries(), mean, 16, 1);
            assertTrue(plan.meanCost() <= mean * (1 + 1e-9) && plan.meanCost() > .98 * mean, "cost " + plan.meanCost());
            double together = 0;
            for (int i = 0; i < plan.entries().size(); i++) {
                PortfolioPlan.Entry entry = plan.entries().get(i);
                together += POOL.quality(i, entry.arm().equals("weak") ? 0 : 1, entry.budget()) / 500;
            }
            assertEquals(together, plan.meanQuality(), .04, "what is predicted comes true");
            double alone = Math.max(bestAlone(0, mean), bestAlone(1, mean));
            double gain = together - alone;
            assertTrue(gain > .05, () -> gain + " at " + mean);
            assertEquals(List.of("strong", "weak"), List.copyOf(plan.samples().keySet()));
        }
    }

    /** The quality of one arm with the same number of samples for every query, a fraction falling on some of them. */
    private static double bestAlone(int arm, double mean) {
        double samples = mean / LENGTHS[arm];
        int whole = (int) samples;
        double sum = 0;
        for (int i = 0; i < 500; i++) {
            double low = POOL.quality(i, arm, whole);
            sum += low + (samples - whole) * (POOL.quality(i, arm, whole + 1) - low);
        }
        return sum / 500;
    }

    @Test
    void where_no_guard_is_open_the_mean_curves_of_the_pools_decide_and_queries_are_alike() {
        Portfolio portfolio = BLIND.portfolio(CostUnit.TOKENS);
        Options options = portfolio.options(BLIND.queries(), 60, 8, 1);
        for (double[] row : options.quality()) {
            assertArrayEquals(options.quality()[0], row, 1e-12);
        }
        double[] measured = new double[2];
        for (int i = 0; i < 300; i++) {
            for (int arm = 0; arm < 2; arm++) {
                measured[arm] += BLIND.quality(i, arm, 1) / 300;
            }
        }
        assertEquals(measured[0], options.quality()[0][0], .08);
        assertEquals(measured[1], options.quality()[0][8], .08);
        assertTrue(portfolio.reason(60).contains("weak by the mean of its pool"), portfolio.reason(60));
        PortfolioPlan plan = plan(portfolio, BLIND.queries(), 60, 8, 1);
        assertTrue(plan.entries().stream().distinct().count() > 1);
        long kinds = plan.entries().stream()
                .map(entry -> entry.arm() + entry.budget())
                .distinct()
                .count();
        assertTrue(kinds <= 3, () -> kinds + " actions where two mixed meet any mean");
    }

    @Test
    void the_guard_is_asked_about_no_more_samples_than_it_could_try() {
        Portfolio portfolio = POOL.portfolio(CostUnit.SAMPLES);
        assertTrue(portfolio.reason(3).startsWith("weak by its predictor"), portfolio.reason(3));
        assertTrue(portfolio.reason(24).startsWith("weak by its predictor"), portfolio.reason(24));
        assertTrue(portfolio.reason(1e6).startsWith("weak by its predictor"), portfolio.reason(1e6));
    }

    @Test
    void beyond_the_samples_of_a_pool_nothing_is_expected() {
        Options options =
                BLIND.portfolio(CostUnit.SAMPLES).options(BLIND.queries().subList(0, 1), 4, 40, 1);
        assertEquals(options.quality()[0][23], options.quality()[0][39], 1e-12);
        assertTrue(options.quality()[0][22] < options.quality()[0][23]);
    }

    @Test
    void a_sample_is_one_whichever_model_draws_it_where_samples_are_counted() {
        Portfolio portfolio = POOL.portfolio(CostUnit.SAMPLES);
        assertEquals(1, portfolio.sampleCost(POOL.queries().getFirst(), 0), 0);
        assertEquals(1, portfolio.sampleCost(POOL.queries().getFirst(), 1), 0);
        PortfolioPlan plan = plan(portfolio, POOL.queries(), 4, 16, 1);
        assertEquals(
                2000,
                plan.entries().stream().mapToInt(PortfolioPlan.Entry::budget).sum());
    }

    @Test
    void money_is_for_the_prompt_and_the_mean_length_of_a_sample() {
        Costs costs = new Costs(CostUnit.MONEY, List.of("weak", "strong"), List.of(new Price(1, 2), new Price(10, 20)));
        Portfolio money = new Portfolio(
                List.of(new Member("weak", POOL.predictor(0), POOL), new Member("strong", POOL.predictor(1), POOL)),
                costs);
        Query query = POOL.queries().get(6);
        double prompt = query.text().length() / 4.0;
        assertEquals((prompt + 2 * 20) / 1e6, money.sampleCost(query, 0), 1e-15);
        assertEquals((10 * prompt + 20 * 100) / 1e6, money.sampleCost(query, 1), 1e-15);
        assertEquals(money.sampleCost(query, 1), money.typicalSampleCost(1), 30e-6);
        PortfolioPlan plan = plan(money, POOL.queries(), 2e-4, 16, 1);
        assertTrue(plan.meanCost() <= 2e-4 * (1 + 1e-9) && plan.meanCost() > 1.96e-4, "cost " + plan.meanCost());
    }

    @Test
    void a_floor_of_nothing_leaves_hopeless_queries_alone() {
        PortfolioPlan plan = plan(TOKENS, POOL.queries(), 15, 16, 0);
        long none = plan.entries().stream().filter(entry -> entry.budget() == 0).count();
        assertTrue(none > 100, () -> none + " got nothing");
        HoneException error = assertThrows(HoneException.class, () -> plan(TOKENS, POOL.queries(), 15, 16, 1));
        assertTrue(error.problem().contains("15") && error.problem().contains("20"), error.problem());
    }

    @Test
    void quantiles_go_from_hard_queries_to_easy_ones() {
        double hard = TOKENS.curvesAt(0, 60, 8).get(0)[1];
        double middle = TOKENS.curvesAt(.5, 60, 8).get(0)[1];
        double easy = TOKENS.curvesAt(.999, 60, 8).get(0)[1];
        assertTrue(hard < .1 && hard < middle && middle < easy && easy > .5, hard + " " + middle + " " + easy);
        Portfolio blind = BLIND.portfolio(CostUnit.TOKENS);
        assertEquals(
                blind.curvesAt(0, 60, 8).get(1)[1], blind.curvesAt(.999, 60, 8).get(1)[1], 0);
    }

    @Test
    void a_plan_file_names_arm_and_budget() throws IOException {
        Path file = folder.resolve("plan.jsonl");
        try (LineWriter lines = LineWriter.create(file, false)) {
            new PortfolioPlan(List.of(new PortfolioPlan.Entry("a", "weak", 3)), 1, 1, "").write(lines);
        }
        assertEquals("{\"id\":\"a\",\"arm\":\"weak\",\"budget\":3}\n", Files.readString(file));
    }

    @Test
    void lengths_are_kept_on_the_card_and_missed_only_where_they_matter() throws IOException {
        POOL.predictor(0).save(folder.resolve("p"), false);
        DifficultyPredictor loaded = DifficultyPredictor.load(folder.resolve("p"));
        assertEquals(20, loaded.lengths().orElseThrow().answer(), 1e-9);
        assertEquals(POOL.predictor(0).lengths(), loaded.lengths());
        Path card = folder.resolve("p/card.json");
        String old = Files.readString(card)
                .replaceFirst("\"lengths\"\\s*:\\s*\\{[^}]*},", "")
                .replaceFirst("\"schema\"\\s*:\\s*4", "\"schema\" : 2");
        Files.writeString(card, old);
        DifficultyPredictor before = DifficultyPredictor.load(folder.resolve("p"));
        assertTrue(before.lengths().isEmpty());
        List<Member> members = List.of(new Member("weak", before, POOL));
        new Portfolio(members, new Costs(CostUnit.SAMPLES, List.of("weak"), List.of()));
        HoneException error = assertThrows(
                HoneException.class,
                () -> new Portfolio(members, new Costs(CostUnit.TOKENS, List.of("weak"), List.of())));
        assertTrue(error.problem().contains("'weak'") && error.advice().contains("fit it again"), error.toString());
    }

    @Test
    void what_does_not_belong_together_is_refused() {
        DifficultyPredictor one = POOL.predictor(0);
        assertTrue(refused("weak", one, "weak", one).contains("weak, weak"));
        String rewards = refused("weak", one.withReward("number"), "strong", one.withReward("exact"));
        assertTrue(rewards.contains("number, exact"), rewards);
        refusedCost(0);
        refusedCost(Double.NaN);
        refusedCost(-1);
        assertThrows(HoneException.class, () -> Costs.of(CostUnit.MONEY, List.of("weak"), Optional.empty()));
        assertEquals(Map.of(), new PortfolioPlan(List.of(), 0, 0, "").samples());
    }

    private static String refused(String a, DifficultyPredictor first, String b, DifficultyPredictor second) {
        List<Member> members = List.of(new Member(a, first, POOL), new Member(b, second, POOL));
        Costs costs = new Costs(CostUnit.SAMPLES, List.of(a, b), List.of());
        return assertThrows(HoneException.class, () -> new Portfolio(members, costs))
                .problem();
    }

    private static void refusedCost(double cost) {
        assertThrows(HoneException.class, () -> plan(TOKENS, POOL.queries(), cost, 16, 1));
    }
}
