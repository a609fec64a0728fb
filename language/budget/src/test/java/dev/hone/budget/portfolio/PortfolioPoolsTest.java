package dev.hone.budget.portfolio;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.hone.budget.Fit;
import dev.hone.budget.SampleLengths;
import dev.hone.budget.Splits;
import dev.hone.budget.arms.CostUnit;
import dev.hone.budget.arms.Costs;
import dev.hone.budget.evaluation.EvaluationSettings;
import dev.hone.budget.evaluation.GradedQueries;
import dev.hone.core.Listener;
import dev.hone.core.Seeds;
import dev.hone.core.statistics.Bootstrap;
import dev.hone.core.statistics.Interval;
import dev.hone.lm.PoolEntry;
import dev.hone.lm.Price;
import dev.hone.lm.Query;
import dev.hone.lm.TextFeatures;
import dev.hone.lm.format.Pool;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A cheap and a dear model with three graded answers a query, from the folder that HONE_POOLS names: predictors fitted apart, planned
 * for together, beside the best mix of models and numbers that looks at no query. At list prices, 0/1 rewards only.
 */
@Tag("learning")
class PortfolioPoolsTest {
    private static final List<String> ARMS = List.of("meta-llama_llama-4-maverick", "anthropic_claude-sonnet-4");
    private static final List<Price> PRICES = List.of(new Price(.1875, .6525), new Price(3, 15));
    private static final Costs COSTS = new Costs(CostUnit.MONEY, ARMS, PRICES);
    private static final int CAP = 3;
    private static final Seeds SEEDS = Seeds.of(1);

    /** What was measured of each action on some queries: arm a with k samples at a * CAP + k - 1. [queries][actions] */
    private static final class Measured {
        private final double[][] quality;
        private final double[][] cost;

        private Measured(double[][] quality, double[][] cost) {
            this.quality = quality;
            this.cost = cost;
        }

        static Measured of(List<GradedQueries> arms, int[] queries) {
            double[][] quality = new double[queries.length][ARMS.size() * CAP];
            double[][] cost = new double[queries.length][ARMS.size() * CAP];
            for (int i = 0; i < queries.length; i++) {
                for (int arm = 0; arm < ARMS.size(); arm++) {
                    GradedQueries graded = arms.get(arm);
                    double[] curve = graded.curve(queries[i], CAP);
                    double sample = COSTS.ofSample(
                            SampleLengths.promptTokens(graded.query(queries[i])), arm, graded.tokens(queries[i]));
                    for (int k = 1; k <= CAP; k++) {
                        quality[i][arm * CAP + k - 1] = curve[k];
                        cost[i][arm * CAP + k - 1] = k * sample;
                    }
                }
            }
            return new Measured(quality, cost);
        }

        static double mean(double[][] of, int action) {
            return Arrays.stream(of).mapToDouble(row -> row[action]).average().orElseThrow();
        }
    }

    /** What the best mix of two actions reaches at a mean cost; chosen in hindsight, so that luck is on its side. */
    private static double[] mix(Measured reported, double cost) {
        double best = -1;
        double[] quality = new double[0];
        int actions = ARMS.size() * CAP;
        for (int a = 0; a < actions; a++) {
            for (int b = 0; b < actions; b++) {
                double low = Measured.mean(reported.cost, a);
                double high = Measured.mean(reported.cost, b);
                if (low > cost || high <= cost) {
                    continue;
                }
                double share = (cost - low) / (high - low);
                double mean =
                        (1 - share) * Measured.mean(reported.quality, a) + share * Measured.mean(reported.quality, b);
                if (mean > best) {
                    best = mean;
                    int cheap = a;
                    int dear = b;
                    quality = Arrays.stream(reported.quality)
                            .mapToDouble(row -> (1 - share) * row[cheap] + share * row[dear])
                            .toArray();
                }
            }
        }
        return quality;
    }

    private static GradedQueries arm(Pool pool, String arm) {
        return GradedQueries.of(
                arm,
                pool.entries().stream()
                        .map(e ->
                                new PoolEntry(e.query(), Map.of(arm, e.arm(arm).orElseThrow())))
                        .toList());
    }

    private static boolean usable(PoolEntry entry) {
        return ARMS.stream()
                .allMatch(name -> entry.arm(name)
                        .filter(arm ->
                                arm.samples().size() >= CAP && arm.meanTokens().isPresent())
                        .filter(arm -> Arrays.stream(arm.rewards()).allMatch(r -> r == 0 || r == 1))
                        .isPresent());
    }

    /** Without its group a query is held out alone, and its task has been seen; with it whole tasks are held out. */
    private static PoolEntry seen(PoolEntry entry, boolean tasksSeen) {
        Query query = entry.query();
        return tasksSeen
                ? entry.withQuery(new Query(query.id(), query.messages(), Optional.empty(), query.reference()))
                : entry;
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void predictors_fitted_apart_beat_the_best_mix_where_tasks_were_seen_and_do_no_harm_where_not(boolean tasksSeen) {
        Optional<String> folder = Optional.ofNullable(System.getenv("HONE_POOLS"));
        assumeTrue(folder.isPresent(), "HONE_POOLS names no folder of pools");
        Pool all = Pool.read(Path.of(folder.orElseThrow(), "reasoning-gym.jsonl.gz"));
        Pool pool = new Pool(
                "reasoning-gym",
                all.entries().stream()
                        .filter(PortfolioPoolsTest::usable)
                        .map(entry -> seen(entry, tasksSeen))
                        .toList());
        List<GradedQueries> arms = ARMS.stream().map(name -> arm(pool, name)).toList();
        TextFeatures features = new TextFeatures();
        Splits splits = Splits.draw(pool.queries(), SEEDS);
        EvaluationSettings settings =
                new EvaluationSettings(List.of(1, 2), 0, EvaluationSettings.DEFAULT.head(), 0, 200);
        List<Member> members = IntStream.range(0, ARMS.size())
                .mapToObj(a -> new Member(
                        ARMS.get(a),
                        Fit.of(arms.get(a), features, splits, settings, SEEDS, Listener.NONE)
                                .predictor(),
                        features))
                .toList();
        Portfolio both = new Portfolio(members, COSTS);
        int[] report = splits.fold(pool.queries()).report();
        Measured reported = Measured.of(arms, report);
        int[] clusters = arms.getFirst().clusters(report);
        List<Query> asked = Arrays.stream(report).mapToObj(pool.queries()::get).toList();
        for (double mean : new double[] {.001, .002, .004, .008}) {
            PortfolioPlan plan = PortfolioPlan.of(both, asked, mean, CAP, 1, SEEDS);
            double[] quality = new double[report.length];
            double cost = 0;
            for (int i = 0; i < report.length; i++) {
                PortfolioPlan.Entry entry = plan.entries().get(i);
                int action = ARMS.indexOf(entry.arm()) * CAP + entry.budget() - 1;
                quality[i] = reported.quality[i][action];
                cost += reported.cost[i][action] / report.length;
            }
            double[] fixed = mix(reported, cost);
            Interval gain = Bootstrap.grouped(
                    SEEDS.child("gain"),
                    clusters,
                    2_000,
                    drawn -> Arrays.stream(drawn)
                            .mapToDouble(i -> quality[i] - fixed[i])
                            .average()
                            .orElse(0),
                    .95);
            double least = tasksSeen ? gain.low() : gain.high() + .005;
            assertTrue(least > 0, () -> gain + " at " + mean);
        }
    }
}
