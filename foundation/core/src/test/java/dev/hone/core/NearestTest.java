package dev.hone.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class NearestTest {
    private static final List<String> KNOWN = List.of("temperature", "top-p", "top-k", "max-tokens", "seed");

    @Test
    void aSlipOfTheFingersIsRecognised() {
        assertEquals(Optional.of("temperature"), Nearest.of("temprature", KNOWN));
        assertEquals(Optional.of("temperature"), Nearest.of("temperautre", KNOWN));
        assertEquals(Optional.of("max-tokens"), Nearest.of("max_token", KNOWN));
        assertEquals(Optional.of("seed"), Nearest.of("Sede", KNOWN));
    }

    @Test
    void somethingElseAltogetherIsNotForcedOntoAName() {
        assertEquals(Optional.empty(), Nearest.of("colour", KNOWN));
        assertEquals(Optional.empty(), Nearest.of("x", KNOWN));
        assertEquals(Optional.empty(), Nearest.of("", KNOWN));
        assertEquals(Optional.empty(), Nearest.of("seed", List.of()));
    }

    @Test
    void aTieGoesToTheEarlierName() {
        assertEquals(Optional.of("top-p"), Nearest.of("top-x", KNOWN));
    }

    @Test
    void aSwapOfNeighboursIsOneEdit() {
        assertEquals(1, Nearest.distance("ab", "ba"));
        assertEquals(3, Nearest.distance("kitten", "sitting"));
        assertEquals(5, Nearest.distance("", "abcde"));
    }

    @Property(tries = 300)
    void distanceIsSymmetricAndZeroOnlyForEquals(
            @ForAll @AlphaChars @StringLength(max = 8) String a, @ForAll @AlphaChars @StringLength(max = 8) String b) {
        int d = Nearest.distance(a, b);
        assertEquals(d, Nearest.distance(b, a));
        assertEquals(a.equals(b), d == 0);
        assertTrue(d <= Math.max(a.length(), b.length()));
        assertTrue(d >= Math.abs(a.length() - b.length()));
    }
}
