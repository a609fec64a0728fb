package dev.hone.budget;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.budget.drift.DriftMonitor;
import dev.hone.budget.drift.GainCheck;
import dev.hone.budget.evaluation.EvaluationSettings;
import dev.hone.budget.head.HeadSettings;
import dev.hone.core.HoneException;
import dev.hone.core.Listener;
import dev.hone.core.Seeds;
import dev.hone.lm.Query;
import dev.hone.lm.sampling.Outcome;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ServedGainsTest {
    private static final HeadSettings QUICK = new HeadSettings(16, List.of(1.0), 2e-2, 256, 60, 10, 1);
    private static final EvaluationSettings SETTINGS = new EvaluationSettings(List.of(1, 4, 8), 0, QUICK, 1, 200);
    private static final PlanOptions FOUR = new PlanOptions(4, 32, 0, PlanOptions.Mode.BATCH);

    private static final DifficultyPredictor BINARY = fitted(new SimulatedPool(1, 800, 24, .1));
    private static final DifficultyPredictor REAL = fitted(SimulatedPool.real(1, 300, 12));

    private static DifficultyPredictor fitted(SimulatedPool pool) {
        var graded = pool.graded();
        Splits splits = Splits.draw(graded.queries(), Seeds.of(1));
        return Fit.of(graded, pool, splits, SETTINGS, Seeds.of(1), Listener.NONE)
                .predictor();
    }

    private static BudgetRun run(SimulatedPool pool, int most) {
        List<double[]> rewards = new ArrayList<>();
        var graded = pool.graded();
        for (int i = 0; i < graded.size(); i++) {
            rewards.add(Arrays.copyOf(graded.rewards(i), most));
        }
        return new BudgetRun(List.of(), new Outcome(0, 0, 0, 0, Optional.empty()), rewards, List.of());
    }

    private static Optional<ServedGains> served(SimulatedPool pool, BudgetRun run, PlanOptions options) {
        List<Query> queries = pool.graded().queries();
        return ServedGains.of(run, Optional.empty(), BINARY, queries, pool, options);
    }

    @Test
    void traffic_as_it_was_gains_what_was_predicted() {
        SimulatedPool same = new SimulatedPool(2, 500, 8, .1);
        ServedGains gains = served(same, run(same, 6), FOUR).orElseThrow();
        assertTrue(
                GainCheck.of(gains.pairs(), Seeds.of(1)).holds(),
                GainCheck.of(gains.pairs(), Seeds.of(1)).sentence());
        assertFalse(
                gains.watch(DriftMonitor.TOLERANCE, DriftMonitor.FALSE_ALARMS).drifted());
    }

    @Test
    void traffic_that_never_succeeds_is_seen_after_few_samples() {
        SimulatedPool same = new SimulatedPool(2, 100, 8, .1);
        SimulatedPool never = new SimulatedPool(same.dimension());
        var graded = same.graded();
        float[][] vectors = same.of(graded.queries());
        for (int i = 0; i < graded.size(); i++) {
            never.add(graded.query(i), new double[] {0, 0}, vectors[i]);
        }
        ServedGains gains = ServedGains.of(BINARY, never.graded(), never);
        assertTrue(
                gains.watch(DriftMonitor.TOLERANCE, DriftMonitor.FALSE_ALARMS).drifted());
        assertFalse(GainCheck.of(gains.pairs(), Seeds.of(1)).holds());
    }

    @Test
    void where_nothing_was_predicted_there_is_nothing_to_check() {
        SimulatedPool pool = new SimulatedPool(2, 60, 8, .1);
        assertTrue(served(pool, run(pool, 4), FOUR).isPresent());
        BudgetRun compared = new BudgetRun(List.of(), new Outcome(0, 0, 0, 0, Optional.empty()), List.of(), List.of());
        assertEquals(Optional.empty(), served(pool, compared, FOUR), "answers that were compared have no rewards");
        PlanOptions one = new PlanOptions(1, 32, 1, PlanOptions.Mode.BATCH);
        assertEquals(Optional.empty(), served(pool, run(pool, 1), one), "one sample each is planned without the head");
    }

    @Test
    void a_run_that_shared_by_the_best_so_far_is_held_against_the_table() {
        SimulatedPool pool = SimulatedPool.real(2, 100, 8);
        var table = REAL.evidence().orElseThrow().table();
        ServedGains gains = ServedGains.of(
                        run(pool, 8), Optional.of(table), REAL, pool.graded().queries(), pool, FOUR)
                .orElseThrow();
        assertEquals(700, gains.pairs().size());
        assertTrue(
                GainCheck.of(gains.pairs(), Seeds.of(1)).holds(),
                GainCheck.of(gains.pairs(), Seeds.of(1)).sentence());
        assertEquals(gains, ServedGains.of(REAL, pool.graded(), pool), "a pool of such rewards is, too");
    }

    @Test
    void rewards_of_the_other_kind_are_refused() {
        SimulatedPool real = SimulatedPool.real(2, 40, 4);
        assertThrows(HoneException.class, () -> ServedGains.of(BINARY, real.graded(), real));
        SimulatedPool binary = new SimulatedPool(2, 40, 4, .1);
        assertThrows(HoneException.class, () -> ServedGains.of(REAL, binary.graded(), binary));
    }
}
