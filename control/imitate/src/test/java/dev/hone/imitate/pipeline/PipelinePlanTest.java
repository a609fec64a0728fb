package dev.hone.imitate.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.core.HoneException;
import dev.hone.imitate.train.NetworkSettings;
import dev.hone.imitate.train.TrainingSettings;
import java.util.List;
import org.junit.jupiter.api.Test;

class PipelinePlanTest {
    private static PipelinePlan plan(Condition... conditions) {
        return new PipelinePlan(
                10, List.of(conditions), 2, 0, 20, 10, 1, NetworkSettings.DEFAULT, TrainingSettings.DEFAULT, 50, 100);
    }

    @Test
    void the_baseline_comes_first_and_collectors_before_those_who_learn_from_them() {
        assertEquals(
                List.of(Condition.PLAIN, Condition.TA, Condition.TA_CI),
                plan(Condition.TA_CI).conditions());
        assertEquals(
                List.of(Condition.PLAIN, Condition.CI),
                plan(Condition.CI, Condition.CI).conditions());
    }

    @Test
    void the_last_five_checkpoints_are_tried() {
        assertEquals(List.of(6, 7, 8, 9, 10), plan().checkpoints());
    }

    @Test
    void unknown_rows_name_the_nearest() {
        HoneException e = assertThrows(HoneException.class, () -> Condition.of("ta-ci"));
        assertTrue(e.getMessage().contains("Maybe you mean 'ta+ci'."), e.getMessage());
    }

    @Test
    void each_ablation_takes_away_its_rule_only() {
        var published = Condition.TA.segments().orElseThrow();
        assertEquals(published.keepingOutward(), Condition.TA_OUTWARD.segments().orElseThrow());
        assertEquals(published.unfiltered(), Condition.TA_UNFILTERED.segments().orElseThrow());
        assertEquals(published.unbalanced(), Condition.TA_UNBALANCED.segments().orElseThrow());
        assertTrue(published.returnOnly() && published.filtered() && published.balanced());
    }
}
