package dev.hone.budget.arms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.core.Listener;
import dev.hone.core.Seeds;
import dev.hone.core.statistics.Interval;
import dev.hone.lm.PoolEntry;
import dev.hone.lm.Sample;
import dev.hone.lm.TextFeatures;
import dev.hone.lm.format.Pool;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ProbeCascadeTest {
    private static final List<String> ARMS = List.of("small", "large");

    /** Ten groups of words of their own; the small model is right half of the time, and says "maybe" where it is wrong, or by chance. */
    private static Pool pool(boolean telling, int smallTokens) {
        RandomGenerator random = Seeds.of(4).generator();
        List<PoolEntry> entries = new ArrayList<>();
        for (int group = 0; group < 10; group++) {
            for (int i = 0; i < 24; i++) {
                boolean right = random.nextBoolean();
                boolean hedges = telling ? !right : random.nextBoolean();
                List<Sample> small = List.of(
                        sample(hedges ? "maybe " + i : "it is " + i, right),
                        sample(hedges ? "perhaps " + i : "it is " + i, right));
                entries.add(ArmPools.entry(
                        group + "/" + i,
                        Integer.toString(group),
                        "word" + group + " topic" + group + " " + random.nextInt(1000) + " " + i,
                        Map.of(
                                "small",
                                new PoolEntry.Arm(small, OptionalDouble.of(smallTokens)),
                                "large",
                                ArmPools.arm(100, 1))));
            }
        }
        return new Pool("probes", entries);
    }

    private static Sample sample(String text, boolean right) {
        return new Sample(
                Optional.of(text),
                OptionalDouble.of(right ? 1 : 0),
                Optional.empty(),
                Optional.empty(),
                OptionalInt.empty());
    }

    private static ArmEvaluation evaluate(Pool pool) {
        return new ArmEvaluator(
                        ArmedQueries.of(pool, ARMS),
                        Costs.of(CostUnit.TOKENS, ARMS, Optional.empty()),
                        new TextFeatures(),
                        new ArmSettings(4, 1, 100),
                        Seeds.of(5),
                        Listener.NONE)
                .evaluate();
    }

    private static ArmRow row(ArmEvaluation evaluation, SplitKind split, ArmPolicy policy, double share) {
        return evaluation.row(split, policy, share).orElseThrow();
    }

    @Test
    void an_answer_that_shows_it_is_wrong_calls_for_the_strong_model_on_kinds_never_seen_too() {
        ArmEvaluation evaluation = evaluate(pool(true, 2));
        for (SplitKind split : SplitKind.values()) {
            ArmRow cascade = row(evaluation, split, ArmPolicy.CASCADE_TEXT, .5);
            assertTrue(cascade.gain().low() > .15, cascade::toString);
            assertTrue(cascade.quality().estimate() > .95, cascade::toString);
            assertEquals(0, row(evaluation, split, ArmPolicy.LEARNT, .5).gain().estimate(), .06);
        }
    }

    @Test
    void an_answer_that_shows_nothing_is_not_paid_for_twice() {
        ArmEvaluation evaluation = evaluate(pool(false, 30));
        for (SplitKind split : SplitKind.values()) {
            for (double share : new double[] {.25, .5, .75}) {
                assertEquals(
                        row(evaluation, split, ArmPolicy.PLAN, share).quality().estimate(),
                        row(evaluation, split, ArmPolicy.CASCADE_TEXT, share)
                                .quality()
                                .estimate(),
                        .03);
            }
        }
    }

    @Test
    void every_probe_is_paid_for() {
        ArmedQueries queries = ArmedQueries.of(pool(true, 20), ARMS);
        Costs costs = Costs.of(CostUnit.TOKENS, ARMS, Optional.empty());
        double[][] cost = costs.measured(queries);
        FixedMix mix = new FixedMix(List.of(.5, 1.0), List.of(20.0, 100.0));
        Router router = new Router(costs, Outcomes.of(queries, true), mix, regime(), regime(), .5);
        Probes probes = Probes.of(queries, 0);
        assertEquals(2, probes.most());
        Forecast forecast = new Forecast(new double[] {0, .5}, new double[] {.5, 1}, new double[] {20, 100});
        List<Probed> batch = IntStream.range(0, 4)
                .mapToObj(i -> new Probed(i, forecast, 2, new double[] {i, i, i, i}))
                .toList();
        double[] spent = new double[4];
        new ProbePlans(queries, cost, router, probes)
                .of(batch, 0, Seeds.of(1))
                .score(.75, (k, paid, _) -> spent[k] = paid);
        // 80 each: 40 for the probes of all, and one call of 100 for the query that gains most from it
        assertEquals(140, spent[3]);
        assertEquals(40, spent[0]);
        assertEquals(40, spent[1]);
        assertEquals(40, spent[2]);
    }

    private static Regime regime() {
        return new Regime(ArmHead.usual(2), Interval.UNDEFINED);
    }

    @Test
    void without_texts_there_is_no_such_row() {
        ArmEvaluation evaluation = evaluate(ArmPools.templates(8, true, 1));
        assertTrue(
                evaluation.row(SplitKind.SHUFFLED, ArmPolicy.CASCADE_TEXT, .5).isEmpty());
        assertTrue(evaluation.row(SplitKind.SHUFFLED, ArmPolicy.CASCADE, .5).isPresent());
    }
}
