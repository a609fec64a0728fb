package dev.hone.budget.evidence;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class SampleLookTest {
    private static SampleLook at(String... texts) {
        SampleLook look = new SampleLook();
        for (int s = 0; s < texts.length; s++) {
            SampleTraits traits = SampleTraits.of(texts[s]);
            double[] like = new double[s];
            for (int e = 0; e < s; e++) {
                like[e] = traits.likeness(SampleTraits.of(texts[e]));
            }
            look.add(traits, like);
        }
        return look;
    }

    @Test
    void agreement_counts_answers() {
        double[] seen = at("a b c", "A b c", "b c d", "x y z").features();
        assertEquals(3.0 / 4, seen[0], 1e-12, "distinct");
        assertEquals(Math.log(3), seen[1], 1e-12);
        assertEquals(2.0 / 4, seen[2], 1e-12, "largest");
        assertEquals(1.0 / 4, seen[3], 1e-12, "second");
        assertEquals(2.0 / 4, seen[4], 1e-12, "seen once");
        assertEquals(1.0 / 4, seen[5], 1e-12, "lead");
    }

    @Test
    void a_missing_answer_equals_none_not_even_another_missing_one() {
        double[] seen = at("", " ").features();
        assertEquals(1, seen[0], "two blanks are two answers");
        assertEquals(0.5, seen[2]);
        assertEquals(1, seen[4]);
        assertEquals(0, seen[5]);
    }

    @Test
    void likeness_is_over_pairs_and_of_the_newest() {
        double[] seen = at("a b c", "a b c", "b c d").features();
        assertEquals((1 + 1.0 / 3 + 1.0 / 3) / 3, seen[6], 1e-12, "mean");
        assertEquals(1.0 / 3, seen[7], 1e-12, "least");
        assertEquals(1.0 / 3, seen[8], 1e-12, "newest");
        double[] alone = at("a b c").features();
        assertEquals(0, alone[6]);
        assertEquals(0, alone[7]);
    }

    @Test
    void lengths_have_mean_and_deviation() {
        double[] seen = at("a", "aaa").features();
        double spread = (Math.log(4) - Math.log(2)) / 2;
        assertEquals((Math.log(4) + Math.log(2)) / 2, seen[9], 1e-12);
        assertEquals(spread, seen[10], 1e-9);
    }

    @Test
    void a_replay_in_any_order_sees_what_a_run_sees() {
        assertArrayEquals(at("a b", "c (d").features(), at("c (d", "a b").features(), 1e-12);
        assertThrows(
                IllegalArgumentException.class, () -> new SampleLook().add(SampleTraits.of("a"), new double[] {1}));
    }
}
