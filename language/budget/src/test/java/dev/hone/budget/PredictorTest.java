package dev.hone.budget;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.budget.evaluation.BudgetEvaluation;
import dev.hone.budget.evaluation.EvaluationSettings;
import dev.hone.budget.evaluation.Policy;
import dev.hone.budget.head.HeadSettings;
import dev.hone.core.HoneException;
import dev.hone.core.Listener;
import dev.hone.core.Seeds;
import dev.hone.core.files.LineWriter;
import dev.hone.core.statistics.Interval;
import dev.hone.lm.Features;
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

class PredictorTest {
    private static final SimulatedPool POOL = new SimulatedPool(21, 500, 32, .7);
    private static final EvaluationSettings SETTINGS = new EvaluationSettings(
            List.of(1, 2, 4, 8), 0, new HeadSettings(32, List.of(10.0), 1e-2, 256, 40, 5, 1), 2, 200);
    private static final Seeds SEEDS = Seeds.of(1);
    private static final List<Query> QUERIES = POOL.graded().queries();
    private static final Fit FIT =
            Fit.of(POOL.graded(), POOL, Splits.draw(QUERIES, SEEDS), SETTINGS, SEEDS, Listener.NONE);

    @TempDir
    private Path folder;

    @Test
    void a_fit_reports_on_the_report_split_only() {
        assertEquals(150, FIT.evaluation().protocol().queries());
        assertEquals(350, FIT.evaluation().protocol().fitted());
        double ratio = FIT.evaluation()
                .row(Policy.BETA_BINOMIAL, 8)
                .orElseThrow()
                .ratio()
                .estimate();
        assertTrue(ratio < .8, "ratio " + ratio);
        assertEquals(ratio, FIT.predictor().heldOut().getOrDefault("beta-binomial.ratio.8", Double.NaN), 0);
    }

    @Test
    void saved_and_loaded_it_plans_and_reports_the_same() {
        DifficultyPredictor before = FIT.predictor().withProvenance(Map.of("data", "abc", "seed", "1"));
        before.save(folder.resolve("predictor"), false);
        DifficultyPredictor after = DifficultyPredictor.load(folder.resolve("predictor"));
        for (PlanOptions.Mode mode : PlanOptions.Mode.values()) {
            PlanOptions options = new PlanOptions(4, 32, 0, mode);
            assertEquals(Plan.of(before, QUERIES, POOL, options, SEEDS), Plan.of(after, QUERIES, POOL, options, SEEDS));
        }
        assertEquals(before.splits(), after.splits());
        assertEquals(before.heldOut(), after.heldOut());
        assertEquals(before.calibration(), after.calibration());
        assertEquals("abc", after.provenance().get("data"));
        BudgetEvaluation again = Fit.evaluate(after, POOL.graded(), POOL, SETTINGS, SEEDS, Listener.NONE);
        assertEquals(FIT.evaluation().rows(), again.rows(), "fit and evaluate share one evaluator");
    }

    @Test
    void a_plan_keeps_its_budget_and_helps_the_middle() {
        Plan plan = Plan.of(FIT.predictor(), QUERIES, POOL, new PlanOptions(4, 32, 1, PlanOptions.Mode.BATCH), SEEDS);
        assertTrue(plan.reason().startsWith("predictor"), plan.reason());
        assertEquals(2000, plan.total());
        assertTrue(plan.entries().stream().allMatch(e -> e.budget() >= 1 && e.budget() <= 32));
        assertTrue(plan.entries().stream().map(Plan.Entry::budget).distinct().count() > 3);
        Plan stream =
                Plan.of(FIT.predictor(), QUERIES, POOL, new PlanOptions(4, 32, 1, PlanOptions.Mode.STREAM), SEEDS);
        assertEquals(4, stream.total() / 500.0, .5);
    }

    @Test
    void one_by_one_a_query_gets_the_same_whoever_else_is_asked() {
        PlanOptions options = new PlanOptions(4.3, 32, 1, PlanOptions.Mode.STREAM);
        Plan all = Plan.of(FIT.predictor(), QUERIES, POOL, options, SEEDS);
        Plan alone = Plan.of(FIT.predictor(), QUERIES.subList(17, 18), POOL, options, SEEDS);
        assertEquals(all.entries().get(17), alone.entries().getFirst());
    }

