package dev.hone.reward;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.hone.core.HoneException;
import dev.hone.lm.Completion;
import dev.hone.lm.Query;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A reward from Java that does not keep its word. */
class GradeTest {
    private static final Query QUERY = Query.of("q7", "6*7=");
    private static final List<Completion> TWO = List.of(Completion.of("42"), Completion.of(""));

    private record Returning(List<Double> grades) implements Reward {
        Returning(Double... grades) {
            this(List.of(grades));
        }

        @Override
        public String name() {
            return "mine";
        }

        @Override
        public Traits traits() {
            return Positivity.TRAITS;
        }

        @Override
        public double[] score(Query query, List<Completion> completions) {
            return grades.stream().mapToDouble(Double::doubleValue).toArray();
        }
    }

    @Test
    void what_keeps_its_word_is_passed_on() {
        assertArrayEquals(new double[] {1, -0.5}, new Returning(1.0, -0.5).grade(QUERY, TWO));
    }

    @Test
    void another_count_names_reward_and_query() {
        var error = assertThrows(HoneException.class, () -> new Returning(1.0).grade(QUERY, TWO));
        assertEquals("The reward 'mine' returned 1 grades for 2 answers to the query 'q7'.", error.problem());
        assertThrows(HoneException.class, () -> new Returning(1.0, 2.0, 3.0).grade(QUERY, TWO));
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void a_grade_that_is_not_finite_names_the_answer(double grade) {
        var error = assertThrows(HoneException.class, () -> new Returning(1.0, grade).grade(QUERY, TWO));
        assertEquals("The reward 'mine' returned " + grade + " for answer 2 to the query 'q7'.", error.problem());
    }

    @Test
    void a_sum_names_the_member() {
        Reward sum = new WeightedSum("sum", List.of(new WeightedSum.Member(2, new Returning(1.0, Double.NaN))));
        assertEquals(
                "The reward 'mine' returned NaN for answer 2 to the query 'q7'.",
                assertThrows(HoneException.class, () -> sum.grade(QUERY, TWO)).problem());
    }
}
