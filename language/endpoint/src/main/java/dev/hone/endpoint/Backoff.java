package dev.hone.endpoint;

import dev.hone.core.HoneException;
import dev.hone.core.Seeds;
import java.time.Duration;
import java.util.Optional;

/**
 * How often a call is tried again, and after which wait: doubled each time up to a cap, and between half of that and all of it by
 * chance, so that calls which failed together do not come back together. The chance comes from the sample's own seeds.
 *
 * @param retries how often a call is tried again, in 0..100
 * @param first the longest wait before the first new attempt
 * @param cap the longest wait that is not the server's wish
 * @param longestWish the longest wait that a server may ask for by {@code Retry-After}
 */
public record Backoff(int retries, Duration first, Duration cap, Duration longestWish) {
    public static final Backoff DEFAULT =
            new Backoff(5, Duration.ofMillis(500), Duration.ofSeconds(30), Duration.ofMinutes(2));

    public Backoff {
        if (retries < 0 || retries > 100) {
            throw new HoneException("The endpoint's retries are " + retries + ".", "give a number between 0 and 100");
        }
        if (first.isNegative() || cap.compareTo(first) < 0 || longestWish.isNegative()) {
            throw new IllegalArgumentException("backoff of " + first + " to " + cap + ", wishes to " + longestWish);
        }
    }

    /** Trying once and no more. */
    public static Backoff never() {
        return new Backoff(0, DEFAULT.first(), DEFAULT.cap(), DEFAULT.longestWish());
    }

    /**
     * The wait before attempt {@code attempt + 1}.
     *
     * @param attempt how many attempts have failed, at least 1
     * @param wish what the server asked for
     */
    Duration delay(int attempt, Optional<Duration> wish, Seeds seeds) {
        double grown = Math.min(first.toMillis() * Math.pow(2, attempt - 1), (double) cap.toMillis());
        Duration own = Duration.ofMillis(Math.round(grown * (0.5 + 0.5 * seeds.uniform(attempt))));
        Duration wished =
                wish.map(w -> w.compareTo(longestWish) > 0 ? longestWish : w).orElse(Duration.ZERO);
        return own.compareTo(wished) > 0 ? own : wished;
    }
}
