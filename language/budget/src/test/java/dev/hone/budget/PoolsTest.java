package dev.hone.budget;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.hone.budget.evaluation.BudgetEvaluation;
import dev.hone.budget.evaluation.EvaluationSettings;
import dev.hone.budget.evaluation.Evaluator;
import dev.hone.budget.evaluation.GradedQueries;
import dev.hone.budget.evaluation.Policy;
import dev.hone.core.Listener;
import dev.hone.core.Seeds;
import dev.hone.lm.Query;
import dev.hone.lm.format.Pool;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.StringTokenizer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Samples of real models, from the folder that the environment variable HONE_POOLS names; skipped without it. */
@Tag("learning")
class PoolsTest {
    private static final int WORDS = 256;

    /** Signed counts of hashed words: a little of what the text says, without an encoder. */
    private static float[] words(Query query) {
        float[] counts = new float[WORDS];
        StringTokenizer words = new StringTokenizer(query.text().toLowerCase(Locale.ROOT), " \n\t.,:;()[]'\"");
        while (words.hasMoreTokens()) {
            int hash = words.nextToken().hashCode() * 0x9E3779B9;
            counts[(hash >>> 8) % WORDS] += (hash & 1) == 0 ? 1 : -1;
        }
        return counts;
    }

    @ParameterizedTest
    @CsvSource({"humaneval, .889, .677, .583", "game24-cot, .980, .898, .835", "game24-standard, .96, .89, .85"})
    void text_alone_saves_nothing_and_does_no_harm_where_early_stopping_saves(
            String name, double atTwo, double atEight, double atSixteen) {
        Optional<String> folder = Optional.ofNullable(System.getenv("HONE_POOLS"));
        assumeTrue(folder.isPresent(), "HONE_POOLS names no folder of pools");
        Pool pool = Pool.read(Path.of(folder.orElseThrow(), name + ".jsonl.gz"));
        GradedQueries queries = GradedQueries.of(name, pool.entries());
        float[][] features = queries.queries().stream().map(PoolsTest::words).toArray(float[][]::new);
        EvaluationSettings settings =
                new EvaluationSettings(List.of(1, 2, 4, 8, 16), 0, EvaluationSettings.DEFAULT.head(), 4, 500);
        BudgetEvaluation evaluation =
                new Evaluator(queries, features, settings, List.of(), Seeds.of(1), Listener.NONE).crossFit(5, 1);
        assertEquals(atTwo, ratio(evaluation, Policy.EARLY_STOP, 2), .015);
        assertEquals(atEight, ratio(evaluation, Policy.EARLY_STOP, 8), .015);
        assertEquals(atSixteen, ratio(evaluation, Policy.EARLY_STOP, 16), .015);
        for (int budget : settings.budgets()) {
            for (Policy policy : List.of(Policy.BETA_BINOMIAL, Policy.PLAN, Policy.SHUFFLED)) {
                double ratio = ratio(evaluation, policy, budget);
                assertTrue(ratio <= 1.03, policy + " at " + budget + ": " + ratio);
            }
        }
    }

    private static double ratio(BudgetEvaluation evaluation, Policy policy, int budget) {
        return evaluation.row(policy, budget).orElseThrow().ratio().estimate();
    }
}
