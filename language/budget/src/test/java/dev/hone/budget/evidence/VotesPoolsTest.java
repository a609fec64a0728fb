package dev.hone.budget.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.hone.budget.Fit;
import dev.hone.budget.evaluation.BudgetEvaluation;
import dev.hone.budget.evaluation.EvaluationSettings;
import dev.hone.budget.evaluation.GradedQueries;
import dev.hone.budget.evaluation.Policy;
import dev.hone.budget.evaluation.Row;
import dev.hone.core.Json;
import dev.hone.core.Listener;
import dev.hone.core.Seeds;
import dev.hone.core.statistics.Bootstrap;
import dev.hone.core.statistics.Interval;
import dev.hone.lm.Completion;
import dev.hone.lm.Message;
import dev.hone.lm.PoolEntry;
import dev.hone.lm.Query;
import dev.hone.lm.Sample;
import dev.hone.lm.format.Pool;
import dev.hone.reward.Rewards;
import dev.hone.reward.Selector;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Votes on samples of real models, from the folder that the environment variable {@code HONE_POOLS} names, and on the three answers to
 * each question of reasoning-gym in the file that {@code HONE_ANSWERS} names; skipped without them.
 */
@Tag("learning")
class VotesPoolsTest {
    private static final List<Integer> BUDGETS = List.of(1, 3, 5, 9, 16, 32);

    @ParameterizedTest
    @CsvSource({
        "humaneval, agreement, 1, .995, .985, .965, .91",
        "game24-standard, agreement:regex:Answer:([^=]*), .89, .88, .85, .82, .60",
        "game24-cot, agreement:regex:Answer:([^=]*), .985, .99, .975, .955, .91"
    })
    void a_settled_vote_draws_less_and_loses_next_to_nothing(
            String name,
            String selector,
            double atThree,
            double atFive,
            double atNine,
            double atSixteen,
            double atLast) {
        Optional<String> folder = Optional.ofNullable(System.getenv("HONE_POOLS"));
        assumeTrue(folder.isPresent(), "HONE_POOLS names no folder of pools");
        List<PoolEntry> pool =
                Pool.read(Path.of(folder.orElseThrow(), name + ".jsonl.gz")).entries();
        GradedQueries queries = GradedQueries.of(name, pool);
        BudgetEvaluation evaluation = Fit.votes(
                queries,
                IntStream.range(0, queries.size()).toArray(),
                Answers.of(name, pool, (Selector) Rewards.parse(selector)),
                EvaluationSettings.DEFAULT.withBudgets(BUDGETS),
                Seeds.of(1),
                Listener.NONE);
        evaluation.findings().forEach(line -> System.out.println(name + ": " + line));
        double[] bars = {1, atThree, atFive, atNine, atSixteen, atLast};
        for (int k = 0; k < bars.length; k++) {
            Row settled = evaluation.row(Policy.SETTLED_VOTE, BUDGETS.get(k)).orElseThrow();
            Row vote = evaluation.row(Policy.VOTE, BUDGETS.get(k)).orElseThrow();
            assertTrue(settled.ratio().estimate() <= bars[k], settled.toString());
            assertTrue(settled.quality().estimate() >= vote.quality().estimate() - .005, settled + " against " + vote);
        }
    }

    /** One model's questions with exactly three answers; a question that was answered more often holds two questions' answers. */
    private static List<PoolEntry> answers(Path file, String model) throws IOException {
        List<PoolEntry> pool = new ArrayList<>();
        try (var lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            for (String line : lines.lines().toList()) {
                var row = Json.read(line);
                String id = row.path("id").stringValue();
                if (!id.startsWith("easy/")
                        || !row.path("model").stringValue().equals(model)
                        || row.path("score").size() != 3) {
                    continue;
                }
                List<Sample> samples = IntStream.range(0, 3)
                        .mapToObj(i -> Sample.of(
                                        Completion.of(row.path("answer").path(i).asString("")))
                                .withReward(row.path("score").path(i).doubleValue()))
                        .toList();
                pool.add(PoolEntry.of(
                        new Query(id, List.of(Message.user(id)), Optional.of(id.split("/", -1)[1]), Optional.empty()),
                        samples));
            }
        }
        return pool;
    }

