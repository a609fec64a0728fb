package dev.hone.budget.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class BallotTest {
    private static Ballot of(int... answers) {
        Ballot ballot = new Ballot();
        IntStream.of(answers).forEach(ballot::add);
        return ballot;
    }

    @Test
    void the_answer_with_most_votes_leads_and_its_first_sample_is_chosen() {
        Ballot ballot = of(0, 1, 1, 2, 1);
        assertEquals(3, ballot.leading());
        assertEquals(1, ballot.second());
        assertEquals(1, ballot.chosen());
    }

    @Test
    void a_tie_goes_to_the_answer_seen_first() {
        assertEquals(0, of(0, 1, 1, 0).chosen());
        assertEquals(1, of(0, 1, 1).chosen());
    }

    @Test
    void a_missing_answer_is_drawn_but_votes_for_nothing() {
        int none = Answers.MISSING;
        Ballot ballot = of(none, none, none, 0);
        assertEquals(4, ballot.drawn());
        assertEquals(1, ballot.leading());
        assertEquals(3, ballot.chosen());
        assertEquals(0, of(none, none).chosen());
        assertFalse(of(none, none, none, none).decided(5));
    }

    @Test
    void three_of_five_decide_and_two_of_three_do_not() {
        assertTrue(of(0, 0, 0).decided(5));
        assertTrue(of(0, 0, 1, 0).decided(5));
        assertFalse(of(0, 0).decided(4)); // two more could tie, and win if they were seen first
        assertFalse(of(0, 0, 1).decided(4));
    }

    @Property(tries = 500)
    void what_is_decided_no_later_vote_can_change(
            @ForAll @Size(min = 1, max = 12) List<@IntRange(min = -1, max = 3) Integer> answers) {
        int cap = answers.size();
        Ballot ballot = new Ballot();
        int decided = -1;
        for (int answer : answers) {
            ballot.add(answer);
            if (decided >= 0) {
                assertEquals(decided, ballot.chosen());
            } else if (ballot.decided(cap)) {
                decided = ballot.chosen();
            }
        }
    }

    @Test
    void a_majority_is_as_likely_as_the_beta_distribution_says() {
        assertEquals(.5, Ballot.majority(3, 3), 1e-12);
        assertEquals(.9375, Ballot.majority(3, 0), 1e-12); // 1 - .5^4
        assertEquals(.96875, Ballot.majority(4, 0), 1e-12);
        assertEquals(.890625, Ballot.majority(4, 1), 1e-12); // P(X > 1/2) of Beta(5, 2)
    }

    @Test
    void adaptive_consistency_speaks_from_a_cap_of_nine() {
        assertFalse(of(0, 0, 0).settled(9));
        assertTrue(of(0, 0, 0, 0).settled(9));
        assertFalse(of(0, 0, 0, 0).settled(8) && !of(0, 0, 0, 0).decided(8));
        assertFalse(of(0, 1, 2, 3).settled(32));
    }

    @Test
    void equal_texts_get_equal_numbers_in_order_of_appearance() {
        assertEquals(
                List.of(0, 1, Answers.MISSING, 0, Answers.MISSING, 2),
                IntStream.of(Answers.number(List.of(
                                Optional.of("x"),
                                Optional.of("y"),
                                Optional.empty(),
                                Optional.of("x"),
                                Optional.empty(),
                                Optional.of("z"))))
                        .boxed()
                        .toList());
    }
}
