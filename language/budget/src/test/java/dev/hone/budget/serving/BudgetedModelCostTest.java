package dev.hone.budget.serving;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.budget.spend.BelowCheapest;
import dev.hone.core.HoneException;
import dev.hone.core.Seeds;
import dev.hone.lm.Billing;
import dev.hone.lm.Completion;
import dev.hone.lm.GenerationRequest;
import dev.hone.lm.LimitReached;
import dev.hone.lm.Query;
import dev.hone.lm.SamplingOptions;
import dev.hone.reward.Judge;
import dev.hone.reward.Reward;
import dev.hone.reward.Rewards;
import dev.hone.reward.Traits;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What requests cost, and what is still had of those that go wrong. */
class BudgetedModelCostTest {
    private static final Knob FOUR = new Knob(Knob.Unit.SAMPLES, 4);

    /** A call that the server turned away before it did anything. */
    private static final class Refused extends HoneException implements Billing {
        private static final long serialVersionUID = 1;

        Refused() {
            super("The server refused the call.", "ask later");
        }

        @Override
        public boolean maybePaid() {
            return false;
        }
    }

    /** Grades answers by their number, and fails at the first that has none. */
    private record ByNumber() implements Reward {
        @Override
        public String name() {
            return "by-number";
        }

        @Override
        public Traits traits() {
            return Rewards.parse("length:10").traits();
        }

        @Override
        public double[] score(Query query, List<Completion> completions) {
            return completions.stream()
                    .mapToDouble(completion -> {
                        if (completion.text().isEmpty()) {
                            throw new HoneException("There is no number.", "answer with one");
                        }
                        return Double.parseDouble(completion.text());
                    })
                    .toArray();
        }
    }

    private static GenerationRequest request(String id) {
        return new GenerationRequest(Query.of(id, "say yes"), 0, 1, SamplingOptions.DEFAULT, Seeds.of(1));
    }

    private static BudgetedModel model(Knob knob, Optional<Judge> judge, ScriptedModel... arms) {
        return new BudgetedModel(
                "hone/test",
                IntStream.range(0, arms.length)
                        .mapToObj(i -> new Arm(arms[i].name(), arms[i]))
                        .toList(),
                List.of(),
                Menus.even(knob, arms.length, "even"),
                new ServingPolicy(knob, judge, false, Optional.empty(), 8, 0),
                Optional.empty(),
                Seeds.of(7));
    }

    private static Served answer(BudgetedModel model, String id) {
        return model.carryOut(model.decide(request(id), Wishes.of(1)), request(id));
    }

    /** Each request asks for four candidates of a mean of one sample. */
    @Test
    void what_the_mean_has_no_room_for_is_answered_or_refused() {
        Knob one = new Knob(Knob.Unit.SAMPLES, 1);
        ScriptedModel arm = ScriptedModel.saying("m", "yes");
        for (BelowCheapest below : BelowCheapest.values()) {
            BudgetedModel model = new BudgetedModel(
                    "hone/test",
                    List.of(new Arm("m", arm)),
                    List.of(),
                    Menus.even(one, 1, "even"),
                    new ServingPolicy(one, Optional.empty(), false, Optional.empty(), 8, 0, below),
                    Optional.empty(),
                    Seeds.of(7));
            int refused = 0;
            for (int i = 0; i < 300; i++) {
                GenerationRequest request = request("q" + i);
                try {
                    model.settle(model.decide(request, Wishes.of(4)), 4, 0, 0);
                } catch (LimitReached e) {
                    refused++;
                    assertTrue(e.problem().contains("hone/test"), e.problem());
                }
            }
            double mean = model.spend().spent() / 300;
            if (below == BelowCheapest.REFUSE) {
                assertTrue(refused > 200 && mean <= 1.01, refused + " refused, a mean of " + mean);
            } else {
                assertEquals(0, refused);
                assertEquals(4, mean, 1e-9);
            }
        }
    }

    @Test
    void a_refused_call_costs_nothing() {
        ScriptedModel arm = new ScriptedModel(
                "m",
                _ -> {
                    throw new Refused();
                },
                Integer.MAX_VALUE);
        BudgetedModel model = model(FOUR, Optional.of(Rewards.parse("regex:yes")), arm);
        assertThrows(Refused.class, () -> answer(model, "a"));
        assertEquals(0, model.spend().spent(), 1e-9);
        assertEquals(0, model.spend().reserved(), 1e-9);
    }

    @Test
    void grades_given_before_the_reward_failed_still_choose() {
        ScriptedModel arm = ScriptedModel.saying("one", "1", "2", "0", "");
        ScriptedModel same = ScriptedModel.saying("two", "1", "2", "0", "");
        BudgetedModel model = new BudgetedModel(
                "hone/test",
                List.of(new Arm("one", arm), new Arm("two", same)),
                List.of(),
                Menus.even(FOUR, 2, "even"),
                new ServingPolicy(FOUR, Optional.of(new GradedOneByOne(new ByNumber())), true, Optional.of(true), 8, 0),
                Optional.empty(),
                Seeds.of(7));
        Served served = answer(model, "a");
        assertEquals(List.of(.1, .2, .0), served.rewards());
        assertEquals("2", served.best(1).getFirst().text());
        assertEquals(Optional.of("reward-failed"), served.degraded());
    }

    /** Says that it verifies, with grades too small to stop, so that answers are graded as they come. */
    private record GradedOneByOne(Reward reward) implements Reward {
        @Override
        public String name() {
            return reward.name();
        }

        @Override
        public Traits traits() {
            return Rewards.parse("regex:yes").traits();
        }

        @Override
        public double[] score(Query query, List<Completion> completions) {
            double[] grades = reward.score(query, completions);
            return IntStream.range(0, grades.length)
                    .mapToDouble(i -> grades[i] / 10)
                    .toArray();
        }
    }

    @Test
    void a_strong_share_is_kept_at_every_request() {
        ScriptedModel strong = ScriptedModel.saying("strong", "s");
        BudgetedModel model =
                model(new Knob(Knob.Unit.STRONG, .3), Optional.empty(), ScriptedModel.saying("weak", "w"), strong);
        for (int i = 1; i <= 2000; i++) {
            answer(model, "q" + i);
            double share = strong.drawn() / (double) i;
            int requests = i;
            assertTrue(i < 200 || share <= .3 * 1.01, () -> share + " after " + requests);
        }
        assertTrue(strong.drawn() >= .97 * .3 * 2000, () -> "only " + strong.drawn());
    }
}
