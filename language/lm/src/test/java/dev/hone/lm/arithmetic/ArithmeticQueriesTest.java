package dev.hone.lm.arithmetic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.core.HoneException;
import dev.hone.core.Seeds;
import dev.hone.lm.Query;
import dev.hone.lm.arithmetic.Problem.Operation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArithmeticQueriesTest {
    private static Map<String, Long> groups(List<Query> queries) {
        return queries.stream().collect(Collectors.groupingBy(q -> q.group().orElseThrow(), Collectors.counting()));
    }

    @Test
    void a_problem_reads_like_a_calculation() {
        Problem sum = new Problem(123, Operation.ADD, 45);
        assertEquals("123+45=", sum.prompt());
        assertEquals("168", sum.answer());
        Problem product = new Problem(12, Operation.MULTIPLY, 34);
        assertEquals("12*34=", product.prompt());
        assertEquals("408", product.answer());
        assertThrows(IllegalArgumentException.class, () -> new Problem(-1, Operation.ADD, 2));
    }

    @Test
    void half_are_sums_half_products() {
        assertEquals(Map.of("add", 1250L, "multiply", 1250L), groups(ArithmeticQueries.draw(2500, 0, Seeds.of(1))));
    }

    @Test
    void the_impossible_share_is_taken_from_both_halves() {
        assertEquals(
                Map.of("add", 25L, "multiply", 25L, "impossible", 50L),
                groups(ArithmeticQueries.draw(100, 0.5, Seeds.of(1))));
        assertEquals(Map.of("impossible", 7L), groups(ArithmeticQueries.draw(7, 1, Seeds.of(1))));
    }

    @Property(tries = 50)
    void every_query_is_unique_right_and_within_its_digits(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 300) int n,
            @ForAll @DoubleRange(max = 1) double share) {
        List<Query> queries = ArithmeticQueries.draw(n, share, Seeds.of(seed));
        assertEquals(n, queries.size());
        assertEquals(n, queries.stream().map(Query::id).distinct().count());
        for (Query query : queries) {
            assertEquals(query.id() + "=", query.text());
            String[] numbers = query.id().split("[+*]", -1);
            long left = Long.parseLong(numbers[0]);
            long right = Long.parseLong(numbers[1]);
            String group = query.group().orElseThrow();
            boolean sum = query.id().contains("+");
            assertEquals(sum, group.equals("add"));
            assertEquals(
                    sum ? left + right : left * right,
                    Long.parseLong(query.reference().orElseThrow()));
            assertEquals(Long.toString(left), numbers[0], "no leading zero");
            switch (group) {
                case "add" -> assertTrue(numbers[0].length() <= 6 && numbers[1].length() <= 6);
                case "multiply" -> assertTrue(numbers[0].length() <= 3 && numbers[1].length() <= 2);
                default -> assertTrue(numbers[0].length() == 4 && numbers[1].length() == 3);
            }
        }
    }

    @Test
    void counts_of_digits_are_equally_likely() {
        Map<Integer, Integer> lengths = new TreeMap<>();
        var random = Seeds.of(3).generator();
        for (int i = 0; i < 12_000; i++) {
            lengths.merge(Long.toString(Problem.sum(random).left()).length(), 1, Integer::sum);
        }
        assertEquals(6, lengths.size());
        lengths.forEach(
                (digits, count) -> assertTrue(Math.abs(count - 2000) < 200, count + " of " + digits + " digits"));
    }

    @Test
    void any_is_half_of_each() {
        var random = Seeds.of(4).generator();
        long sums = 0;
        for (int i = 0; i < 10_000; i++) {
            sums += Problem.any(random).operation() == Operation.ADD ? 1 : 0;
        }
        assertEquals(5000.0, (double) sums, 250);
    }

    @Test
    void the_seed_decides() {
        assertEquals(ArithmeticQueries.draw(50, 0.2, Seeds.of(1)), ArithmeticQueries.draw(50, 0.2, Seeds.of(1)));
        assertNotEquals(ArithmeticQueries.draw(50, 0.2, Seeds.of(1)), ArithmeticQueries.draw(50, 0.2, Seeds.of(2)));
    }

    @Test
    void groups_are_mixed_and_not_one_after_the_other() {
        List<Query> queries = ArithmeticQueries.draw(1000, 0, Seeds.of(1));
        long sums = queries.subList(0, 500).stream()
                .filter(q -> q.group().equals(Optional.of("add")))
                .count();
        assertTrue(sums > 200 && sums < 300, sums + " sums in the first half");
    }

    @Test
    void the_largest_draw_ends() {
        assertEquals(
                ArithmeticQueries.MOST,
                ArithmeticQueries.draw(ArithmeticQueries.MOST, 0, Seeds.of(1)).size());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 100_001})
    void a_number_of_queries_out_of_range_is_an_error_that_names_it(int n) {
        HoneException e = assertThrows(HoneException.class, () -> ArithmeticQueries.draw(n, 0, Seeds.of(1)));
        assertTrue(e.problem().contains(Integer.toString(n)));
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 1.1, Double.NaN})
    void a_share_out_of_range_is_an_error_that_names_it(double share) {
        HoneException e = assertThrows(HoneException.class, () -> ArithmeticQueries.draw(5, share, Seeds.of(1)));
        assertTrue(e.problem().contains(Double.toString(share)));
    }
}
