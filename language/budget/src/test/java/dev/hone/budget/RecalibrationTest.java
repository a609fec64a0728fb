package dev.hone.budget;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.budget.evaluation.EvaluationSettings;
import dev.hone.budget.evidence.GiveUpPrices;
import dev.hone.budget.head.DifficultyHead;
import dev.hone.budget.head.HeadSettings;
import dev.hone.core.HoneException;
import dev.hone.core.Listener;
import dev.hone.core.Seeds;
import dev.hone.core.artifact.Artifact;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecalibrationTest {
    private static final HeadSettings QUICK = new HeadSettings(16, List.of(1.0), 2e-2, 256, 60, 10, 1);
    private static final EvaluationSettings SETTINGS = new EvaluationSettings(List.of(1, 4, 8), 0, QUICK, 1, 200);

    /** Fitted once, on traffic as it was. */
    private static final DifficultyPredictor PREDICTOR = fitted(new SimulatedPool(1, 800, 24, .1));

    @TempDir
    private Path folder;

    private static DifficultyPredictor fitted(SimulatedPool pool) {
        var graded = pool.graded();
        Splits splits = Splits.draw(graded.queries(), Seeds.of(1));
        return Fit.of(graded, pool, splits, SETTINGS, Seeds.of(1), Listener.NONE)
                .predictor();
    }

    /** Queries of the same kind, of whose successes a share is lost: another temperature. */
    private static SimulatedPool traffic(long seed, int queries, int samples, double kept) {
        SimulatedPool whole = new SimulatedPool(seed, queries, samples, .1);
        SimulatedPool thinned = new SimulatedPool(whole.dimension());
        var random = Seeds.of(seed).child("thin").generator();
        var graded = whole.graded();
        float[][] vectors = whole.of(graded.queries());
        for (int i = 0; i < queries; i++) {
            double[] rewards = graded.rewards(i);
            for (int s = 0; s < rewards.length; s++) {
                rewards[s] = random.nextDouble() < kept ? rewards[s] : 0;
            }
            thinned.add(graded.query(i), rewards, vectors[i]);
        }
        return thinned;
    }

    private static DifficultyHead head(DifficultyPredictor predictor) {
        return predictor.trained().orElseThrow().planner().head();
    }

    /** Mean squared distance of predicted and measured rates. */
    private static double error(DifficultyPredictor predictor, SimulatedPool pool) {
        var graded = pool.graded();
        float[][] vectors = pool.of(graded.queries());
        double sum = 0;
        for (int i = 0; i < vectors.length; i++) {
            double miss = head(predictor).score(vectors[i]) - graded.mean(i);
            sum += miss * miss / vectors.length;
        }
        return sum;
    }

    @Test
    void a_little_traffic_mends_the_rates_of_queries_never_seen() {
        SimulatedPool fresh = traffic(5, 200, 1, .4);
        Recalibration recalibration = Recalibration.of(PREDICTOR, fresh.graded(), fresh, Seeds.of(3));
        assertTrue(recalibration.used(), recalibration.findings().toString());
        assertTrue(recalibration.heldOut().eceAfter()
                < .5 * recalibration.heldOut().eceBefore());
        SimulatedPool later = traffic(6, 400, 48, .4);
        double before = error(PREDICTOR, later);
        double after = error(recalibration.predictor(), later);
        assertTrue(after < .35 * before, after + " against " + before);
    }

    @Test
    void prices_for_giving_up_are_those_of_the_fresh_traffic() {
        SimulatedPool fresh = traffic(5, 300, 12, .4);
        Recalibration recalibration = Recalibration.of(PREDICTOR, fresh.graded(), fresh, Seeds.of(3));
        GiveUpPrices prices = recalibration.predictor().evidence().orElseThrow().giveUp();
        List<Integer> budgets = prices.steps().stream()
                .filter(step -> step.floor() == 0)
                .map(GiveUpPrices.Step::budget)
                .toList();
        assertEquals(List.of(2, 3, 4, 6, 8), budgets);
        assertTrue(prices.at(4, 0).isPresent(), prices.reason(4, 0));
        double before = PREDICTOR
                .evidence()
                .orElseThrow()
                .giveUp()
                .at(4, 0)
                .orElseThrow()
                .price();
        double after = prices.at(4, 0).orElseThrow().price();
        assertNotEquals(before, after, 1e-3);
        SimulatedPool single = traffic(5, 200, 1, .4);
        Recalibration none = Recalibration.of(PREDICTOR, single.graded(), single, Seeds.of(3));
        assertEquals(
                List.of(), none.predictor().evidence().orElseThrow().giveUp().steps());
        assertTrue(
                none.findings().getLast().contains("too few samples"),
                none.findings().toString());
    }

    @Test
    void traffic_as_it_was_changes_nothing() {
        int used = 0;
        for (long seed = 20; seed < 40; seed++) {
            SimulatedPool same = traffic(seed, 150, 2, 1);
            Recalibration recalibration = Recalibration.of(PREDICTOR, same.graded(), same, Seeds.of(seed));
            used += recalibration.used() ? 1 : 0;
            if (!recalibration.used()) {
                assertEquals(PREDICTOR.trained(), recalibration.predictor().trained());
            }
        }
        assertTrue(used <= 3, used + " of 20 maps of noise were used");
    }

    @Test
    void the_order_of_queries_stays_and_plans_go_by_the_map() {
        SimulatedPool fresh = traffic(5, 200, 16, .4);
        DifficultyPredictor after =
                Recalibration.of(PREDICTOR, fresh.graded(), fresh, Seeds.of(3)).predictor();
        var queries = fresh.graded().queries();
        float[][] vectors = fresh.of(queries);
        for (int i = 1; i < vectors.length; i++) {
            double before = head(PREDICTOR).score(vectors[i]) - head(PREDICTOR).score(vectors[i - 1]);
            double now = head(after).score(vectors[i]) - head(after).score(vectors[i - 1]);
            assertTrue(before * now > -1e-12, "query " + i + ": " + before + " became " + now);
        }
        PlanOptions options = new PlanOptions(4, 32, 0, PlanOptions.Mode.BATCH);
        assertTrue(after.trained().orElseThrow().guard().supports(4, 0));
        assertNotEquals(
                Plan.of(PREDICTOR, queries, fresh, options, Seeds.of(1)).entries(),
                Plan.of(after, queries, fresh, options, Seeds.of(1)).entries());
        PlanOptions stream = new PlanOptions(4, 32, 0, PlanOptions.Mode.STREAM);
        assertEquals(
                4.0 * vectors.length,
                (double) Plan.of(after, queries, fresh, stream, Seeds.of(1)).total(),
                .15 * 4 * vectors.length);
    }

    @Test
    void the_guard_is_tried_anew_where_the_samples_reach() {
        SimulatedPool fresh = traffic(5, 200, 8, .4);
        var before = PREDICTOR.trained().orElseThrow().guard();
        var after = Recalibration.of(PREDICTOR, fresh.graded(), fresh, Seeds.of(3))
                .predictor()
                .trained()
                .orElseThrow()
                .guard();
        assertEquals(before.checks().size(), after.checks().size());
        for (int k = 0; k < before.checks().size(); k++) {
            var check = after.checks().get(k);
            boolean free = check.budget() > check.floor(); // else every plan is uniform, whatever is predicted
            boolean reached = 2 * check.budget() <= 8;
            assertEquals(reached && free, !before.checks().get(k).equals(check), check.toString());
        }
    }

    @Test
    void a_second_recalibration_replaces_the_first() {
        SimulatedPool fresh = traffic(5, 200, 16, .4);
        DifficultyPredictor once =
                Recalibration.of(PREDICTOR, fresh.graded(), fresh, Seeds.of(3)).predictor();
        SimulatedPool later = traffic(7, 200, 16, .7);
        DifficultyPredictor twice =
                Recalibration.of(once, later.graded(), later, Seeds.of(3)).predictor();
        DifficultyPredictor direct =
                Recalibration.of(PREDICTOR, later.graded(), later, Seeds.of(3)).predictor();
        assertEquals(head(direct), head(twice));
    }

    @Test
    void the_folder_keeps_the_map_and_the_card_what_was_there_before() throws IOException {
        SimulatedPool fresh = traffic(5, 200, 16, .4);
        Recalibration recalibration = Recalibration.of(PREDICTOR, fresh.graded(), fresh, Seeds.of(3))
                .withProvenance(Map.of("pool", "fresh.jsonl"));
        recalibration.predictor().save(folder.resolve("after"), false);
        DifficultyPredictor loaded = DifficultyPredictor.load(folder.resolve("after"));
        float[] some = fresh.of(fresh.graded().queries())[3];
        assertArrayEquals(
                head(recalibration.predictor()).outputs(some), head(loaded).outputs(some), 0);
        var card = Artifact.open(folder.resolve("after")).card();
        assertEquals(3, card.schema(), "an older Hone would overlook the map");
        assertEquals("fresh.jsonl", card.provenance().get("recalibration.pool"));
        assertTrue(card.heldOut().keySet().containsAll(PREDICTOR.heldOut().keySet()));
        double brier = card.heldOut().getOrDefault("recalibration.brier.after", Double.NaN);
        assertTrue(brier < card.heldOut().getOrDefault("recalibration.brier.before", Double.NaN), "brier " + brier);
        PREDICTOR.save(folder.resolve("before"), false);
        assertEquals(2, Artifact.open(folder.resolve("before")).card().schema());

        Files.writeString(folder.resolve("after/recalibration.json"), "{\"predicted\":[1,0],\"realised\":[0,1]}");
        var error = assertThrows(HoneException.class, () -> DifficultyPredictor.load(folder.resolve("after")));
        assertTrue(error.problem().contains("recalibration.json"), error.problem());
    }

    @Test
    void what_cannot_be_recalibrated_is_said() {
        SimulatedPool few = traffic(5, 12, 4, 1);
        var error =
                assertThrows(HoneException.class, () -> Recalibration.of(PREDICTOR, few.graded(), few, Seeds.of(1)));
        assertTrue(error.problem().startsWith("12 different queries"), error.problem());
        SimulatedPool real = SimulatedPool.real(1, 60, 4);
        assertThrows(HoneException.class, () -> Recalibration.of(PREDICTOR, real.graded(), real, Seeds.of(1)));
        assertFalse(PREDICTOR.trained().isEmpty());
    }
}