    @ParameterizedTest
    @CsvSource({
        "openai_o3-mini, .75",
        "anthropic_claude-sonnet-4, .77",
        "meta-llama_llama-4-maverick, .82",
        "mistralai_mistral-small-3.1-24b-instruct, .87"
    })
    void the_third_answer_is_drawn_only_where_two_differ(String model, double bar) throws IOException {
        Optional<String> file = Optional.ofNullable(System.getenv("HONE_ANSWERS"));
        assumeTrue(file.isPresent(), "HONE_ANSWERS names no file of answers");
        List<PoolEntry> pool = answers(Path.of(file.orElseThrow()), model);
        GradedQueries queries = GradedQueries.of(model, pool);
        BudgetEvaluation evaluation = Fit.votes(
                queries,
                IntStream.range(0, queries.size()).toArray(),
                Answers.of(model, pool, (Selector) Rewards.parse("agreement")),
                EvaluationSettings.DEFAULT.withBudgets(List.of(1, 3)),
                Seeds.of(1),
                Listener.NONE);
        evaluation.findings().forEach(line -> System.out.println(model + ": " + line));
        Row settled = evaluation.row(Policy.SETTLED_VOTE, 3).orElseThrow();
        assertEquals(evaluation.row(Policy.VOTE, 3).orElseThrow().quality(), settled.quality());
        // a bar of two digits
        assertTrue(settled.ratio().estimate() < bar + .005, settled.toString());
    }

    /**
     * Best of three where the reward only chooses at the end: the third answer is drawn only where two differ. Mean over all orders
     * of the three; the ratio is the cost over that at which a uniform number of answers, a fraction by chance, is as good.
     */
    @ParameterizedTest
    @CsvSource({
        "openai_o3-mini, .90",
        "deepseek_deepseek-r1, .90",
        "qwen_qwq-32b, .90",
        "anthropic_claude-sonnet-4, .94",
        "meta-llama_llama-4-maverick, .94",
        "mistralai_mistral-small-3.1-24b-instruct, 1.03"
    })
    void a_third_answer_pays_where_two_differ(String model, double bar) throws IOException {
        Optional<String> file = Optional.ofNullable(System.getenv("HONE_ANSWERS"));
        assumeTrue(file.isPresent(), "HONE_ANSWERS names no file of answers");
        double[][] rows = answers(Path.of(file.orElseThrow()), model).stream()
                .map(entry -> entry.arm(PoolEntry.SINGLE).orElseThrow())
                .map(VotesPoolsTest::bestOfThree)
                .toArray(double[][]::new);
        Interval ratio = Bootstrap.interval(Seeds.of(1), rows.length, 400, drawn -> ratio(rows, drawn), .95);
        System.out.println(model + ": " + rows.length + " questions, third answer on disagreement " + ratio);
        assertTrue(ratio.estimate() <= bar, ratio.toString());
    }

    /** Quality of the best of one, of two and of three, cost and quality of the rule. */
    private static double[] bestOfThree(PoolEntry.Arm arm) {
        double[] rewards = arm.rewards();
        List<Optional<String>> texts = arm.samples().stream()
                .map(sample -> SampleTraits.of(sample.text().orElse("")).answer())
                .toList();
        double[] row = new double[5];
        for (int third = 0; third < 3; third++) {
            int a = (third + 1) % 3;
            int b = (third + 2) % 3;
            double two = Math.max(rewards[a], rewards[b]);
            double three = Math.max(two, rewards[third]);
            boolean agree = texts.get(a).isPresent() && texts.get(a).equals(texts.get(b));
            row[0] += rewards[third] / 3;
            row[1] += two / 3;
            row[2] += three / 3;
            row[3] += (agree ? 2 : 3) / 3.0;
            row[4] += (agree ? two : three) / 3;
        }
        return row;
    }

    private static double ratio(double[][] rows, int[] drawn) {
        double[] mean = new double[5];
        for (int i : drawn) {
            for (int c = 0; c < mean.length; c++) {
                mean[c] += rows[i][c] / drawn.length;
            }
        }
        double uniform = mean[4] >= mean[1]
                ? 2 + (mean[4] - mean[1]) / (mean[2] - mean[1])
                : 1 + (mean[4] - mean[0]) / (mean[1] - mean[0]);
        return mean[3] / uniform;
    }
}
