package dev.hone.budget.serving;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.budget.spend.Action;
import dev.hone.core.HoneException;
import dev.hone.core.Json;
import dev.hone.core.Seeds;
import dev.hone.lm.Completion;
import dev.hone.lm.Drawn;
import dev.hone.lm.FinishReason;
import dev.hone.lm.GenerationRequest;
import dev.hone.lm.Price;
import dev.hone.lm.Query;
import dev.hone.lm.SamplingOptions;
import dev.hone.reward.Judge;
import dev.hone.reward.Rewards;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BudgetedModelTest {
    private static final Knob FOUR = new Knob(Knob.Unit.SAMPLES, 4);
    private static final Judge YES = Rewards.parse("regex:yes");
    private static final Judge VOTE = Rewards.parse("agreement");

    private static GenerationRequest request(String id, int n) {
        return new GenerationRequest(Query.of(id, "say yes"), 0, n, SamplingOptions.DEFAULT, Seeds.of(1));
    }

    private static BudgetedModel model(Knob knob, Optional<Judge> judge, double explore, ScriptedModel... arms) {
        return model(knob, judge, Optional.empty(), explore, arms);
    }

    private static BudgetedModel model(
            Knob knob, Optional<Judge> judge, Optional<Boolean> stop, double explore, ScriptedModel... arms) {
        List<Arm> all = IntStream.range(0, arms.length)
                .mapToObj(i -> new Arm(arms[i].name(), arms[i]))
                .toList();
        return new BudgetedModel(
                "hone/test",
                all,
                List.of(),
                Menus.even(knob, arms.length, "even"),
                new ServingPolicy(knob, judge, false, stop, 8, explore),
                Optional.empty(),
                Seeds.of(7));
    }

    private static Served answer(BudgetedModel model, GenerationRequest request, Wishes wishes) {
        return model.carryOut(model.decide(request, wishes), request);
    }

    @Test
    void stops_at_the_first_success_and_returns_it_first() {
        ScriptedModel arm = ScriptedModel.saying("m", "no", "no", "yes", "no");
        BudgetedModel model = model(FOUR, Optional.of(YES), 0, arm);
        Served served = answer(model, request("a", 1), Wishes.of(1));
        assertEquals(3, served.samples().size());
        assertEquals("yes", served.best(1).getFirst().text());
        assertEquals(30, served.promptTokens());
        assertEquals(9, served.completionTokens());
        assertEquals(3, model.spend().spent(), 1e-9);
    }

    @Test
    void draws_all_where_the_client_wants_no_stop() {
        ScriptedModel arm = ScriptedModel.saying("m", "no", "yes", "no", "no");
        Served served =
                answer(model(FOUR, Optional.of(YES), Optional.of(false), 0, arm), request("a", 1), Wishes.of(1));
        assertEquals(4, served.samples().size());
        assertEquals(1, arm.calls.size());
        assertEquals("yes", served.best(1).getFirst().text());
    }

    @Test
    void votes_until_the_vote_is_settled() {
        ScriptedModel arm = ScriptedModel.saying("m", "a", "b", "b", "b");
        Served served = answer(model(FOUR, Optional.of(VOTE), 0, arm), request("a", 1), Wishes.of(1));
        assertEquals("b", served.best(1).getFirst().text());
        assertEquals(.75, served.agreement().orElseThrow(), 1e-9);
        ScriptedModel sure = ScriptedModel.saying("m", "a", "a", "a", "b");
        assertEquals(
                3,
                answer(model(FOUR, Optional.of(VOTE), 0, sure), request("a", 1), Wishes.of(1))
                        .samples()
                        .size());
    }

    @Test
    void without_a_judge_more_than_what_is_returned_would_be_wasted() {
        ScriptedModel arm = ScriptedModel.saying("m", "first", "second", "third");
        BudgetedModel model = model(FOUR, Optional.empty(), 0, arm);
        assertEquals(1, answer(model, request("a", 1), Wishes.of(1)).samples().size());
        assertEquals(
                List.of("first", "second"),
                answer(model, request("b", 2), Wishes.of(2)).best(2).stream()
                        .map(Completion::text)
                        .toList());
    }

    @Test
    void returns_as_many_candidates_as_wanted_best_first() {
        ScriptedModel arm = ScriptedModel.saying("m", "no", "yes", "maybe", "yes");
        List<Completion> best = model(FOUR, Optional.of(YES), 0, arm).generate(request("a", 3));
        assertEquals(
                List.of("yes", "no", "maybe"),
                best.stream().map(Completion::text).toList());
    }

    @Test
    void keeps_the_mean_of_a_fraction() {
        ScriptedModel arm = ScriptedModel.saying("m", "no");
        BudgetedModel model = model(new Knob(Knob.Unit.SAMPLES, 2.5), Optional.of(YES), 0, arm);
        for (int i = 0; i < 2000; i++) {
            answer(model, request("q" + i, 1), Wishes.of(1));
        }
        assertEquals(2.5, model.spend().mean(), .05);
        assertTrue(arm.calls.size() > 3000);
    }

    @Test
    void goes_on_from_what_was_spent_before() {
        ScriptedModel arm = ScriptedModel.saying("m", "no");
        BudgetedModel before = model(FOUR, Optional.of(YES), 0, arm);
        answer(before, request("a", 1), Wishes.of(1));
        BudgetedModel after = new BudgetedModel(
                "hone/test",
                before.arms(),
                List.of(),
                Menus.even(FOUR, 1, "even"),
                before.policy(),
                Optional.of(before.spend()),
                Seeds.of(7));
        answer(after, request("b", 1), Wishes.of(1));
        assertEquals(2, after.spend().requests());
        assertEquals(8, after.spend().spent(), 1e-9);
    }

    @Test
    void explores_its_share_in_full() {
        ScriptedModel arm = ScriptedModel.saying("m", "yes");
        BudgetedModel model = model(FOUR, Optional.of(YES), .2, arm);
        int explored = 0;
        for (int i = 0; i < 500; i++) {
            Served served = answer(model, request("q" + i, 1), Wishes.of(1));
            if (served.decision().explored()) {
                explored++;
                assertEquals(8, served.samples().size());
            } else {
                assertEquals(1, served.samples().size());
            }
        }
        assertEquals(100, explored, 30);
    }

    @Test
    void a_strong_share_is_kept() {
        ScriptedModel weak = ScriptedModel.saying("weak", "w");
        ScriptedModel strong = ScriptedModel.saying("strong", "s");
        BudgetedModel model = model(new Knob(Knob.Unit.STRONG, .3), Optional.empty(), 0, weak, strong);
        for (int i = 0; i < 2000; i++) {
            answer(model, request("q" + i, 1), Wishes.of(1));
        }
        assertEquals(600, strong.drawn(), 60);
        assertEquals(2000, strong.drawn() + weak.drawn());
        assertEquals(strong.drawn(), model.spend().spent(), 1e-9);
    }

    @Test
    void several_arms_take_turns() {
        ScriptedModel one = ScriptedModel.saying("one", "no");
        ScriptedModel two = ScriptedModel.saying("two", "no", "yes");
        Served served =
                answer(model(FOUR, Optional.of(YES), Optional.of(false), 0, one, two), request("a", 1), Wishes.of(1));
        assertEquals(List.of("one", "two", "one", "two"), served.arms());
        assertEquals("two", served.arm());
    }

    @Test
    void money_is_what_calls_were_billed() {
        ScriptedModel arm = ScriptedModel.saying("m", "x");
        Knob knob = new Knob(Knob.Unit.MONEY, 1);
        Menu menu = new Menu() {
            @Override
            public List<Offer> of(Query query, Allowance allowance, Seeds seeds) {
                return List.of(Offer.of(0, 1, new Action(1, .5, 1)));
            }

            @Override
            public double startPrice(boolean stops) {
                return 1;
            }

            @Override
            public String reason() {
                return "test";
            }
        };
        BudgetedModel model = new BudgetedModel(
                "hone/test",
                List.of(new Arm("m", arm)),
                List.of(new Price(2e6, 3e6)),
                menu,
                new ServingPolicy(knob, Optional.empty(), false, Optional.empty(), 8, 0),
                Optional.empty(),
                Seeds.of(7));
        answer(model, request("a", 1), Wishes.of(1));
        assertEquals(10 * 2 + 3 * 3, model.spend().spent(), 1e-9);
    }

    @Test
    void what_came_before_a_failure_is_returned_and_said() {
        ScriptedModel arm = new ScriptedModel("m", _ -> ScriptedModel.text("no"), 2);
        BudgetedModel model = model(FOUR, Optional.of(YES), 0, arm);
        Served served = answer(model, request("a", 1), Wishes.of(1));
        assertEquals(2, served.samples().size());
        assertTrue(served.degraded().isPresent());
        assertEquals(3, model.spend().spent(), 1e-9); // two that came, and one that may have been billed
        ScriptedModel dead = new ScriptedModel("m", _ -> ScriptedModel.text("no"), 0);
        BudgetedModel none = model(FOUR, Optional.of(YES), 0, dead);
        assertThrows(HoneException.class, () -> answer(none, request("a", 1), Wishes.of(1)));
        assertEquals(0, none.spend().reserved(), 1e-9);
        assertEquals(1, none.spend().spent(), 1e-9);
    }

    @Test
    void a_strong_call_is_one_call_however_many_candidates_it_returns() {
        ScriptedModel weak = ScriptedModel.saying("weak", "w");
        ScriptedModel strong = ScriptedModel.saying("strong", "s");
        BudgetedModel model = model(new Knob(Knob.Unit.STRONG, .1), Optional.empty(), 0, weak, strong);
        for (int i = 0; i < 2000; i++) {
            answer(model, request("q" + i, 4), Wishes.of(4));
        }
        assertTrue(model.spend().mean() <= .101, () -> "mean " + model.spend().mean());
        assertEquals(.1, strong.drawn() / 8000.0, .03);
    }

    @Test
    void what_cannot_be_predicted_gets_an_even_share_and_says_so() {
        Menu blind = new Menu() {
            @Override
            public List<Offer> of(Query query, Allowance allowance, Seeds seeds) {
                throw new HoneException("The prompt is too long.", "shorten it");
            }

            @Override
            public double startPrice(boolean stops) {
                return .01;
            }

            @Override
            public String reason() {
                return "test";
            }
        };
        BudgetedModel model = new BudgetedModel(
                "hone/test",
                List.of(new Arm("m", ScriptedModel.saying("m", "no"))),
                List.of(),
                blind,
                new ServingPolicy(FOUR, Optional.of(YES), false, Optional.empty(), 8, 0),
                Optional.empty(),
                Seeds.of(7));
        Served served = answer(model, request("a", 1), Wishes.of(1));
        assertEquals(4, served.samples().size());
        assertEquals(Optional.of("not-predicted"), served.degraded());
        assertTrue(served.decision().offer().predicted().isEmpty());
    }

    @Test
    void another_way_to_decide_keeps_the_mean() {
        BudgetedModel model = model(FOUR, Optional.of(YES), 0, ScriptedModel.saying("m", "no"));
        answer(model, request("a", 1), Wishes.of(1));
        model.decideBy(Menus.even(FOUR, 1, "other"), model.policy());
        answer(model, request("b", 1), Wishes.of(1));
        assertEquals("other", model.reason());
        assertEquals(2, model.spend().requests());
        assertEquals(8, model.spend().spent(), 1e-9);
    }

    @Test
    void candidates_of_a_vote_come_by_their_votes() {
        ScriptedModel arm = ScriptedModel.saying("m", "c", "b", "a", "a", "b", "a");
        Knob six = new Knob(Knob.Unit.SAMPLES, 6);
        Served served =
                answer(model(six, Optional.of(VOTE), Optional.of(false), 0, arm), request("a", 4), Wishes.of(4));
        assertEquals(
                List.of("a", "a", "a", "b"),
                served.best(4).stream().map(Completion::text).toList());
    }

    @Test
    void a_judge_that_fails_does_not_cost_the_answer() {
        ScriptedModel arm = ScriptedModel.saying("m", "one", "two");
        BudgetedModel model = model(FOUR, Optional.of(Rewards.parse("command:false")), 0, arm);
        Served served = answer(model, request("a", 1), Wishes.of(1));
        assertEquals("one", served.best(1).getFirst().text());
        assertTrue(served.degraded().isPresent());
    }

    @Test
    void tools_are_voted_on_by_name_and_arguments_and_never_graded() {
        ScriptedModel arm = new ScriptedModel(
                "m",
                i -> call(i == 0 ? "{\"a\": 2, \"b\": 1}" : i % 2 == 0 ? "{\"b\":1,\"a\":2}" : "{\"a\":" + i + "}"),
                Integer.MAX_VALUE);
        Served voted = answer(
                model(FOUR, Optional.of(VOTE), Optional.of(false), 0, arm), request("a", 1), new Wishes(1, true));
        assertEquals(.5, voted.agreement().orElseThrow(), 1e-9);
        assertEquals(0, voted.ranking().getFirst());
        Served graded = answer(model(FOUR, Optional.of(YES), 0, arm), request("b", 1), new Wishes(1, true));
        assertEquals(1, graded.samples().size());
        assertFalse(graded.decision().chooses());
    }

    private static Completion call(String arguments) {
        var choice = Json.MAPPER.createObjectNode();
        choice.putObject("message")
                .putArray("tool_calls")
                .addObject()
                .putObject("function")
                .put("name", "f")
                .put("arguments", arguments);
        return new Completion("", Optional.empty(), FinishReason.STOP, 3, List.of(), Optional.of(choice));
    }

    @Test
    void as_a_language_model_it_tells_all_that_was_spent() {
        ScriptedModel arm = ScriptedModel.saying("m", "no", "no", "yes");
        Drawn drawn = model(FOUR, Optional.of(YES), 0, arm).draw(request("a", 1));
        assertEquals(1, drawn.completions().size());
        assertEquals(9, drawn.completionTokens());
        assertEquals(30, drawn.promptTokens());
    }

    @Test
    void refuses_what_cannot_be() {
        assertThrows(HoneException.class, () -> new Knob(Knob.Unit.SAMPLES, .5));
        assertThrows(HoneException.class, () -> new Knob(Knob.Unit.STRONG, 1.2));
        assertThrows(HoneException.class, () -> Menus.even(new Knob(Knob.Unit.STRONG, .5), 3, ""));
        assertThrows(HoneException.class, () -> Menus.even(new Knob(Knob.Unit.MONEY, .5), 1, ""));
        assertThrows(
                HoneException.class,
                () -> new ServingPolicy(FOUR, Optional.of(Rewards.parse("exact")), false, Optional.empty(), 8, 0));
    }
}
