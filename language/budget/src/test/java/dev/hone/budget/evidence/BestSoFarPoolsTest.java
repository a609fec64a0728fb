package dev.hone.budget.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.hone.budget.SimulatedPool;
import dev.hone.budget.evaluation.BudgetEvaluation;
import dev.hone.budget.evaluation.EvaluationSettings;
import dev.hone.budget.evaluation.Evaluator;
import dev.hone.budget.evaluation.Fold;
import dev.hone.budget.evaluation.GradedQueries;
import dev.hone.budget.evaluation.Policy;
import dev.hone.budget.evaluation.Row;
import dev.hone.core.Json;
import dev.hone.core.Listener;
import dev.hone.core.Seeds;
import dev.hone.core.statistics.Descriptive;
import dev.hone.lm.Message;
import dev.hone.lm.Query;
import dev.hone.lm.format.Pool;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Best-so-far on samples of real models. {@code HONE_POOLS} names the folder of pools, {@code HONE_JUDGES} a file with five
 * judges' scores of the creative-writing samples; skipped without them.
 */
@Tag("learning")
class BestSoFarPoolsTest {
    private static final int FOLDS = 5;
    private static final int WAYS = 4;

    private static GradedQueries pool(String name) {
        Optional<String> folder = Optional.ofNullable(System.getenv("HONE_POOLS"));
        assumeTrue(folder.isPresent(), "HONE_POOLS names no folder of pools");
        return GradedQueries.of(
                name,
                Pool.read(Path.of(folder.orElseThrow(), name + ".jsonl.gz")).entries());
    }

    /** Every query is reported by what its fold taught, in several ways of folding. */
    private static BudgetEvaluation evaluate(
            GradedQueries queries, BestSoFar family, List<Integer> budgets, int floor, long seed) {
        Seeds seeds = Seeds.of(seed);
        List<List<Fold>> ways = IntStream.range(0, WAYS)
                .mapToObj(way ->
                        Fold.cross(queries.queries(), FOLDS, seeds.child("way").child(way)))
                .toList();
        EvaluationSettings settings = new EvaluationSettings(budgets, floor, EvaluationSettings.DEFAULT.head(), 0, 500);
        return new Evaluator(queries, new float[0][], settings, List.of(family), seeds, Listener.NONE)
                .uniformOnly(ways);
    }

    private static double ratio(BudgetEvaluation evaluation, Policy policy, int budget) {
        Row row = evaluation.row(policy, budget).orElseThrow();
        System.out.printf(
                "%s at %d: %.3f [%.3f, %.3f]%n",
                policy.text(),
                budget,
                row.ratio().estimate(),
                row.ratio().low(),
                row.ratio().high());
        return row.ratio().estimate();
    }

    private static void assertAtMost(double bar, BudgetEvaluation evaluation, Policy policy, int budget) {
        double ratio = ratio(evaluation, policy, budget);
        assertTrue(ratio <= bar, policy.text() + " at " + budget + ": " + ratio + ", at most " + bar);
    }

    @Test
    void creative_writing_needs_three_quarters_of_the_samples_or_less() {
        BudgetEvaluation evaluation = evaluate(pool("creative-writing"), new BestSoFar(), List.of(2, 3, 4, 6), 1, 1);
        double[] bars = {.75, .70, .71, .75};
        for (int k = 0; k < bars.length; k++) {
            int budget = List.of(2, 3, 4, 6).get(k);
            assertAtMost(bars[k], evaluation, Policy.BEST_SO_FAR, budget);
            assertAtMost(bars[k], evaluation, Policy.BEST_SO_FAR_PRICE, budget);
        }
        // a density of each query's own few rewards loses, which is why it is not what plans
        assertTrue(ratio(evaluation, Policy.ADABON, 4) > 1.1);
    }

