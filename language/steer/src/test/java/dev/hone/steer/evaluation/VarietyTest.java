package dev.hone.steer.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class VarietyTest {
    @Test
    void pairsAreCountedOverAllTextsAndNotAcrossThem() {
        // a b, b c | A b (again), b a: three different of four
        assertEquals(0.75, Variety.distinct2(List.of("a b c", "A b a")));
    }

    @Test
    void textsWithoutAPairHaveNone() {
        assertEquals(0, Variety.distinct2(List.of("", "one")));
    }
}
