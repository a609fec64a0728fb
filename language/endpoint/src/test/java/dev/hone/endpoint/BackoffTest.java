package dev.hone.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.core.HoneException;
import dev.hone.core.Seeds;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BackoffTest {
    private static final Backoff BACKOFF =
            new Backoff(9, Duration.ofMillis(100), Duration.ofSeconds(1), Duration.ofSeconds(60));
    private static final Instant NOW = Instant.parse("2026-11-24T13:00:00Z");

    @Test
    void waitsDoubleUpToTheCapAndLieInTheirUpperHalf() {
        long[] most = {100, 200, 400, 800, 1000, 1000};
        for (int attempt = 1; attempt <= most.length; attempt++) {
            for (int stream = 0; stream < 50; stream++) {
                long wait = BACKOFF.delay(attempt, Optional.empty(), Seeds.of(stream))
                        .toMillis();
                assertTrue(wait >= most[attempt - 1] / 2 && wait <= most[attempt - 1], attempt + ": " + wait);
            }
        }
    }

    @Test
    void theSameSampleWaitsTheSameAndOthersDoNot() {
        Seeds one = Seeds.of(1);
        assertEquals(BACKOFF.delay(3, Optional.empty(), one), BACKOFF.delay(3, Optional.empty(), one));
        assertNotEquals(BACKOFF.delay(3, Optional.empty(), one), BACKOFF.delay(3, Optional.empty(), one.child(1)));
    }

    @Test
    void theServersWishIsALowerBoundUpToTheLongest() {
        assertEquals(Duration.ofSeconds(7), BACKOFF.delay(1, Optional.of(Duration.ofSeconds(7)), Seeds.of(1)));
        assertEquals(Duration.ofSeconds(60), BACKOFF.delay(1, Optional.of(Duration.ofDays(1)), Seeds.of(1)));
        assertTrue(
                BACKOFF.delay(5, Optional.of(Duration.ofMillis(1)), Seeds.of(1)).toMillis() >= 500);
    }

    @Test
    void retriesOutOfRangeAreRefused() {
        assertThrows(HoneException.class, () -> new Backoff(-1, Duration.ZERO, Duration.ZERO, Duration.ZERO));
        assertThrows(
                IllegalArgumentException.class,
                () -> new Backoff(1, Duration.ofSeconds(2), Duration.ofSeconds(1), Duration.ZERO));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0|0",
                "7|7000",
                " 120 |120000",
                "0.25|250",
                "Tue, 24 Nov 2026 13:00:30 GMT|30000",
                "Tue, 24 Nov 2026 12:00:00 GMT|0",
            })
    void retryAfterIsSecondsOrADate(String header, long millis) {
        assertEquals(Optional.of(Duration.ofMillis(millis)), RetryAfter.parse(header, NOW));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "-1", "1e9", "99999999999999999999", "Tue, 24 Nov 2026"})
    void anythingElseIsNoWish(String header) {
        assertEquals(Optional.empty(), RetryAfter.parse(header, NOW));
    }
}