    @Test
    void a_predictor_that_learnt_nothing_plans_uniformly_and_says_why() {
        SimulatedPool blind = new SimulatedPool(3, 200, 16, Double.POSITIVE_INFINITY);
        List<Query> queries = blind.graded().queries();
        DifficultyPredictor predictor = Fit.of(
                        blind.graded(), blind, Splits.draw(queries, SEEDS), SETTINGS, SEEDS, Listener.NONE)
                .predictor();
        Plan plan = Plan.of(predictor, queries, blind, PlanOptions.batch(2.5), SEEDS);
        assertTrue(plan.reason().startsWith("uniform"), plan.reason());
        assertEquals(500, plan.total());
        assertTrue(plan.entries().stream().allMatch(e -> e.budget() == 2 || e.budget() == 3));
        Plan stream = Plan.of(predictor, queries, blind, new PlanOptions(2.5, 8, 1, PlanOptions.Mode.STREAM), SEEDS);
        assertEquals(2.5, stream.total() / 200.0, .15);
    }

    @Test
    void other_features_are_refused_by_both_names() {
        Features others = new Features() {
            @Override
            public String name() {
                return "minilm";
            }

            @Override
            public int dimension() {
                return 384;
            }

            @Override
            public float[][] of(List<Query> queries) {
                throw new IllegalStateException("not asked for");
            }
        };
        HoneException error = assertThrows(
                HoneException.class, () -> Plan.of(FIT.predictor(), QUERIES, others, PlanOptions.batch(4), SEEDS));
        assertTrue(error.problem().contains("'simulated'") && error.problem().contains("'minilm'"), error.problem());
    }

    @Test
    void one_real_valued_reward_a_query_is_planned_uniformly() {
        SimulatedPool pool = new SimulatedPool(2);
        IntStream.range(0, 40)
                .forEach(
                        i -> pool.add(Query.of("q" + i, "prompt " + i), new double[] {i % 7 + .5}, new float[] {i, 1}));
        List<Query> queries = pool.graded().queries();
        EvaluationSettings one = SETTINGS.withBudgets(List.of(1));
        Fit fit = Fit.of(pool.graded(), pool, Splits.draw(queries, SEEDS), one, SEEDS, Listener.NONE);
        assertTrue(fit.predictor().trained().isEmpty());
        fit.predictor().save(folder.resolve("one"), false);
        DifficultyPredictor loaded = DifficultyPredictor.load(folder.resolve("one"));
        Plan plan = Plan.of(loaded, queries, pool, PlanOptions.batch(3), SEEDS);
        assertTrue(plan.entries().stream().allMatch(e -> e.budget() == 3));
        assertTrue(plan.reason().contains("real-valued"), plan.reason());
        assertEquals(
                40,
                Fit.crossFit(loaded, pool.graded(), pool, 4, 2, one, SEEDS, Listener.NONE)
                        .protocol()
                        .queries());
    }

    @Test
    void real_valued_rewards_of_queries_that_differ_save_samples_also_after_saving_and_loading() {
        SimulatedPool pool = SimulatedPool.real(3, 600, 24);
        List<Query> queries = pool.graded().queries();
        EvaluationSettings settings = new EvaluationSettings(
                List.of(2, 4, 8), 0, HeadSettings.DEFAULT.alone().withWeightDecay(1), 2, 200);
        Fit fit = Fit.of(pool.graded(), pool, Splits.draw(queries, SEEDS), settings, SEEDS, Listener.NONE);
        for (int budget : List.of(4, 8)) {
            Interval ratio = ratio(fit, Policy.QUANTILES, budget);
            assertTrue(ratio.estimate() < .95 && ratio.high() < 1, "quantiles at " + budget + ": " + ratio);
            assertTrue(ratio(fit, Policy.GAIN_VECTOR, budget).estimate() <= 1);
            assertTrue(ratio(fit, Policy.STREAM, budget).estimate() < 1);
            assertTrue(ratio(fit, Policy.ORACLE, budget).estimate() < 1);
            assertEquals(1, ratio(fit, Policy.SHUFFLED, budget).estimate(), .03);
            assertTrue(ratio(fit, Policy.PERMUTED, budget).low() > 1);
        }
        fit.predictor().save(folder.resolve("real"), false);
        DifficultyPredictor loaded = DifficultyPredictor.load(folder.resolve("real"));
        Plan plan = Plan.of(loaded, queries, pool, PlanOptions.batch(4), SEEDS);
        assertEquals(Plan.of(fit.predictor(), queries, pool, PlanOptions.batch(4), SEEDS), plan);
        assertTrue(plan.reason().startsWith("predictor"), plan.reason());
        assertEquals(4L * queries.size(), plan.total());
        assertTrue(plan.entries().stream().allMatch(e -> e.budget() >= 1));
        assertTrue(
                plan.entries().stream().mapToInt(Plan.Entry::budget).distinct().count() > 4);
    }

    private static Interval ratio(Fit fit, Policy policy, int budget) {
        return fit.evaluation().row(policy, budget).orElseThrow().ratio();
    }

