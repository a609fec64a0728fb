package dev.hone.budget.serving;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.budget.SampleLengths;
import dev.hone.budget.portfolio.Member;
import dev.hone.budget.portfolio.TwoArms;
import dev.hone.budget.portfolio.TwoLevels;
import dev.hone.core.HoneException;
import dev.hone.core.Seeds;
import dev.hone.lm.Completion;
import dev.hone.lm.Features;
import dev.hone.lm.FinishReason;
import dev.hone.lm.GenerationRequest;
import dev.hone.lm.Price;
import dev.hone.lm.Query;
import dev.hone.lm.SamplingOptions;
import dev.hone.reward.Judge;
import dev.hone.reward.Rewards;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PortfolioMenuTest {
    private static final TwoArms POOL = new TwoArms(3, 500, 16, true);
    private static final List<Member> MEMBERS =
            List.of(new Member("weak", POOL.predictor(0), POOL), new Member("strong", POOL.predictor(1), POOL));
    private static final Knob THREE = new Knob(Knob.Unit.SAMPLES, 3);
    private static final Knob MONEY = new Knob(Knob.Unit.MONEY, 3e-4);
    private static final List<Price> PRICES = List.of(new Price(.1, .3), new Price(1, 5));
    private static final Judge RIGHT = Rewards.parse("regex:right");
    private static final Allowance UP_TO_EIGHT = new Allowance(1, 8, 200, false);

    private static Menu menu(Knob knob) {
        return Menus.of(MEMBERS, knob.unit() == Knob.Unit.MONEY ? PRICES : List.of(), knob, 8);
    }

    private static BudgetedModel model(Knob knob, Menu menu, Optional<Judge> judge, List<Arm> arms) {
        return new BudgetedModel(
                "hone/weak|strong",
                arms,
                knob.unit() == Knob.Unit.MONEY ? PRICES : List.of(),
                menu,
                new ServingPolicy(knob, judge, true, Optional.of(false), 8, 0),
                Optional.empty(),
                Seeds.of(3));
    }

    @Test
    void there_is_an_offer_for_each_number_of_samples_of_each_arm_alone() {
        List<Offer> offers = menu(THREE).of(POOL.queries().getFirst(), UP_TO_EIGHT, Seeds.of(1));
        assertEquals(16, offers.size());
        for (int i = 0; i < 16; i++) {
            Offer offer = offers.get(i);
            assertEquals(i / 8, offer.arm());
            assertEquals(i % 8 + 1, offer.samples());
            assertTrue(!offer.takesTurns());
            assertEquals(i % 8 + 1, offer.action().worst(), 1e-9);
            assertEquals(offer.predicted().orElseThrow(), offer.action().gain(), 0);
        }
    }

    @Test
    void money_is_expected_by_mean_lengths_and_reserved_by_the_longest_answer() {
        Query query = POOL.queries().get(3);
        double prompt = SampleLengths.promptTokens(query);
        List<Offer> offers = menu(MONEY).of(query, UP_TO_EIGHT, Seeds.of(1));
        Offer three = offers.get(8 + 2);
        assertEquals(
                3 * (prompt + 5 * TwoArms.STRONG_TOKENS) / 1e6, three.action().cost(), 1e-12);
        assertEquals(3 * (prompt + 5 * 200) / 1e6, three.action().worst(), 1e-12);
        List<Offer> stopping = menu(MONEY).of(query, new Allowance(1, 8, 200, true), Seeds.of(1));
        double first = three.action().cost() / 3;
        double expected = first
                * (1
                        + (1 - offers.get(8).action().gain())
                        + (1 - offers.get(9).action().gain()));
        assertEquals(expected, stopping.get(10).action().cost(), 1e-12);
        assertEquals(three.action().worst(), stopping.get(10).action().worst(), 1e-12);
    }

    /** Answers by their true chances, each 20 or 100 tokens long. */
    private static Arm arm(int place, Query[] asked) {
        RandomGenerator random = Seeds.of(place + 50).generator();
        int length = (int) (place == 0 ? TwoArms.WEAK_TOKENS : TwoArms.STRONG_TOKENS);
        ScriptedModel model = new ScriptedModel(
                place == 0 ? "weak" : "strong",
                _ -> {
                    int query = POOL.queries().indexOf(asked[0]);
                    String text = random.nextDouble() < POOL.quality(query, place, 1) ? "right" : "wrong";
                    return new Completion(text, Optional.empty(), FinishReason.STOP, length, List.of());
                },
                Integer.MAX_VALUE);
        return new Arm(model.name(), model);
    }

    /**
     * Mean success over four rounds of all queries.
     *
     * @param least share of the mean that is spent
     */
    private static double quality(Knob knob, Menu menu, double least) {
        Query[] asked = new Query[1];
        BudgetedModel model = model(knob, menu, Optional.of(RIGHT), List.of(arm(0, asked), arm(1, asked)));
        int right = 0;
        for (int i = 0; i < 2_000; i++) {
            asked[0] = POOL.queries().get(i % 500);
            SamplingOptions short200 = SamplingOptions.DEFAULT.withMaxTokens(200);
            var request = new GenerationRequest(asked[0], 0, 1, short200, Seeds.of(i));
            Served served = model.carryOut(model.decide(request, Wishes.of(1)), request);
            right += served.best(1).getFirst().text().equals("right") ? 1 : 0;
        }
        double mean = model.spend().mean() / knob.mean();
        assertTrue(mean <= 1.01 && mean > least, () -> mean + " of the mean was spent");
        return right / 2_000.0;
    }

    @Test
    void a_stream_of_requests_keeps_its_mean_of_samples_and_beats_an_even_share() {
        double even = quality(THREE, Menus.even(THREE, 2, "even"), .97);
        double planned = quality(THREE, menu(THREE), .9);
        assertTrue(planned > even + .05, () -> planned + " planned, " + even + " even");
    }

    @Test
    void a_stream_of_requests_keeps_its_mean_of_dollars_and_beats_each_model_alone() {
        double planned = quality(MONEY, menu(MONEY), .9);
        double weak = quality(MONEY, only(0), 0); // eight samples, the most, cost less than the mean
        double strong = 0;
        for (int i = 0; i < 500; i++) {
            strong += POOL.quality(i, 1, 1)
                    / 500; // a strong sample costs twice the mean: half of the requests could have one
        }
        double best = Math.max(weak, strong / 2);
        assertTrue(planned > best + .05, () -> planned + " planned, " + best + " alone");
    }

    /** The offers of one arm only. */
    private static Menu only(int arm) {
        Menu all = menu(MONEY);
        return new Menu() {
            @Override
            public List<Offer> of(Query query, Allowance allowance, Seeds seeds) {
                return all.of(query, allowance, seeds).stream()
                        .filter(offer -> offer.arm() == arm)
                        .toList();
            }

            @Override
            public double startPrice(boolean stops) {
                return all.startPrice(stops);
            }

            @Override
            public String reason() {
                return "one arm";
            }
        };
    }

    @Test
    void the_start_price_is_near_the_one_that_the_stream_settles_at() {
        for (Knob knob : List.of(THREE, MONEY)) {
            Query[] asked = new Query[1];
            BudgetedModel model = model(knob, menu(knob), Optional.of(RIGHT), List.of(arm(0, asked), arm(1, asked)));
            double start = model.spend().price();
            for (int i = 0; i < 3_000; i++) {
                asked[0] = POOL.queries().get(i % 500);
                var request =
                        new GenerationRequest(asked[0], 0, 1, SamplingOptions.DEFAULT.withMaxTokens(200), Seeds.of(i));
                model.carryOut(model.decide(request, Wishes.of(1)), request);
            }
            double settled = model.spend().price();
            assertTrue(settled < 4 * start && settled > start / 4, () -> start + " at the start, then " + settled);
        }
    }

    @Test
    void the_arm_that_was_chosen_draws_all_samples() {
        ScriptedModel weak = ScriptedModel.saying("weak", "wrong");
        ScriptedModel strong = ScriptedModel.saying("strong", "wrong");
        BudgetedModel model = model(
                THREE, menu(THREE), Optional.of(RIGHT), List.of(new Arm("weak", weak), new Arm("strong", strong)));
        int together = 0;
        for (Query query : POOL.queries().subList(0, 100)) {
            var request = new GenerationRequest(query, 0, 1, SamplingOptions.DEFAULT, Seeds.of(1));
            Decision decision = model.decide(request, Wishes.of(1));
            Served served = model.carryOut(decision, request);
            assertEquals(1, served.arms().stream().distinct().count());
            assertEquals(decision.offer().samples(), served.samples().size());
            together += served.samples().size() > 1 ? 1 : 0;
        }
        assertTrue(together > 20, "several samples of one arm");
        assertEquals(weak.calls.size() + strong.calls.size(), 100, "drawn at once");
    }

    @Test
    void where_nothing_chooses_one_sample_of_the_arm_that_pays_is_drawn() {
        for (Optional<Judge> judge : List.of(Optional.<Judge>empty(), Optional.of(Rewards.parse("agreement")))) {
            ScriptedModel weak = ScriptedModel.saying("weak", "w");
            ScriptedModel strong = ScriptedModel.saying("strong", "s");
            BudgetedModel model =
                    model(MONEY, menu(MONEY), judge, List.of(new Arm("weak", weak), new Arm("strong", strong)));
            for (Query query : POOL.queries()) {
                model.generate(new GenerationRequest(query, 0, 1, SamplingOptions.DEFAULT, Seeds.of(1)));
            }
            assertEquals(500, weak.drawn() + strong.drawn());
            assertTrue(strong.drawn() > 20 && weak.drawn() > 20, strong.drawn() + " strong calls");
        }
    }

    @Test
    void what_can_not_be_predicted_is_answered_by_the_first_model_and_sets_the_mean_aside() {
        Features failing = new Features() {
            @Override
            public String name() {
                return POOL.name();
            }

            @Override
            public int dimension() {
                return POOL.dimension();
            }

            @Override
            public float[][] of(List<Query> queries) {
                throw new HoneException("The text is too long.", "shorten it");
            }
        };
        List<Member> unread = List.of(
                new Member("weak", POOL.predictor(0), failing), new Member("strong", POOL.predictor(1), failing));
        BudgetedModel model = model(
                MONEY,
                Menus.of(unread, PRICES, MONEY, 8),
                Optional.of(RIGHT),
                List.of(
                        new Arm("weak", ScriptedModel.saying("weak", "w")),
                        new Arm("strong", ScriptedModel.saying("strong", "s"))));
        var request = new GenerationRequest(POOL.queries().getFirst(), 0, 2, SamplingOptions.DEFAULT, Seeds.of(1));
        Decision decision = model.decide(request, Wishes.of(2));
        assertEquals(3e-4, model.spend().reserved(), 1e-12);
        Served served = model.carryOut(decision, request);
        assertEquals(List.of("weak", "weak"), served.arms());
        assertEquals(Optional.of("not-predicted"), served.degraded());
        assertEquals((.1 * 10 + .3 * 6) / 1e6, model.spend().spent(), 1e-15);
    }

    @Test
    void real_valued_rewards_are_offered_at_the_level_they_are_predicted_at() {
        TwoLevels pool = new TwoLevels(3, 300, 8, true);
        Menu menu = Menus.of(pool.members(), List.of(), THREE, 8);
        Allowance eight = new Allowance(1, 8, 200, false);
        int strong = 0;
        for (int i = 0; i < 100; i++) {
            List<Offer> offers = menu.of(pool.queries().get(i), eight, Seeds.of(1));
            assertEquals(16, offers.size());
            for (int a : new int[] {0, 3, 8}) {
                double truth = pool.quality(i, a / 8, a % 8 + 1);
                assertEquals(truth, offers.get(a).predicted().orElseThrow(), 1.5, "query " + i + ", offer " + a);
            }
            double price = menu.startPrice(false);
            Offer best = offers.stream()
                    .max(Comparator.comparingDouble(
                            o -> o.action().gain() - price * o.action().cost()))
                    .orElseThrow();
            strong += best.arm() == 1 && pool.kind(i) == 1 ? 1 : 0;
        }
        assertTrue(strong > 15, strong + " of about 25 queries that need the strong model");
        assertTrue(menu.startPrice(false) > 1e-6, "there is something to share out");
    }

    @Test
    void what_is_not_known_is_said() {
        assertTrue(
                menu(THREE).reason().contains("weak by its predictor"),
                menu(THREE).reason());
        Menu share = Menus.of(MEMBERS, List.of(), new Knob(Knob.Unit.STRONG, .5), 8);
        assertTrue(share.reason().startsWith("even"), share.reason());
        assertThrows(HoneException.class, () -> Menus.of(List.of(MEMBERS.get(0), MEMBERS.get(0)), List.of(), THREE, 8));
        assertThrows(IllegalArgumentException.class, () -> new Allowance(0, 1, 1, false));
        assertThrows(IllegalArgumentException.class, () -> new Allowance(3, 2, 1, false));
        assertEquals(
                List.of(1, 2),
                IntStream.rangeClosed(1, 2)
                        .mapToObj(k -> menu(THREE)
                                .of(POOL.queries().get(k), new Allowance(k, k, 1, false), Seeds.of(1))
                                .getFirst()
                                .samples())
                        .toList());
    }
}
