package dev.hone.budget.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.budget.SimulatedPool;
import dev.hone.budget.Splits;
import dev.hone.budget.allocation.StreamPolicy;
import dev.hone.budget.head.FittedHead;
import dev.hone.budget.head.HeadKind;
import dev.hone.budget.head.HeadSettings;
import dev.hone.budget.head.HeadTraining;
import dev.hone.core.Listener;
import dev.hone.core.Seeds;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The evaluator's numbers against the definitions, computed the slow and obvious way by simulating draws. */
class EvaluatorReferenceTest {
    private static final int SAMPLES = 12;
    private static final SimulatedPool POOL = new SimulatedPool(31, 200, SAMPLES, .5);
    private static final GradedQueries QUERIES = POOL.graded();
    private static final float[][] FEATURES = POOL.of(QUERIES.queries());
    private static final EvaluationSettings SETTINGS = new EvaluationSettings(
            List.of(1, 2, 4), 0, new HeadSettings(16, List.of(10.0), 2e-2, 256, 40, 6, 1), 2, 200);
    private static final Fold FOLD = Splits.draw(QUERIES.queries(), Seeds.of(1)).fold(QUERIES.queries());
    private static final Trained TRAINED = Trained.on(QUERIES, FEATURES, FOLD, SETTINGS.head(), Seeds.of(1));
    private static final BudgetEvaluation EVALUATION =
            new Evaluator(QUERIES, FEATURES, SETTINGS, List.of(), Seeds.of(1), Listener.NONE).split(FOLD, TRAINED);

    /** Mean over random draws without replacement of whether any of {@code budget} samples of a query succeeds. */
    private static double simulated(int query, int budget) {
        int successes = (int) Math.round(QUERIES.mean(query) * SAMPLES);
        var random = Seeds.of(7).child(query).child(budget).generator();
        int hits = 0;
        int trials = 4000;
        for (int t = 0; t < trials; t++) {
            int left = SAMPLES;
            boolean hit = false;
            for (int draw = 0; draw < budget && !hit; draw++, left--) {
                hit = random.nextInt(left) < successes;
            }
            hits += hit ? 1 : 0;
        }
        return (double) hits / trials;
    }

    private static double mean(int[] budgets) {
        return IntStream.range(0, budgets.length)
                .mapToDouble(i -> simulated(FOLD.report()[i], budgets[i]))
                .average()
                .orElseThrow();
    }

    /** The plan by sorting all samples of all report queries by predicted gain. */
    private static int[] plan(int mean) {
        record Unit(int place, double gain) {}
        var gains = Evaluator.gains(TRAINED.planner().head(), FEATURES, FOLD.report(), SAMPLES);
        int n = FOLD.report().length;
        int[] budgets = new int[n];
        IntStream.range(0, n)
                .boxed()
                .flatMap(i -> IntStream.rangeClosed(1, SAMPLES).mapToObj(u -> new Unit(i, gains.of(i, u))))
                .sorted(Comparator.comparingDouble(Unit::gain).reversed())
                .limit((long) n * mean)
                .forEach(unit -> budgets[unit.place()]++);
        return budgets;
    }

    private static int[] uniform(int mean) {
        int[] budgets = new int[FOLD.report().length];
        Arrays.fill(budgets, mean);
        return budgets;
    }

    @Test
    void qualities_are_those_of_simulated_draws() {
        for (int budget : SETTINGS.budgets()) {
            assertEquals(mean(uniform(budget)), quality(Policy.UNIFORM, budget), .01);
            assertEquals(mean(plan(budget)), quality(Policy.BETA_BINOMIAL, budget), .01);
        }
    }

    @Test
    void the_ratio_is_where_the_plan_reaches_uniform_on_straight_lines() {
        for (int budget : SETTINGS.budgets()) {
            double target = quality(Policy.UNIFORM, budget);
            double before = 0;
            double cost = Double.NaN;
            for (int mean = 1; mean <= SAMPLES && Double.isNaN(cost); mean++) {
                double now = mean(plan(mean));
                if (now >= target) {
                    cost = mean - 1 + (target - before) / (now - before);
                }
                before = now;
            }
            assertEquals(cost / budget, ratio(Policy.BETA_BINOMIAL, budget), .05, "at " + budget);
        }
    }

