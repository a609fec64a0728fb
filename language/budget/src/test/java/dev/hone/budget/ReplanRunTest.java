package dev.hone.budget;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.budget.evaluation.EvaluationSettings;
import dev.hone.budget.evaluation.Policy;
import dev.hone.budget.evidence.EvidenceUse;
import dev.hone.budget.head.HeadSettings;
import dev.hone.core.HoneException;
import dev.hone.core.Listener;
import dev.hone.core.Seeds;
import dev.hone.lm.Capabilities;
import dev.hone.lm.Completion;
import dev.hone.lm.Features;
import dev.hone.lm.FinishReason;
import dev.hone.lm.GenerationRequest;
import dev.hone.lm.LanguageModel;
import dev.hone.lm.Message;
import dev.hone.lm.Query;
import dev.hone.lm.Sample;
import dev.hone.lm.SampleFeatures;
import dev.hone.lm.SamplingOptions;
import dev.hone.lm.sampling.SampleStore;
import dev.hone.reward.Reward;
import dev.hone.reward.Rewards;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplanRunTest {
    /** Answers "7" with the chance that the query's text names in hundredths, else "0", and shows the token or hides it. */
    private record Dice(boolean shows) implements LanguageModel {
        @Override
        public String name() {
            return "dice";
        }

        @Override
        public Capabilities capabilities() {
            return new Capabilities(OptionalInt.empty(), 64, true, 2, OptionalInt.empty());
        }

        @Override
        public List<Completion> generate(GenerationRequest request) {
            double chance = percent(request.query()) / 100.0;
            return IntStream.range(request.first(), request.first() + request.n())
                    .mapToObj(i -> {
                        int token = request.sampleSeeds(name(), i).uniform(0) < chance ? 7 : 0;
                        Optional<List<Integer>> ids = shows ? Optional.of(List.of(token)) : Optional.empty();
                        return new Completion("" + token, ids, FinishReason.STOP, 2, List.of());
                    })
                    .toList();
        }

        @Override
        public void close() {}
    }

    /** Sees nothing of a query that tells, and of a sample its token: what is 7 here is right. */
    private record Tokens(String name, boolean sees) implements Features {
        @Override
        public int dimension() {
            return 1;
        }

        @Override
        public float[][] of(List<Query> queries) {
            return queries.stream()
                    .map(q -> new float[] {Math.floorDiv(percent(q), 50)})
                    .toArray(float[][]::new);
        }

        @Override
        public Optional<SampleFeatures> samples() {
            return sees ? Optional.of(new Token()) : Optional.empty();
        }
    }

    private record Token() implements SampleFeatures {
        @Override
        public String name() {
            return "token";
        }

        @Override
        public int dimension() {
            return 1;
        }

        @Override
        public boolean reads(Sample sample) {
            return sample.ids().isPresent();
        }

        @Override
        public float[][] of(Query query, List<Sample> samples) {
            return samples.stream()
                    .map(sample -> new float[] {sample.ids().orElseThrow().getFirst()})
                    .toArray(float[][]::new);
        }
    }

    private static final Seeds SEEDS = Seeds.of(5);
    private static final Features FEATURES = new Tokens("tokens", true);
    private static final int[] CHANCES = {2, 10, 40, 60, 95};

    private static final class Fitted {
        private static final Fit FIT = Demo.of(
                        queries(600),
                        new Dice(true),
                        Rewards.reward("number"),
                        FEATURES,
                        SamplingOptions.DEFAULT,
                        new EvaluationSettings(
                                List.of(1, 4, 8), 0, new HeadSettings(16, List.of(1.0), 2e-2, 256, 60, 10, 1), 0, 200),
                        SampleStore.inMemory(),
                        SEEDS,
                        Listener.NONE)
                .fit();
    }

    @TempDir
    private Path folder;

    private static int percent(Query query) {
        return Integer.parseInt(query.text().substring(0, query.text().indexOf(' ')));
    }

    private static List<Query> queries(int n) {
        return IntStream.range(0, n)
                .mapToObj(i -> new Query(
                        "q" + i,
                        List.of(Message.user(CHANCES[i % CHANCES.length] + " percent, number " + i)),
                        Optional.empty(),
                        Optional.of("7")))
                .toList();
    }

    private static PlanOptions options(double mean, int floor) {
        return new PlanOptions(mean, 16, floor, PlanOptions.Mode.BATCH);
    }

    private static EvidenceUse use(
            DifficultyPredictor predictor, List<Query> queries, PlanOptions options, Reward judge) {
        Plan plan = BudgetRun.plan(predictor, queries, FEATURES, options, judge, SEEDS);
        return BudgetRun.replanning(predictor, queries, FEATURES, plan, options, judge);
    }

    private static BudgetRun run(DifficultyPredictor predictor, List<Query> queries, PlanOptions options, Dice model) {
        Reward number = Rewards.reward("number");
        return BudgetRun.of(
                "queries.jsonl",
                queries,
                use(predictor, queries, options, number),
                model,
                number,
                SamplingOptions.DEFAULT,
                SampleStore.inMemory(),
                SEEDS,
                Listener.NONE);
    }

    private static double solved(BudgetRun run) {
        return run.answers().stream()
                .mapToDouble(answer -> answer.reward().orElse(0))
                .average()
                .orElseThrow();
    }

    @Test
    void what_first_samples_show_moves_the_budget_and_never_raises_it() {
        List<Query> queries = queries(300);
        BudgetRun again = run(Fitted.FIT.predictor(), queries, options(3, 0), new Dice(true));
        Plan plan = Plan.of(Fitted.FIT.predictor(), queries, FEATURES, options(3, 0), SEEDS);
        BudgetRun planned = BudgetRun.of(
                "queries.jsonl",
                queries,
                plan,
                new Dice(true),
                Rewards.reward("number"),
                SamplingOptions.DEFAULT,
                SampleStore.inMemory(),
                SEEDS,
                Listener.NONE);
        assertTrue(again.outcome().samples() <= 900, "never more than the mean budget");
        assertTrue(solved(again) > solved(planned) + .04, solved(again) + " against " + solved(planned));
        for (Answer answer : again.answers()) {
            boolean right = answer.reward().orElse(0) == 1;
            assertTrue(!right || answer.samples() != 16, "who is right at first is left alone: " + answer);
        }
        assertTrue(
                again.answers().stream().filter(answer -> answer.samples() == 1).count() > 100,
                "many are done after their first");
    }

    @Test
    void what_it_learnt_lies_in_the_predictors_folder() {
        Fitted.FIT.predictor().save(folder.resolve("predictor"), false);
        DifficultyPredictor loaded = DifficultyPredictor.load(folder.resolve("predictor"));
        assertEquals(
                Fitted.FIT.predictor().replanning().orElseThrow().guard(),
                loaded.replanning().orElseThrow().guard());
        List<Query> queries = queries(60);
        assertEquals(
                run(Fitted.FIT.predictor(), queries, options(3, 1), new Dice(true))
                        .answers(),
                run(loaded, queries, options(3, 1), new Dice(true)).answers());
        assertTrue(loaded.heldOut().containsKey(Policy.REPLAN.text() + ".ratio.4"));
    }

    @Test
    void a_model_that_hides_its_tokens_is_refused_at_its_first_answer() {
        HoneException error = assertThrows(
                HoneException.class, () -> run(Fitted.FIT.predictor(), queries(20), options(3, 0), new Dice(false)));
        assertTrue(error.problem().contains("token ids"), error.problem());
    }

    @Test
    void what_can_not_be_planned_again_is_refused_before_a_sample_is_drawn() {
        List<Query> queries = queries(20);
        Reward number = Rewards.reward("number");
        PlanOptions stream = new PlanOptions(3, 16, 0, PlanOptions.Mode.STREAM);
        assertThrows(HoneException.class, () -> use(Fitted.FIT.predictor(), queries, stream, number));
        assertThrows(
                HoneException.class,
                () -> BudgetRun.requireReplannable(Fitted.FIT.predictor(), options(3, 0), Rewards.parse("agreement")));
        Features blind = new Tokens("tokens", false);
        Plan plan = Plan.uniform(queries, options(3, 0), SEEDS, "");
        HoneException error = assertThrows(
                HoneException.class,
                () -> BudgetRun.replanning(Fitted.FIT.predictor(), queries, blind, plan, options(3, 0), number));
        assertTrue(error.problem().contains("'token'"), error.problem());
    }

    @Test
    void where_the_guard_does_not_support_it_the_plan_stands() {
        List<Query> queries = queries(20);
        PlanOptions one = options(1, 1); // a sample each leaves nothing to plan again
        EvidenceUse use = use(Fitted.FIT.predictor(), queries, one, Rewards.reward("number"));
        assertTrue(use.reason().startsWith("all are drawn as planned"), use.reason());
        assertEquals(20, use.expected());
        assertFalse(use.rule().next().isEmpty());
    }
}
