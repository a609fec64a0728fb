package dev.hone.budget.evidence;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.hone.lm.Sample;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class ProbeTraitsTest {
    private static Sample answer(String text, int tokens) {
        return new Sample(
                Optional.of(text), OptionalDouble.empty(), Optional.empty(), Optional.empty(), OptionalInt.of(tokens));
    }

    private static double[] of(String question, String... answers) {
        return ProbeTraits.of(
                question, Arrays.stream(answers).map(text -> answer(text, 7)).toList());
    }

    @Test
    void one_answer_shows_length_digits_place_in_the_question_and_form() {
        double[] seen = of("is it 12 or 13?", "12");
        assertEquals(8, seen.length);
        assertArrayEquals(new double[] {0, Math.log(8), Math.log(3), 1, 1, 0, 1}, Arrays.copyOf(seen, 7), 1e-12);
    }

    @Test
    void a_missing_answer_is_one_and_stands_nowhere() {
        double[] seen = of("what?", " \n");
        assertEquals(1, seen[0]);
        assertEquals(0, seen[4]);
        assertEquals(0, seen[3]);
    }

    @Test
    void hedging_is_a_word_and_not_a_part_of_one() {
        assertEquals(1, of("q", "Maybe 4")[5]);
        assertEquals(1, of("q", "there is no solution")[5]);
        assertEquals(0, of("q", "nonetheless 4")[5]);
    }

    @Test
    void two_answers_also_show_whether_they_agree() {
        assertEquals(1, of("q", "A  b", "a B")[8]);
        assertEquals(0, of("q", "a b", "a c")[8]);
        assertEquals(Math.log(4) - Math.log(2), of("q", "abc", "a")[10], 1e-12);
    }

    @Test
    void two_missing_answers_do_not_agree() {
        assertEquals(0, of("q", "", "")[8]);
    }

    @Test
    void without_counted_tokens_characters_stand_for_them() {
        Sample uncounted = new Sample(
                Optional.of("eight ch"),
                OptionalDouble.empty(),
                Optional.empty(),
                Optional.empty(),
                OptionalInt.empty());
        assertEquals(Math.log1p(2), ProbeTraits.of("q", List.of(uncounted))[1], 1e-12);
    }
}
