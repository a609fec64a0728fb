package dev.hone.budget;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.budget.evaluation.EvaluationSettings;
import dev.hone.budget.evaluation.Policy;
import dev.hone.budget.evidence.EvidenceUse;
import dev.hone.budget.evidence.GiveUpPrices;
import dev.hone.budget.head.HeadSettings;
import dev.hone.core.HoneException;
import dev.hone.core.Listener;
import dev.hone.core.Seeds;
import dev.hone.core.files.LineWriter;
import dev.hone.lm.Capabilities;
import dev.hone.lm.Completion;
import dev.hone.lm.Features;
import dev.hone.lm.FinishReason;
import dev.hone.lm.GenerationRequest;
import dev.hone.lm.LanguageModel;
import dev.hone.lm.LimitReached;
import dev.hone.lm.Message;
import dev.hone.lm.Query;
import dev.hone.lm.SamplingOptions;
import dev.hone.lm.sampling.SampleStore;
import dev.hone.reward.Judge;
import dev.hone.reward.Reward;
import dev.hone.reward.Rewards;
import dev.hone.reward.Selector;
import dev.hone.reward.Traits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BudgetRunTest {
    /** Answers "7" with the chance that the query's text names in hundredths, else "0"; three tokens a sample. */
    private static final class Dice implements LanguageModel {
        private final AtomicLong drawn = new AtomicLong();
        private OptionalLong limit = OptionalLong.empty();

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
            if (limit.isPresent() && drawn.get() >= limit.getAsLong()) {
                throw new LimitReached("The limit of " + limit.getAsLong() + " samples is reached.", "raise it");
            }
            double chance = percent(request.query()) / 100.0;
            return IntStream.range(request.first(), request.first() + request.n())
                    .mapToObj(i -> {
                        drawn.incrementAndGet();
                        boolean right = request.sampleSeeds(name(), i).uniform(0) < chance;
                        return new Completion(right ? "7" : "0", Optional.empty(), FinishReason.STOP, 3, List.of());
                    })
                    .toList();
        }

        @Override
        public void close() {}
    }

    /** The chance itself, the most telling of features. */
    private static final class Chance implements Features {
        @Override
        public String name() {
            return "chance";
        }

        @Override
        public int dimension() {
            return 1;
        }

        @Override
        public float[][] of(List<Query> queries) {
            return queries.stream().map(q -> new float[] {percent(q)}).toArray(float[][]::new);
        }
    }

    private static int percent(Query query) {
        return Integer.parseInt(query.text().substring(0, query.text().indexOf(' ')));
    }

    /** The most frequent text. */
    private static final class Majority implements Selector {
        @Override
        public String name() {
            return "majority";
        }

        @Override
        public Traits traits() {
            return new Traits(0, 1, Traits.Scale.REAL, false, Traits.Verifier.NO, "nothing", Traits.Reach.NOTHING);
        }

        @Override
        public Optional<String> answer(String text) {
            return Optional.of(text);
        }

        @Override
        public Selection select(Query query, List<Completion> completions) {
            int sevens =
                    (int) completions.stream().filter(c -> c.text().equals("7")).count();
            String winner = 2 * sevens > completions.size() ? "7" : "0";
            int votes = winner.equals("7") ? sevens : completions.size() - sevens;
            int index = IntStream.range(0, completions.size())
                    .filter(i -> completions.get(i).text().equals(winner))
                    .findFirst()
                    .orElse(0);
            return new Selection(index, votes, completions.size());
        }
    }

    private static final Seeds SEEDS = Seeds.of(5);
    private static final SamplingOptions OPTIONS = SamplingOptions.DEFAULT;

    /** Fitted once; in a class of its own, since the threads that sample for it need the outer one to be ready. */
    private static final class Fitted {
        private static final DifficultyPredictor PREDICTOR =
                demo(new Dice()).fit().predictor();
    }

    @TempDir
    private Path folder;

    private static List<Query> queries(int n, int[] chances) {
        return IntStream.range(0, n)
                .mapToObj(i -> new Query(
                        "q" + i,
                        List.of(Message.user(chances[i % chances.length] + " percent, number " + i)),
                        Optional.empty(),
                        Optional.of("7")))
                .toList();
    }

    private static BudgetRun run(List<Query> queries, Plan plan, LanguageModel model, Judge judge, SampleStore store) {
        return BudgetRun.of("queries.jsonl", queries, plan, model, judge, OPTIONS, store, SEEDS, Listener.NONE);
    }

    private static Plan plan(List<Query> queries, int... budgets) {
        return new Plan(
                IntStream.range(0, budgets.length)
                        .mapToObj(i -> new Plan.Entry(queries.get(i).id(), budgets[i]))
                        .toList(),
                "");
    }

    @Test
    void the_best_of_the_planned_number_of_samples_is_the_answer() {
        List<Query> queries = queries(3, new int[] {0, 50, 100});
        BudgetRun run =
                run(queries, plan(queries, 2, 16, 1), new Dice(), Rewards.reward("number"), SampleStore.inMemory());
        assertEquals(
                List.of(2, 16, 1), run.answers().stream().map(Answer::samples).toList());
        assertEquals(
                List.of("0", "7", "7"),
                run.answers().stream().map(a -> a.answer().orElseThrow()).toList());
        assertEquals(
                List.of(0.0, 1.0, 1.0),
                run.answers().stream().map(a -> a.reward().orElseThrow()).toList());
        assertEquals(48, run.answers().get(1).tokens());
    }

    @Test
    void a_budget_of_nothing_has_no_answer() throws IOException {
        List<Query> queries = queries(2, new int[] {100});
        BudgetRun run = run(queries, plan(queries, 0, 2), new Dice(), Rewards.reward("number"), SampleStore.inMemory());
        Path file = folder.resolve("answers.jsonl");
        try (LineWriter lines = LineWriter.create(file, false)) {
            Answer.write(run.answers(), lines);
        }
        assertEquals("""
            {"id":"q0","answer":null,"reward":null,"samples":0,"tokens":0}
            {"id":"q1","answer":"7","reward":1,"samples":2,"tokens":6}
            """, Files.readString(file));
    }

    @Test
    void a_selector_plans_uniformly_says_so_and_gives_its_share() {
        List<Query> queries = queries(4, new int[] {80});
        PlanOptions options = new PlanOptions(5, 32, 1, PlanOptions.Mode.BATCH);
        Plan plan = BudgetRun.plan(Fitted.PREDICTOR, queries, new Chance(), options, new Majority(), SEEDS);
        assertTrue(plan.reason().startsWith("uniform: 'majority'"), plan.reason());
        assertTrue(plan.entries().stream().allMatch(e -> e.budget() == 5));
        BudgetRun run = run(queries, plan, new Dice(), new Majority(), SampleStore.inMemory());
        for (Answer answer : run.answers()) {
            assertTrue(answer.reward().isEmpty());
            assertTrue(answer.agreement().orElseThrow() > .5);
            assertTrue(answer.toJson().containsKey("agreement"));
        }
    }

    @Test
    void a_limit_stops_cleanly_and_the_same_again_goes_on_to_the_same_answers() {
        List<Query> queries = queries(6, new int[] {30});
        Plan plan = plan(queries, 4, 4, 4, 4, 4, 4);
        Reward number = Rewards.reward("number");
        List<Answer> unbroken =
                run(queries, plan, new Dice(), number, SampleStore.inMemory()).answers();
        Dice dice = new Dice();
        dice.limit = OptionalLong.of(8);
        SampleStore store = SampleStore.inMemory();
        BudgetRun stopped = run(queries, plan, dice, number, store);
        assertTrue(stopped.answers().isEmpty());
        assertTrue(stopped.outcome().stopped().isPresent());
        dice.limit = OptionalLong.empty();
        assertEquals(unbroken, run(queries, plan, dice, number, store).answers());
        assertEquals(24, dice.drawn.get(), "nothing is drawn twice");
    }

    @Test
    void what_cannot_be_graded_or_was_not_planned_is_refused_before_a_sample_is_drawn() {
        Dice dice = new Dice();
        List<Query> bare = List.of(Query.of("a", "50 without reference"));
        assertThrows(
                HoneException.class,
                () -> run(bare, plan(bare, 1), dice, Rewards.reward("number"), SampleStore.inMemory()));
        List<Query> queries = queries(2, new int[] {50});
        assertThrows(
                HoneException.class,
                () -> run(queries, plan(queries, 1), dice, Rewards.reward("number"), SampleStore.inMemory()));
        assertEquals(0, dice.drawn.get());
    }

    private static BudgetRun looking(
            DifficultyPredictor predictor,
            List<Query> queries,
            PlanOptions options,
            LanguageModel model,
            Judge judge,
            SampleStore store) {
        Plan plan = BudgetRun.plan(predictor, queries, new Chance(), options, judge, SEEDS);
        EvidenceUse use = BudgetRun.evidence(predictor, queries, plan, options, judge, SEEDS);
        return BudgetRun.of("queries.jsonl", queries, use, model, judge, OPTIONS, store, SEEDS, Listener.NONE);
    }

    private static double solved(BudgetRun run) {
        return run.answers().stream()
                .mapToDouble(answer -> answer.reward().orElse(0))
                .average()
                .orElseThrow();
    }

    @Test
    void a_success_ends_a_query_and_the_rest_of_the_budget_goes_to_others() {
        List<Query> queries = queries(200, new int[] {5, 20, 60, 95});
        PlanOptions options = new PlanOptions(3, 32, 1, PlanOptions.Mode.BATCH);
        Reward number = Rewards.reward("number");
        BudgetRun shared = looking(Fitted.PREDICTOR, queries, options, new Dice(), number, SampleStore.inMemory());
        Dice dice = new Dice();
        BudgetRun blind = run(queries, Plan.uniform(queries, options, SEEDS, ""), dice, number, SampleStore.inMemory());
        assertEquals(600, dice.drawn.get());
        assertTrue(shared.outcome().samples() <= 600, "never more than the mean budget");
        assertTrue(solved(shared) > solved(blind) + .04, solved(shared) + " against " + solved(blind));
        for (Answer answer : shared.answers()) {
            assertTrue(answer.samples() >= 1);
        }
        // the easiest get one sample where it is right
        assertEquals(
                1, shared.answers().stream().mapToInt(Answer::samples).min().orElseThrow());
    }

    @Test
    void one_by_one_a_query_stops_at_its_success() {
        List<Query> queries = queries(200, new int[] {5, 20, 60, 95});
        PlanOptions options = new PlanOptions(3, 32, 1, PlanOptions.Mode.STREAM);
        BudgetRun run = looking(
                Fitted.PREDICTOR, queries, options, new Dice(), Rewards.reward("number"), SampleStore.inMemory());
        List<Query> alone = List.of(queries.get(7));
        BudgetRun one =
                looking(Fitted.PREDICTOR, alone, options, new Dice(), Rewards.reward("number"), SampleStore.inMemory());
        assertEquals(run.answers().get(7), one.answers().getFirst(), "whatever else comes");
        assertTrue(run.outcome().samples() < 600 * 1.2);
    }

    @Test
    void a_vote_ends_when_it_is_settled_and_chooses_as_the_whole_would() {
        List<Query> queries = queries(60, new int[] {30, 80, 100});
        PlanOptions options = new PlanOptions(5, 32, 1, PlanOptions.Mode.BATCH);
        BudgetRun early =
                looking(Fitted.PREDICTOR, queries, options, new Dice(), new Majority(), SampleStore.inMemory());
        Plan five = Plan.uniform(queries, options, SEEDS, "");
        BudgetRun whole = run(queries, five, new Dice(), new Majority(), SampleStore.inMemory());
        assertEquals(
                whole.answers().stream().map(Answer::answer).toList(),
                early.answers().stream().map(Answer::answer).toList());
        assertTrue(early.outcome().samples() < 300 * .85);
        assertEquals(3, early.answers().get(2).samples(), "three of five that agree settle it");
    }

    @Test
    void a_run_that_looks_goes_on_to_the_same_answers_after_any_stop() {
        List<Query> queries = queries(40, new int[] {5, 20, 60});
        PlanOptions options = new PlanOptions(4, 32, 1, PlanOptions.Mode.BATCH);
        Reward number = Rewards.reward("number");
        Dice unbrokenDice = new Dice();
        BudgetRun unbroken = looking(Fitted.PREDICTOR, queries, options, unbrokenDice, number, SampleStore.inMemory());
        Dice dice = new Dice();
        SampleStore store = SampleStore.inMemory();
        for (int limit : new int[] {7, 40, 41, 97}) {
            dice.limit = OptionalLong.of(limit);
            BudgetRun stopped = looking(Fitted.PREDICTOR, queries, options, dice, number, store);
            assertTrue(stopped.answers().isEmpty());
            assertTrue(stopped.outcome().stopped().isPresent());
        }
        dice.limit = OptionalLong.empty();
        assertEquals(
                unbroken.answers(),
                looking(Fitted.PREDICTOR, queries, options, dice, number, store).answers());
        assertEquals(unbrokenDice.drawn.get(), dice.drawn.get(), "nothing is drawn twice");
    }

    private static BudgetRun givingUp(DifficultyPredictor predictor, List<Query> queries, PlanOptions options) {
        Reward number = Rewards.reward("number");
        Plan plan = BudgetRun.plan(predictor, queries, new Chance(), options, number, SEEDS);
        EvidenceUse use = BudgetRun.givingUp(predictor, queries, new Chance(), plan, options, number);
        return BudgetRun.of(
                "queries.jsonl",
                queries,
                use,
                new Dice(),
                number,
                OPTIONS,
                SampleStore.inMemory(),
                SEEDS,
                Listener.NONE);
    }

    @Test
    void giving_up_answers_as_well_as_the_budget_for_far_fewer_draws() {
        List<Query> queries = queries(300, new int[] {0, 1, 5, 20, 60, 95});
        PlanOptions options = new PlanOptions(4, 32, 1, PlanOptions.Mode.BATCH);
        BudgetRun run = givingUp(Fitted.PREDICTOR, queries, options);
        BudgetRun uniform = run(
                queries,
                Plan.uniform(queries, options, SEEDS, ""),
                new Dice(),
                Rewards.reward("number"),
                SampleStore.inMemory());
        assertTrue(solved(run) > solved(uniform) - .03, solved(run) + " against " + solved(uniform));
        assertTrue(run.outcome().samples() < .5 * 4 * 300, run.outcome().samples() + " samples");
        assertEquals(1, run.answers().get(0).samples(), "the hopeless get the floor");
        assertTrue(run.answers().stream()
                .anyMatch(a -> a.samples() > 4 && a.reward().orElse(0) == 1));
        assertTrue(
                ServedGains.byHead(run, Fitted.PREDICTOR, queries, new Chance()).isPresent());
    }

    @Test
    void without_support_giving_up_is_stopping_at_a_success_as_planned() {
        List<Query> queries = queries(60, new int[] {5, 60});
        PlanOptions options = new PlanOptions(4, 32, 1, PlanOptions.Mode.BATCH);
        DifficultyPredictor unsure = Fitted.PREDICTOR.withTrained(
                Fitted.PREDICTOR.trained().orElseThrow(), Fitted.PREDICTOR.calibration(), GiveUpPrices.NONE);
        assertTrue(unsure.evidence().orElseThrow().giveUp().steps().isEmpty(), "there are no prices");
        Plan plan = BudgetRun.plan(unsure, queries, new Chance(), options, Rewards.reward("number"), SEEDS);
        BudgetRun run = givingUp(unsure, queries, options);
        for (int i = 0; i < queries.size(); i++) {
            Answer answer = run.answers().get(i);
            assertTrue(answer.reward().orElseThrow() == 1
                    || answer.samples() == plan.entries().get(i).budget());
        }
    }

    @Test
    void giving_up_needs_a_reward_that_can_end_a_query() {
        List<Query> queries = queries(6, new int[] {50});
        PlanOptions options = new PlanOptions(4, 32, 1, PlanOptions.Mode.BATCH);
        Plan plan = Plan.uniform(queries, options, SEEDS, "");
        for (Judge judge : List.of(new Majority(), Rewards.reward("positivity"))) {
            var error = assertThrows(
                    HoneException.class,
                    () -> BudgetRun.givingUp(Fitted.PREDICTOR, queries, new Chance(), plan, options, judge));
            assertTrue(error.problem().contains("'" + judge.name() + "'"), error.problem());
        }
    }

    @Test
    void prices_for_giving_up_lie_in_the_folder_and_old_folders_have_none() throws IOException {
        Fitted.PREDICTOR.save(folder.resolve("priced"), false);
        var prices = Fitted.PREDICTOR.evidence().orElseThrow().giveUp();
        assertTrue(prices.at(4, 1).isPresent());
        assertEquals(
                prices,
                DifficultyPredictor.load(folder.resolve("priced"))
                        .evidence()
                        .orElseThrow()
                        .giveUp());
        Path file = folder.resolve("priced/evidence.json");
        Files.writeString(file, Files.readString(file).replaceFirst(",\"giveUp\":\\[[^]]*]", ""));
        var old = DifficultyPredictor.load(folder.resolve("priced"))
                .evidence()
                .orElseThrow()
                .giveUp();
        assertTrue(old.steps().isEmpty());
        assertTrue(old.reason(4, 1).contains("too few"), old.reason(4, 1));
    }

    @Test
    void what_the_predictor_knows_of_samples_lies_in_its_folder() {
        Fitted.PREDICTOR.save(folder.resolve("predictor"), false);
        DifficultyPredictor loaded = DifficultyPredictor.load(folder.resolve("predictor"));
        List<Query> queries = queries(40, new int[] {5, 20, 60});
        PlanOptions options = new PlanOptions(4, 32, 1, PlanOptions.Mode.BATCH);
        assertTrue(Fitted.PREDICTOR.evidence().orElseThrow().guard().supports(4));
        assertEquals(
                looking(
                                Fitted.PREDICTOR,
                                queries,
                                options,
                                new Dice(),
                                Rewards.reward("number"),
                                SampleStore.inMemory())
                        .answers(),
                looking(loaded, queries, options, new Dice(), Rewards.reward("number"), SampleStore.inMemory())
                        .answers());
    }

    @Test
    void a_damaged_file_of_evidence_is_named() throws IOException {
        Path place = folder.resolve("damaged");
        Fitted.PREDICTOR.save(place, false);
        Files.writeString(place.resolve("evidence.json"), "{\"binary\":true,\"table\":[]}");
        var error = assertThrows(HoneException.class, () -> DifficultyPredictor.load(place));
        assertTrue(error.problem().contains("evidence.json"), error.problem());
    }

    @Test
    void the_demo_samples_grades_fits_and_reports() {
        Demo demo = demo(new Dice());
        assertEquals(300, demo.pool().size());
        assertEquals(210 * 64 + 90 * 128, demo.outcome().samples());
        assertEquals(90, demo.fit().evaluation().protocol().queries());
        assertEquals(128, demo.fit().evaluation().protocol().samples());
        double head = demo.fit()
                .evaluation()
                .row(Policy.BETA_BINOMIAL, 8)
                .orElseThrow()
                .ratio()
                .estimate();
        assertTrue(head < .7, "the features tell everything: " + head);
        assertTrue(
                demo.fit().evaluation().besideOracle().stream().allMatch(b -> b.budget() < 4 || b.share() > .6),
                () -> demo.fit().evaluation().besideOracle().toString());
    }

    private static Demo demo(LanguageModel model) {
        return Demo.of(
                queries(300, new int[] {0, 1, 5, 20, 60, 95}),
                model,
                Rewards.reward("number"),
                new Chance(),
                OPTIONS,
                new EvaluationSettings(
                        List.of(1, 4, 8), 0, new HeadSettings(16, List.of(1.0), 2e-2, 256, 60, 10, 1), 2, 200),
                SampleStore.inMemory(),
                SEEDS,
                Listener.NONE);
    }
}
