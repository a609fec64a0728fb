package dev.hone.budget.evidence;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.hone.budget.evaluation.BudgetEvaluation;
import dev.hone.budget.evaluation.EvaluationSettings;
import dev.hone.budget.evaluation.Evaluator;
import dev.hone.budget.evaluation.Fold;
import dev.hone.budget.evaluation.GradedQueries;
import dev.hone.budget.evaluation.Policy;
import dev.hone.budget.evaluation.Row;
import dev.hone.core.Listener;
import dev.hone.core.Seeds;
import dev.hone.lm.format.Pool;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The rule for best-of-k without a reward until the end, on samples of real models. Skipped without {@code HONE_POOLS}. The suite divides
 * the queries into folds in two ways; {@code -Dhone.ways=4} repeats what docs/results.md reports.
 */
@Tag("learning")
class LogisticPoolsTest {
    private static final int FOLDS = 5;
    private static final int WAYS = Integer.getInteger("hone.ways", 2);

    @ParameterizedTest
    @CsvSource({
        "humaneval, 1.02",
        "game24-standard, 1.03",
        "game24-cot, 1.03",
    })
    void without_a_reward_it_does_no_harm(String name, double bar) {
        Optional<String> folder = Optional.ofNullable(System.getenv("HONE_POOLS"));
        assumeTrue(folder.isPresent(), "HONE_POOLS names no folder of pools");
        GradedQueries queries = GradedQueries.of(
                name,
                Pool.read(Path.of(folder.orElseThrow(), name + ".jsonl.gz")).entries());
        Seeds seeds = Seeds.of(Long.getLong("hone.seed", 1));
        List<List<Fold>> ways = IntStream.range(0, WAYS)
                .mapToObj(way ->
                        Fold.cross(queries.queries(), FOLDS, seeds.child("way").child(way)))
                .toList();
        EvaluationSettings settings =
                new EvaluationSettings(List.of(2, 4, 8, 16), 0, EvaluationSettings.DEFAULT.head(), 0, 500);
        BudgetEvaluation evaluation = new Evaluator(
                        queries, new float[0][], settings, List.of(new Logistic()), seeds, Listener.NONE)
                .uniformOnly(ways);
        evaluation.findings().stream().filter(f -> f.contains("of themselves")).forEach(System.out::println);
        for (Row row : evaluation.rows(Policy.LOGISTIC)) {
            System.out.printf(
                    "%s at %d: %.3f%n", name, row.budget(), row.ratio().estimate());
        }
        for (Row row : evaluation.rows(Policy.LOGISTIC)) {
            assertTrue(row.ratio().estimate() <= bar, row::toString);
        }
    }
}