    @Test
    void a_handful_of_queries_is_fitted_without_harm() {
        for (int n : new int[] {2, 3, 5}) {
            SimulatedPool few = new SimulatedPool(4, n, 4, 1);
            List<Query> queries = few.graded().queries();
            EvaluationSettings settings = SETTINGS.withBudgets(List.of(1, 2));
            Fit fit = Fit.of(few.graded(), few, Splits.draw(queries, SEEDS), settings, SEEDS, Listener.NONE);
            Plan plan = Plan.of(fit.predictor(), queries, few, PlanOptions.batch(2), SEEDS);
            assertTrue(plan.entries().stream().allMatch(e -> e.budget() == 2), n + " queries: " + plan);
            assertTrue(String.join("\n", fit.evaluation().findings()).contains("hone budget sample"));
        }
    }

    @Test
    void budgets_outside_floor_and_cap_are_refused() {
        assertThrows(HoneException.class, () -> new PlanOptions(.5, 32, 1, PlanOptions.Mode.BATCH));
        assertThrows(HoneException.class, () -> new PlanOptions(33, 32, 1, PlanOptions.Mode.BATCH));
        assertThrows(HoneException.class, () -> new PlanOptions(Double.NaN, 32, 0, PlanOptions.Mode.BATCH));
        assertThrows(HoneException.class, () -> new PlanOptions(4, 32, 2, PlanOptions.Mode.BATCH));
        assertThrows(HoneException.class, () -> new PlanOptions(0, 0, 0, PlanOptions.Mode.BATCH));
    }

    @Test
    void a_damaged_or_foreign_folder_is_refused() throws IOException {
        Path place = folder.resolve("predictor");
        FIT.predictor().save(place, false);
        assertThrows(HoneException.class, () -> FIT.predictor().save(place, false), "it exists already");
        String card = Files.readString(place.resolve("card.json"));
        Files.writeString(place.resolve("card.json"), card.replace("\"dimension\" : 24", "\"dimension\" : 25"));
        assertTrue(assertThrows(HoneException.class, () -> DifficultyPredictor.load(place))
                .problem()
                .contains("25"));
        Files.writeString(place.resolve("card.json"), card.replace("difficulty-predictor", "value-model"));
        assertThrows(HoneException.class, () -> DifficultyPredictor.load(place));
        assertThrows(HoneException.class, () -> DifficultyPredictor.load(folder.resolve("nowhere")));
    }

    @Test
    void a_plan_file_has_id_and_budget() throws IOException {
        Path file = folder.resolve("plan.jsonl");
        try (LineWriter lines = LineWriter.create(file, false)) {
            new Plan(List.of(new Plan.Entry("a", 3), new Plan.Entry("b", 0)), "").write(lines);
        }
        assertEquals("{\"id\":\"a\",\"budget\":3}\n{\"id\":\"b\",\"budget\":0}\n", Files.readString(file));
    }

    @Test
    void the_page_and_its_sentence_say_what_was_found() {
        BudgetReport report = new BudgetReport(FIT.evaluation());
        assertEquals(8, report.focus());
        assertTrue(report.headline().contains("of the samples, decided from the query alone"), report.headline());
        String html = report.page("Fewer samples").html();
        for (String part : List.of("Where the samples went", "Predicted and measured", "beta-binomial", "oracle")) {
            assertTrue(html.contains(part), part);
        }
        assertFalse(html.contains("NaN"));
        assertEquals(FIT.evaluation().rows().size(), report.table().rows().size());
    }

    @Test
    void a_predictor_made_for_another_reward_is_refused() {
        DifficultyPredictor any = Fit.of(
                        new SimulatedPool(1, 60, 8, .1).graded(),
                        new SimulatedPool(1, 60, 8, .1),
                        Splits.draw(new SimulatedPool(1, 60, 8, .1).graded().queries(), Seeds.of(1)),
                        new EvaluationSettings(
                                List.of(1, 4), 0, new HeadSettings(4, List.of(10.0), 1e-2, 256, 3, 1, 1), 0, 200),
                        Seeds.of(1),
                        Listener.NONE)
                .predictor();
        any.requireReward("exact"); // nobody said what it was made for
        DifficultyPredictor made = any.withReward("number");
        made.requireReward("number");
        var error = assertThrows(HoneException.class, () -> made.requireReward("exact"));
        assertEquals("The predictor was made for the reward 'number', not for 'exact'.", error.problem());
        made.save(folder.resolve("made"), false);
        assertEquals(
                Optional.of("number"),
                DifficultyPredictor.load(folder.resolve("made")).reward());
    }
}
