package dev.hone.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.hone.core.statistics.Interval;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class KnownSavingsTest {
    /** Half the samples are right; the answers were as good as best-of-two's and took so many samples. */
    private static NameTally.Counts counts(long requests, double samples) {
        return new NameTally.Counts(
                requests,
                0,
                0,
                0,
                0,
                0,
                0,
                Map.of(),
                Collections.nCopies(50, new double[] {1, 0, 1, 0}),
                Collections.nCopies(50, new double[] {5 / 6.0, samples}));
    }

    @Test
    void a_saving_is_kept_until_a_twentieth_and_twenty_more_requests_came() {
        KnownSavings savings = new KnownSavings();
        Interval first = savings.of("hone/m", counts(1000, 1));
        assertEquals(.5, first.estimate(), 1e-9);
        assertSame(first, savings.of("hone/m", counts(1070, 2)));
        assertEquals(0, savings.of("hone/m", counts(1071, 2)).estimate(), 1e-9);
    }

    @Test
    void at_the_start_every_twenty_requests_bring_a_new_one() {
        KnownSavings savings = new KnownSavings();
        Interval first = savings.of("hone/m", counts(1, 1));
        assertSame(first, savings.of("hone/m", counts(21, 2)));
        assertNotEquals(first, savings.of("hone/m", counts(22, 2)));
    }

    @Test
    void names_have_savings_of_their_own_and_those_out_of_use_are_forgotten() {
        KnownSavings savings = new KnownSavings();
        Interval first = savings.of("hone/a", counts(1000, 1));
        assertNotEquals(first, savings.of("hone/b", counts(1000, 2)));
        savings.keepOnly(Set.copyOf(List.of("hone/b")));
        assertNotEquals(first, savings.of("hone/a", counts(1000, 2)));
    }
}
