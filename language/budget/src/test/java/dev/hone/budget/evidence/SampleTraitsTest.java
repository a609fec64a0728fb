package dev.hone.budget.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class SampleTraitsTest {
    @Test
    void answers_are_equal_up_to_case_and_white_space_and_a_blank_one_is_none() {
        assertEquals(
                SampleTraits.of("Return  X\n").answer(),
                SampleTraits.of("return x").answer());
        assertEquals(Optional.empty(), SampleTraits.of(" \n ").answer());
    }

    @Test
    void likeness_is_the_share_of_neighbouring_tokens_that_both_have() {
        // a b, b c against b c, c d: one of three
        assertEquals(1.0 / 3, SampleTraits.of("a b c").likeness(SampleTraits.of("b c d")), 1e-12);
        assertEquals(1, SampleTraits.of("a b c").likeness(SampleTraits.of("A  b c")));
        assertEquals(0, SampleTraits.of("a b").likeness(SampleTraits.of("c d")));
        assertEquals(1, SampleTraits.of("a").likeness(SampleTraits.of("b")), "neither has a pair");
    }

    @Test
    void brackets_match_or_do_not() {
        assertTrue(SampleTraits.of("f(a[0], {b})").balanced());
        assertFalse(SampleTraits.of("f(a[0)]").balanced());
        assertFalse(SampleTraits.of("f(").balanced());
        assertFalse(SampleTraits.of("f)").balanced());
    }

    @Test
    void what_follows_a_functions_body_is_not_looked_at() {
        SampleTraits body = SampleTraits.of("    return sorted(x)\n");
        assertEquals(
                body.answer(),
                SampleTraits.of("    return sorted(x)\n\nprint(f(1").answer());
        assertTrue(SampleTraits.of("    return sorted(x)\n\nprint(f(1").balanced());
    }

    @Test
    void a_text_that_says_next_to_nothing_is_a_stub() {
        assertTrue(SampleTraits.of("none").stub());
        assertTrue(
                SampleTraits.of("    # we will see what to do here\n    pass\n").stub());
        assertFalse(SampleTraits.of("return the number of passengers").stub());
    }

    @Test
    void repetition_compresses() {
        assertTrue(SampleTraits.of("ab ".repeat(50)).compressed()
                < SampleTraits.of("the quick brown fox jumps over a lazy dog").compressed());
    }
}