    @Test
    void early_stopping_draws_until_the_first_success() {
        double draws = 0;
        var random = Seeds.of(8).generator();
        int trials = 400;
        for (int query : FOLD.report()) {
            int successes = (int) Math.round(QUERIES.mean(query) * SAMPLES);
            for (int t = 0; t < trials; t++) {
                int left = SAMPLES;
                boolean hit = false;
                for (int draw = 0; draw < 4 && !hit; draw++, left--) {
                    hit = random.nextInt(left) < successes;
                    draws++;
                }
            }
        }
        assertEquals(draws / trials / FOLD.report().length / 4, ratio(Policy.EARLY_STOP, 4), .01);
    }

    @Test
    void a_stream_is_charged_what_it_really_spends() {
        StreamPolicy stream = TRAINED.stream();
        double[] budgets = stream.budgets(4, 0);
        double spent = Arrays.stream(FOLD.report())
                .mapToDouble(i -> budgets[stream.bin(TRAINED.planner().head().score(FEATURES[i]))])
                .average()
                .orElseThrow();
        double charged = EVALUATION
                .curves()
                .getOrDefault(Policy.STREAM, List.of())
                .get(3)
                .cost();
        assertEquals(spent, charged, 1e-4);
    }

    @Test
    void intervals_hold_their_estimates_and_shrink_with_queries() {
        for (Row row : EVALUATION.rows()) {
            assertTrue(row.quality().contains(row.quality().estimate()), row.toString());
            assertTrue(
                    !row.ratio().isDefined() || row.ratio().contains(row.ratio().estimate()), row.toString());
        }
        SimulatedPool larger = new SimulatedPool(31, 800, SAMPLES, .5);
        GradedQueries many = larger.graded();
        int[] all = IntStream.range(0, 800).toArray();
        Evaluator evaluator =
                new Evaluator(many, larger.of(many.queries()), SETTINGS, List.of(), Seeds.of(1), Listener.NONE);
        double narrow = evaluator
                .uniformOnly(List.of(List.of(new Fold(new int[0], new int[0], all))))
                .row(Policy.UNIFORM, 4)
                .orElseThrow()
                .quality()
                .width();
        // four ninths of sixty report queries against eight hundred: a quarter of the width, and some luck
        assertTrue(narrow
                < .5 * EVALUATION.row(Policy.UNIFORM, 4).orElseThrow().quality().width());
    }

    @Test
    void nothing_of_the_report_queries_reaches_the_heads() {
        SimulatedPool spoilt = new SimulatedPool(24);
        for (int i = 0; i < QUERIES.size(); i++) {
            int query = i;
            boolean reported = Arrays.stream(FOLD.report()).anyMatch(r -> r == query);
            double[] rewards = new double[SAMPLES];
            for (int s = 0; s < SAMPLES; s++) {
                rewards[s] = s < Math.round(QUERIES.mean(i) * SAMPLES) != reported ? 1 : 0;
            }
            spoilt.add(QUERIES.query(i), rewards, FEATURES[i]);
        }
        Trained other = Trained.on(spoilt.graded(), FEATURES, FOLD, SETTINGS.head(), Seeds.of(1));
        for (int query : FOLD.report()) {
            assertEquals(
                    TRAINED.planner().head().score(FEATURES[query]),
                    other.planner().head().score(FEATURES[query]),
                    0);
        }
        assertEquals(TRAINED.guard(), other.guard());
        FittedHead again = HeadTraining.fit(
                HeadKind.BETA_BINOMIAL,
                QUERIES.examples(FEATURES, FOLD.fit()),
                QUERIES.examples(FEATURES, FOLD.choose()),
                SETTINGS.head(),
                Seeds.of(1).child("head"));
        assertEquals(TRAINED.planner().loss(), again.loss(), 0);
    }

    private static double quality(Policy policy, int budget) {
        return EVALUATION.row(policy, budget).orElseThrow().quality().estimate();
    }

    private static double ratio(Policy policy, int budget) {
        return EVALUATION.row(policy, budget).orElseThrow().ratio().estimate();
    }
}
