package dev.hone.assembly.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.assembly.demonstrate.Demonstrations;
import dev.hone.core.Seeds;
import dev.hone.learn.Space;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RangesTest {
    @ParameterizedTest
    @ValueSource(strings = {"peg", "grasp-peg", "one-leg"})
    void whatever_a_demonstrator_sees_and_does_lies_within(String name) {
        Options options = Options.of(Task.of(name));
        Space.Box seen = Ranges.observation(options.task());
        Space.Box done = Ranges.action(options.task());
        assertEquals(Observation.size(options.task()), seen.size());
        assertTrue(seen.bounded() && done.bounded());
        Demonstrations.record(
                options,
                2,
                true,
                Seeds.of(3),
                _ -> {},
                episode -> episode.frames().forEach(frame -> {
                    assertTrue(done.contains(frame.action()), () -> name + " does " + Arrays.toString(frame.action()));
                    for (int i = 0; i < seen.size(); i++) {
                        float number = frame.state()[i];
                        // a turn's columns and a part on the table are at the ends, give or take their rounding
                        assertTrue(
                                number >= seen.low(i) - 0.006 && number <= seen.high(i) + 0.006,
                                name + " sees " + number + " at " + i);
                    }
                }));
    }
}
