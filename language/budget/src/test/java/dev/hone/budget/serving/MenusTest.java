package dev.hone.budget.serving;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.budget.Fit;
import dev.hone.budget.SimulatedPool;
import dev.hone.budget.Splits;
import dev.hone.budget.evaluation.EvaluationSettings;
import dev.hone.budget.head.HeadSettings;
import dev.hone.core.HoneException;
import dev.hone.core.Listener;
import dev.hone.core.Seeds;
import dev.hone.lm.GenerationRequest;
import dev.hone.lm.PoolEntry;
import dev.hone.lm.Query;
import dev.hone.lm.SamplingOptions;
import dev.hone.reward.Rewards;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MenusTest {
    private static final SimulatedPool POOL = new SimulatedPool(21, 600, 32, .7);
    private static final EvaluationSettings SETTINGS = new EvaluationSettings(
            List.of(1, 2, 4, 8), 0, new HeadSettings(32, List.of(10.0), 1e-2, 256, 40, 5, 1), 2, 200);
    private static final List<Query> QUERIES = POOL.graded().queries();
    private static final Fit FIT =
            Fit.of(POOL.graded(), POOL, Splits.draw(QUERIES, Seeds.of(1)), SETTINGS, Seeds.of(1), Listener.NONE);
    private static final Knob FOUR = new Knob(Knob.Unit.SAMPLES, 4);

    private static Menu menu(Knob knob) {
        return Menus.of(FIT.predictor(), POOL, knob, 1, 16);
    }

    @Test
    void an_offer_for_each_number_of_samples_from_the_least() {
        List<Offer> offers = menu(FOUR).of(QUERIES.getFirst(), new Allowance(3, 16, 64, false), Seeds.of(1));
        assertEquals(14, offers.size());
        for (int i = 0; i < offers.size(); i++) {
            assertEquals(i + 3, offers.get(i).samples());
            assertEquals(i + 3, offers.get(i).action().cost(), 1e-9);
            assertEquals(i + 3, offers.get(i).action().worst(), 1e-9);
        }
        assertTrue(offers.getLast().action().gain() > offers.getFirst().action().gain());
        assertEquals(
                20,
                menu(FOUR)
                        .of(QUERIES.getFirst(), new Allowance(19, 20, 64, false), Seeds.of(1))
                        .getLast()
                        .samples());
    }

    @Test
    void where_a_success_ends_the_search_a_further_sample_costs_the_chance_that_it_is_needed() {
        for (Query query : QUERIES.subList(0, 50)) {
            List<Offer> plain = menu(FOUR).of(query, new Allowance(1, 16, 64, false), Seeds.of(1));
            List<Offer> stopping = menu(FOUR).of(query, new Allowance(1, 16, 64, true), Seeds.of(1));
            double expected = 0;
            for (int k = 0; k < plain.size(); k++) {
                expected += k == 0 ? 1 : 1 - plain.get(k - 1).action().gain();
                assertEquals(expected, stopping.get(k).action().cost(), 1e-9);
                assertEquals(k + 1, stopping.get(k).action().worst(), 1e-9);
                assertEquals(
                        plain.get(k).action().gain(), stopping.get(k).action().gain(), 1e-12);
            }
        }
    }

    @Test
    void a_stream_of_requests_keeps_its_mean_and_beats_an_even_share() {
        Map<String, double[]> rewards = new HashMap<>();
        for (PoolEntry entry : POOL.entries()) {
            rewards.put(
                    entry.query().id(),
                    entry.arm(PoolEntry.SINGLE).orElseThrow().rewards());
        }
        double even = quality(Menus.even(FOUR, 1, "even"), rewards, Optional.of(false));
        double planned = quality(menu(FOUR), rewards, Optional.of(false));
        assertTrue(planned > even + .02, () -> planned + " planned, " + even + " even");
        double stopping = quality(menu(FOUR), rewards, Optional.of(true));
        assertTrue(stopping > planned + .02, () -> stopping + " stopping, " + planned + " planned");
    }

    /** Mean success over three rounds of the queries. */
    private static double quality(Menu menu, Map<String, double[]> rewards, Optional<Boolean> stop) {
        ServingPolicy policy = new ServingPolicy(FOUR, Optional.of(Rewards.parse("regex:right")), true, stop, 16, 0);
        int right = 0;
        int all = 0;
        double[] current = new double[1];
        String[] query = new String[1];
        ScriptedModel arm = new ScriptedModel(
                "m",
                i -> ScriptedModel.text(rewards.getOrDefault(query[0], current)[i] == 1 ? "right" : "wrong"),
                Integer.MAX_VALUE);
        BudgetedModel model = new BudgetedModel(
                "hone/m", List.of(new Arm("m", arm)), List.of(), menu, policy, Optional.empty(), Seeds.of(3));
        for (int round = 0; round < 3; round++) {
            for (Query asked : QUERIES) {
                query[0] = asked.id();
                var request = new GenerationRequest(asked, 0, 1, SamplingOptions.DEFAULT, Seeds.of(round));
                Served served = model.carryOut(model.decide(request, Wishes.of(1)), request);
                right += served.best(1).getFirst().text().equals("right") ? 1 : 0;
                all++;
            }
        }
        double mean = model.spend().mean();
        assertTrue(mean <= 4 * 1.01 && mean >= 3.7, () -> "mean " + mean);
        return (double) right / all;
    }

    @Test
    void the_guard_is_asked_first() {
        SimulatedPool blind = new SimulatedPool(3, 200, 16, Double.POSITIVE_INFINITY);
        List<Query> queries = blind.graded().queries();
        var predictor = Fit.of(
                        blind.graded(), blind, Splits.draw(queries, Seeds.of(1)), SETTINGS, Seeds.of(1), Listener.NONE)
                .predictor();
        Menu menu = Menus.of(predictor, blind, FOUR, 1, 16);
        assertTrue(menu.reason().startsWith("uniform"), menu.reason());
        assertEquals(
                4,
                menu.of(queries.getFirst(), new Allowance(1, 16, 64, false), Seeds.of(1))
                        .getLast()
                        .samples());
    }

    @Test
    void a_share_of_strong_calls_is_no_matter_of_how_many_samples() {
        Menu menu = Menus.of(FIT.predictor(), POOL, new Knob(Knob.Unit.STRONG, .5), 2, 16);
        assertTrue(menu.reason().startsWith("even"), menu.reason());
        assertThrows(HoneException.class, () -> Menus.of(FIT.predictor(), POOL, new Knob(Knob.Unit.MONEY, .5), 2, 16));
    }
}
