package dev.hone.reward;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.core.HoneException;
import dev.hone.lm.Completion;
import dev.hone.lm.Query;
import dev.hone.reward.Selector.Selection;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class AgreementTest {
    @Test
    void the_answer_most_give_is_chosen_by_its_first_completion() {
        assertEquals(new Selection(1, 3, 5), select("agreement", "a", "b", " b\n", "c", "b"));
        assertEquals(0.6, select("agreement", "a", "b", "b", "c", "b").share());
    }

    @Test
    void a_tie_goes_to_the_answer_seen_first() {
        assertEquals(new Selection(0, 2, 4), select("agreement", "a", "b", "b", "a"));
    }

    @Test
    void a_missing_answer_equals_nothing() {
        assertEquals(new Selection(3, 1, 4), select("agreement:number", "none", "none", "none", "7"));
        assertEquals(new Selection(1, 1, 3), select("agreement", " ", "a", ""));
    }

    @Test
    void without_any_answer_the_first_completion_is_chosen_with_no_vote() {
        assertEquals(new Selection(0, 0, 2), select("agreement:number", "none", "none"));
        assertEquals(0, select("agreement:number", "none", "none").share());
    }

    @Test
    void numbers_agree_by_value() {
        assertEquals(new Selection(1, 3, 4), select("agreement:number", "1", "$1,000", "is 1000.0", "1e3"));
    }

    @Test
    void matches_agree_by_their_group() {
        assertEquals(
                new Selection(0, 2, 3),
                select("agreement:regex:answer: (\\w+)", "answer: x", "x answer: x!", "answer: y"));
    }

    @Test
    void case_and_white_space_make_no_other_answer() {
        assertEquals(new Selection(0, 2, 3), select("agreement", "Def f(x):\n  return x", "def f(x): return  x", "y"));
        assertEquals(
                new Selection(1, 2, 3),
                select("agreement:regex:Answer:([^=]*)=", "no", "Answer: (10 - 4) * 4 = 24", "Answer: (10-4)*4 = 24"));
    }

    @Test
    void the_answer_of_a_text_is_what_votes_count() {
        Selector selector = (Selector) Rewards.parse("agreement:regex:answer: (\\w+)");
        assertEquals(selector.answer("answer: X!"), selector.answer("the answer: x"));
        assertTrue(selector.answer("none").isEmpty());
    }

    @Test
    void fields_agree_whatever_stands_around_them() {
        assertEquals(
                new Selection(1, 3, 5),
                select(
                        "agreement:json:total",
                        "{\"total\": 3}",
                        "{\"total\": 4.0, \"why\": \"x\"}",
                        "```json\n{\"why\": {}, \"total\": 4}\n```",
                        "Sure: {\"total\": \"4\"}. Anything else?",
                        "{\"total\": null}"));
    }

    @Test
    void a_pointer_reaches_into_objects_and_lists() {
        assertEquals(
                new Selection(0, 2, 3),
                select(
                        "agreement:json:/a/1/b",
                        "{\"a\": [0, {\"b\": {\"x\": 1, \"y\": [true, 2.50]}}]}",
                        "{\"a\": [9, {\"b\": {\"y\": [true, 2.5], \"x\": 1}}]}",
                        "{\"a\": [0]}"));
    }

    @Test
    void texts_that_hold_no_object_have_no_field() {
        for (String text : List.of("", "}{", "{", "{\"a\": 1", "{a: 1}", "{\"b\": 1}", "{\"a\": 1} {\"a\": 2}")) {
            assertTrue(new JsonField("a").answer(text).isEmpty(), text);
        }
    }

    @Test
    void it_grades_nothing() {
        var error = assertThrows(HoneException.class, () -> Rewards.reward("agreement:number"));
        assertTrue(error.problem().contains("never grades"), error.problem());
        assertInstanceOf(Selector.class, Rewards.parse("agreement"));
    }

    @Test
    void choosing_among_nothing_is_a_defect() {
        assertThrows(IllegalArgumentException.class, () -> select("agreement"));
    }

    @Property(tries = 200)
    void no_answer_has_more_votes_than_the_chosen_one(
            @ForAll @Size(min = 1, max = 12) List<@IntRange(min = 0, max = 4) Integer> answers) {
        List<String> texts =
                answers.stream().map(a -> a == 0 ? "none" : "is " + a).toList();
        Selection choice = select("agreement:number", texts.toArray(String[]::new));
        for (int a = 1; a <= 4; a++) {
            int answer = a;
            long votes = answers.stream().filter(x -> x == answer).count();
            assertTrue(votes <= choice.votes());
            if (votes == choice.votes() && votes > 0) {
                assertTrue(choice.index() <= answers.indexOf(answer));
            }
        }
    }

    private static Selection select(String name, String... texts) {
        try (Judge judge = Rewards.parse(name)) {
            return ((Selector) judge)
                    .select(
                            Query.of("q", "?"),
                            Stream.of(texts).map(Completion::of).toList());
        }
    }
}
