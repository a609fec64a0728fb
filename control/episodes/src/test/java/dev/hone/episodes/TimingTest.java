package dev.hone.episodes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.hone.core.HoneException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimingTest {
    private static double[] stamps(double fps, int from, int count) {
        return IntStream.range(from, from + count)
                .mapToDouble(i -> (float) (i / fps))
                .toArray();
    }

    private static String refused(double... stamps) {
        return assertThrows(HoneException.class, () -> Timing.require(stamps, 0, stamps.length, 10, "x, episode 4"))
                .problem();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.5, 10, 29.97, 30, 100, 1000})
    void regular_stamps_pass_however_they_are_rounded(double fps) {
        Timing.require(stamps(fps, 0, 5000), 0, 5000, fps, "x");
        Timing.require(stamps(fps, 3_000_000, 500), 0, 500, fps, "x");
    }

    @Test
    void a_lost_frame_shows_hours_into_an_episode() {
        double[] stamps = stamps(30, 1_000_000, 10);
        stamps[5] = (float) (1_000_006 / 30.0);
        assertThrows(HoneException.class, () -> Timing.require(stamps, 0, 10, 30, "x"));
    }

    @Test
    void the_place_and_both_rates_are_said() {
        assertEquals(
                "x, episode 4: 0.3000 s lie between frames 1 and 2 where 10 frames a second have 0.1000 s.",
                refused(0, 0.1, 0.4, 0.5));
        assertEquals(
                "x, episode 4: 0.0000 s lie between frames 0 and 1 where 10 frames a second have 0.1000 s.",
                refused(0.1, 0.1));
    }

    @Test
    void small_steps_of_a_wrong_rate_are_found_too() {
        assertEquals(
                "x, episode 4: 0.1002 s lie between frames 0 and 1 where 10 frames a second have 0.1000 s.",
                refused(0, 0.1002));
        Timing.require(new double[] {0, 0.10005}, 0, 2, 10, "x");
    }

    @Test
    void only_the_given_rows_are_looked_at() {
        double[] stamps = {0, 5, 5.1, 5.2, 9};
        Timing.require(stamps, 1, 3, 10, "x");
        Timing.require(stamps, 4, 1, 10, "x");
        assertThrows(HoneException.class, () -> Timing.require(stamps, 1, 4, 10, "x"));
    }
}
