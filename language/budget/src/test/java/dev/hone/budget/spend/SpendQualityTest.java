package dev.hone.budget.spend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.budget.spend.Traffic.Drift;
import dev.hone.budget.spend.Traffic.Unit;
import dev.hone.core.Seeds;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the keeper makes of its budget, on the streams that {@link SpendBench} measures over more seeds. */
class SpendQualityTest {
    private static final int REQUESTS = 10_000;
    private static final long SEED = 1;

    static Stream<Arguments> streams() {
        return Arrays.stream(Unit.values())
                .flatMap(unit -> Arrays.stream(Drift.values()).map(drift -> Arguments.of(unit, drift)));
    }

    @ParameterizedTest
    @MethodSource("streams")
    void comes_close_to_the_plan_that_knew_everything_and_never_passes_the_limit(Unit unit, Drift drift) {
        Traffic traffic = new Traffic(unit, drift, SEED);
        List<Arrival> stream = traffic.stream(REQUESTS);
        SpendRule rule = SpendBench.rule(traffic);
        Replay replay = Replay.of(stream, rule, drift);
        PrefixPlan plan = SpendBench.plan(stream, rule, drift, true);
        double quality = replay.totalQuality() / Arrays.stream(plan.quality()).sum();
        double spend = replay.totalCost() / Arrays.stream(plan.cost()).sum();
        assertTrue(replay.worstPrefix() <= 1.01 + 1e-9, "running mean " + replay.worstPrefix());
        assertTrue(quality >= (drift.drifts ? .98 : .99), "quality " + quality);
        assertTrue(spend >= .97, "spend " + spend);
        double low = replay.gainOverUniform(stream, Seeds.of(SEED)).low();
        assertTrue(low > 0, "over uniform " + low);
        assertEquals(0, replay.end().reserved(), 1e-6 * unit.budget);
        assertEquals(replay.totalCost(), replay.end().spent(), 1e-6 * replay.totalCost());
    }
}
