package dev.hone.lm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class CallDetailsTest {
    private static CallDetails details(Map<String, Long> usage, String... fingerprints) {
        return new CallDetails(new TreeMap<>(usage), Set.of(fingerprints));
    }

    @Test
    void counts_add_up_over_calls_in_any_order() {
        CallDetails one = details(Map.of("a.x", 1L, "a.y", 2L));
        CallDetails two = details(Map.of("a.y", 3L, "b.z", 4L));
        assertEquals(Map.of("a.x", 1L, "a.y", 5L, "b.z", 4L), one.plus(two).usage());
        assertEquals(one.plus(two), two.plus(one));
        assertEquals(one, CallDetails.NONE.plus(one));
    }

    @Test
    void a_fingerprint_is_known_where_all_calls_that_name_one_name_the_same() {
        CallDetails silent = details(Map.of());
        CallDetails one = details(Map.of(), "fp_1");
        CallDetails two = details(Map.of(), "fp_2");
        assertEquals(Optional.of("fp_1"), one.plus(silent).plus(one).fingerprint());
        assertEquals(Optional.empty(), one.plus(two).fingerprint());
        assertEquals(Optional.empty(), one.plus(two).plus(one).fingerprint(), "once they differ they stay so");
        assertEquals(Optional.empty(), silent.fingerprint());
    }
}