    @Test
    void judges_that_the_rule_never_saw_agree() throws IOException {
        Optional<String> file = Optional.ofNullable(System.getenv("HONE_JUDGES"));
        assumeTrue(file.isPresent(), "HONE_JUDGES names no file of judges' scores");
        SimulatedPool seen = new SimulatedPool(1);
        List<double[]> unseen = new ArrayList<>();
        try (var lines = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(Path.of(file.orElseThrow()))), StandardCharsets.UTF_8))) {
            for (String line : lines.lines().toList()) {
                var row = Json.MAPPER.readTree(line);
                double[][] scores = row.path("judge_scores")
                        .valueStream()
                        .map(sample -> sample.valueStream()
                                .mapToDouble(score -> score.doubleValue())
                                .toArray())
                        .toArray(double[][]::new);
                String task = row.path("id").stringValue();
                seen.add(
                        new Query(
                                task + "/" + row.path("prompting").stringValue(),
                                List.of(Message.user(row.path("end_sentences").stringValue())),
                                Optional.of(task),
                                Optional.empty()),
                        mean(scores, 0, 3),
                        new float[1]);
                unseen.add(mean(scores, 3, 5));
            }
        }
        BestSoFar family = new BestSoFar((queries, orders) -> Prefixes.of(
                IntStream.range(0, queries.size()).mapToObj(queries::rewards).toArray(double[][]::new),
                unseen.toArray(double[][]::new),
                orders));
        BudgetEvaluation evaluation = evaluate(seen.graded(), family, List.of(2, 3, 4, 6), 1, 2);
        double[] bars = {.75, .70, .71, .75};
        for (int k = 0; k < bars.length; k++) {
            assertAtMost(
                    bars[k], evaluation, Policy.BEST_SO_FAR, List.of(2, 3, 4, 6).get(k));
        }
    }

    private static double[] mean(double[][] scores, int from, int to) {
        return Arrays.stream(scores)
                .mapToDouble(sample ->
                        // a few samples have four scores, or three
                        Arrays.stream(sample, Math.min(from, sample.length - 1), Math.min(to, sample.length))
                                .average()
                                .orElseThrow())
                .toArray();
    }

    @Test
    void a_level_of_its_own_for_every_query_does_no_harm() {
        GradedQueries queries = pool("creative-writing");
        double within = Math.sqrt(IntStream.range(0, queries.size())
                .mapToDouble(i -> Math.pow(Descriptive.sd(queries.rewards(i)), 2))
                .average()
                .orElseThrow());
        SimulatedPool shifted = new SimulatedPool(1);
        var random = Seeds.of(5).generator();
        for (int i = 0; i < queries.size(); i++) {
            double level = 4 * within * random.nextGaussian();
            double[] rewards =
                    Arrays.stream(queries.rewards(i)).map(r -> r + level).toArray();
            shifted.add(queries.query(i), rewards, new float[1]);
        }
        BudgetEvaluation evaluation = evaluate(shifted.graded(), new BestSoFar(), List.of(2, 3, 4, 6), 1, 3);
        for (int budget : List.of(2, 3, 4, 6)) {
            assertAtMost(1.03, evaluation, Policy.BEST_SO_FAR, budget);
            assertAtMost(1.03, evaluation, Policy.BEST_SO_FAR_PRICE, budget);
        }
    }

    @ParameterizedTest
    @CsvSource({"humaneval, .90, .79, .69, .60", "game24-standard, .97, .94, .90, .86", "game24-cot, .99, .96, .91, .85"
    })
    void with_a_verifier_it_is_early_stopping_with_the_budget_shared(
            String name, double atTwo, double atFour, double atEight, double atSixteen) {
        BudgetEvaluation evaluation = evaluate(pool(name), new BestSoFar(), List.of(2, 4, 8, 16), 1, 4);
        double[] bars = {atTwo, atFour, atEight, atSixteen};
        for (int k = 0; k < bars.length; k++) {
            int budget = List.of(2, 4, 8, 16).get(k);
            assertAtMost(bars[k], evaluation, Policy.BEST_SO_FAR, budget);
            assertEquals(
                    ratio(evaluation, Policy.BEST_SO_FAR, budget),
                    ratio(evaluation, Policy.BEST_SO_FAR_PRICE, budget),
                    .03);
        }
    }
}
