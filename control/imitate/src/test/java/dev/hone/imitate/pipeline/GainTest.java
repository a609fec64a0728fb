package dev.hone.imitate.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.core.Seeds;
import dev.hone.core.statistics.Interval;
import dev.hone.imitate.rollout.Outcome;
import dev.hone.imitate.rollout.Score;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;

class GainTest {
    private static Score score(IntPredicate solved) {
        List<Outcome> outcomes = new ArrayList<>();
        for (int k = 0; k < 100; k++) {
            outcomes.add(new Outcome(k, solved.test(k), 10, new TreeMap<>()));
        }
        return new Score(outcomes);
    }

    @Test
    void what_is_hard_for_both_cancels() {
        List<Score> base = List.of(score(k -> k < 50), score(k -> k < 30));
        List<Score> better = List.of(score(k -> k < 60), score(k -> k < 40));
        Interval gain = Gain.of(better, base, Seeds.of(1));
        assertEquals(0.1, gain.estimate(), 1e-9);
        assertTrue(gain.low() > 0.03 && gain.high() < 0.17, gain.toString());
    }

    @Test
    void seeds_that_disagree_widen_the_interval() {
        List<Score> base = List.of(score(_ -> false), score(_ -> false));
        List<Score> better = List.of(score(_ -> true), score(_ -> false));
        Interval gain = Gain.of(better, base, Seeds.of(1));
        assertEquals(0.5, gain.estimate(), 1e-9);
        assertEquals(0, gain.low(), 1e-9);
        assertEquals(1, gain.high(), 1e-9);
    }
}
