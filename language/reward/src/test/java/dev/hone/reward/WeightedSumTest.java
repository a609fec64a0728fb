package dev.hone.reward;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.core.HoneException;
import dev.hone.lm.Completion;
import dev.hone.lm.Query;
import dev.hone.reward.Traits.Reach;
import dev.hone.reward.WeightedSum.Member;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WeightedSumTest extends RewardKit {
    @Override
    Reward create() {
        return parse("0.75*exact - 0.5*length:3");
    }

    @Test
    void grades_are_added_by_weight() {
        Completion text = Completion.of("A dog was happy. The cat was not.");
        double positivity = grade("positivity", text);
        double words = grade("contains:dog,bird", text);
        assertEquals(0.7 * positivity + 0.3 * words, grade("0.7*positivity+0.3*contains:dog,bird", text), 1e-12);
        assertEquals(-2 * words, grade("-2*contains:dog,bird", text), 1e-12);
        assertEquals(words - positivity, grade(" 1 * contains:dog,bird - 1 * positivity ", text), 1e-12);
        assertEquals(3 * (words + 2 * positivity), grade("3*(1*contains:dog,bird+2*positivity)", text), 1e-12);
    }

    @Test
    void a_member_keeps_what_is_not_a_weight() {
        for (String member : List.of(
                "topic:C++",
                "topic:rock-and-roll + 3 chords",
                "regex:a+b*c",
                "regex:^[-+]\\d*$",
                "http:http://127.0.0.1:1/a-1+2",
                "command:./grade -x +3")) {
            assertEquals(List.of(member), names("2*" + member));
            assertEquals(List.of(member, "positivity"), names("2*" + member + "-.5*positivity"));
        }
        assertEquals(List.of("regex:(a+3*b)", "number"), names("1*(regex:(a+3*b))+1*number"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "x*positivity                     | character 1: 'x' is no weight",
                "0,7*positivity                   | character 1: '0,7' is no weight",
                "*positivity                      | character 1: '' is no weight",
                "--1*positivity                   | character 2: '-1' is no weight",
                "0*positivity                     | character 1: a weight of 0 adds nothing",
                "1e999*positivity                 | character 1: '1e999' is too large",
                "positivity+0.3*topic:dogs        | character 1: 'positivity+0.3' is no weight",
                "0.7*                             | character 5: the reward after the star is missing",
                "0.7*+0.3*number                  | character 5: the reward after the star is missing",
                "0.7*positivty                    | character 5: There is no reward 'positivty'",
                "0.7*exact + 0.3*nmber            | character 17: There is no reward 'nmber'",
                "0.7*exact+0.3*agreement          | character 15: 'agreement' chooses among answers",
                "0.7*exact+0.3*length:x           | character 15: The reward 'length:x' wants",
                "0.7*exact+x*topic:dogs           | character 5: 'exact+x' is no weight",
                "1*(exact+1*number                | character 3: this bracket is not closed",
                "1*(exact)number                  | character 10: a plus or minus is missing",
                "1*(exact)+number                 | character 10: a weight and a star are missing",
                "1*()                             | character 3: the reward after the star is missing",
                "2*(0.5*exact+0.5*foo)            | character 4: The reward '0.5*exact+0.5*foo', character 15: There",
            })
    void a_mistake_is_shown_by_its_place(String name, String problem) {
        var error = assertThrows(HoneException.class, () -> parse(name));
        assertTrue(error.problem().startsWith("The reward '" + name + "', " + problem), error.problem());
        assertFalse(error.advice().isBlank());
    }

    @Test
    void a_sum_without_any_weight_is_told_what_it_lacks() {
        var error = assertThrows(HoneException.class, () -> parse("positivity+readability"));
        assertTrue(error.advice().contains("each member has a weight"), error.advice());
    }

    @Test
    void traits_add_up() {
        Traits sum = parse("2*positivity-0.5*contains:dog+1*exact").traits();
        assertEquals(-2.5, sum.low());
        assertEquals(3, sum.high());
        assertTrue(sum.needsReference());
        assertEquals(Traits.Verifier.NEVER_ENOUGH, sum.verifier());
        assertEquals("at most 1", parse("1*length:5+1*contains:a").traits().range());
        assertEquals("at least 0", parse("-1*length:40").traits().range());
        assertEquals("any number", parse("1*length:40-1*readability").traits().range());
        assertEquals(Reach.PROCESS, parse("1*exact+1*command:./grade").traits().reach());
        assertEquals(
                Reach.NETWORK,
                parse("1*http:http://127.0.0.1:1/+1*command:./grade").traits().reach());
        assertTrue(parse("1*exact+1*positivity").traits().cost().contains("; "));
    }

    @Test
    void a_member_of_files_makes_the_sum_rest_on_them() {
        assertEquals(List.of(), parse("1*exact+1*positivity").files());
        Reward onFile = new Resting(Path.of("head"));
        assertEquals(
                List.of(Path.of("head")),
                new WeightedSum(
                                "sum",
                                List.of(new Member(1, new Positivity()), new Member(2, onFile), new Member(1, onFile)))
                        .files());
    }

    private record Resting(Path file) implements Reward {
        @Override
        public String name() {
            return "resting";
        }

        @Override
        public Traits traits() {
            return Positivity.TRAITS;
        }

        @Override
        public double[] score(Query query, List<Completion> completions) {
            return new double[completions.size()];
        }

        @Override
        public List<Path> files() {
            return List.of(file);
        }
    }

    @Test
    void every_member_is_closed_whatever_becomes_of_the_others() {
        List<String> closed = new ArrayList<>();
        Reward sum = new WeightedSum(
                "sum", List.of(new Member(1, closing("a", closed)), new Member(1, closing("b", closed))));
        assertThrows(HoneException.class, sum::close);
        assertEquals(List.of("a", "b"), closed);
    }

    @Property(tries = 200)
    void what_is_written_is_read_back(@ForAll("terms") List<Term> terms) {
        String text = terms.stream()
                .map(term -> (term.weight() < 0 ? "" : "+") + term.weight() + "*" + term.written())
                .collect(Collectors.joining());
        List<Member> members = ((WeightedSum) parse(text)).members();
        assertEquals(
                terms.stream().map(Term::weight).toList(),
                members.stream().map(Member::weight).toList());
        assertEquals(
                terms.stream().map(Term::reward).toList(),
                members.stream().map(member -> member.reward().name()).toList());
        double expected = 0;
        Completion graded = Completion.of("42 dogs");
        for (Term term : terms) {
            expected += term.weight() * parse(term.reward()).score(QUERY, List.of(graded))[0];
        }
        assertEquals(expected, grade(text, graded), 1e-9 * (1 + Math.abs(expected)));
    }

    record Term(double weight, String reward, boolean brackets) {
        String written() {
            return brackets ? "(" + reward + ")" : reward;
        }
    }

    @Provide
    Arbitrary<List<Term>> terms() {
        Arbitrary<Double> weights = Arbitraries.doubles().between(-1e6, 1e6).filter(weight -> weight != 0);
        Arbitrary<String> rewards = Arbitraries.of(
                "exact", "positivity", "topic:C++ - 3 dogs", "contains:dogs,a-b", "length:7", "regex:d+");
        return Combinators.combine(weights, rewards, Arbitraries.of(true, false))
                .as(Term::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(5);
    }

    private static Reward closing(String name, List<String> closed) {
        return new Reward() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public Traits traits() {
                return Positivity.TRAITS;
            }

            @Override
            public double[] score(Query query, List<Completion> completions) {
                return new double[completions.size()];
            }

            @Override
            public void close() {
                closed.add(name);
                throw new HoneException("can't close " + name, "nothing helps");
            }
        };
    }

    private static List<String> names(String sum) {
        return ((WeightedSum) parse(sum))
                .members().stream().map(member -> member.reward().name()).toList();
    }

    private static double grade(String name, Completion completion) {
        return parse(name).grade(QUERY, List.of(completion))[0];
    }

    private static Reward parse(String name) {
        return Rewards.reward(name, _ -> new WordFeatures());
    }
}
