package dev.hone.lm.format;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.core.HoneException;
import dev.hone.lm.Completion;
import dev.hone.lm.FinishReason;
import dev.hone.lm.PoolEntry;
import dev.hone.lm.PoolEntry.Arm;
import dev.hone.lm.Query;
import dev.hone.lm.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PoolTest {
    private static final String HEAD = "{\"id\":\"a\",\"prompt\":\"x\",";

    @TempDir
    Path folder;

    @Test
    void one_arm_stands_at_the_top_of_the_line() throws IOException {
        Pool pool = read(HEAD + "\"rewards\":[0,1,0.5],\"samples\":[\"p\",\"q\",\"r\"],\"tokens\":12.5}");
        Arm arm = pool.entries().getFirst().arm(PoolEntry.SINGLE).orElseThrow();
        assertArrayEquals(new double[] {0, 1, 0.5}, arm.rewards());
        assertEquals(Optional.of("q"), arm.samples().get(1).text());
        assertEquals(OptionalDouble.of(12.5), arm.tokens());
        assertEquals(Set.of(PoolEntry.SINGLE), pool.arms());
    }

    @Test
    void more_arms_are_named_and_one_that_is_missing_was_not_measured() throws IOException {
        Pool pool = read(HEAD + "\"arms\":{\"big\":{\"rewards\":[1],\"tokens\":118},\"small\":{\"rewards\":[0]}}}\n"
                + "{\"id\":\"b\",\"prompt\":\"y\",\"arms\":{\"big\":{\"rewards\":[1]}}}");
        assertEquals(List.of("big", "small"), List.copyOf(pool.arms()));
        assertEquals(Set.of("big"), pool.entries().get(1).arms().keySet());
    }

    @Test
    void a_pool_says_whose_samples_it_holds_where_they_are_one_models() throws IOException {
        String arm = HEAD + "\"arms\":{\"small\":{\"rewards\":[1]}}}";
        assertEquals(Optional.of("small"), read(arm).model());
        assertEquals(
                Optional.empty(),
                read(arm + "\n" + arm.replace("small", "big").replace("\"a\"", "\"b\""))
                        .model());
        assertEquals(Optional.empty(), read(HEAD + "\"rewards\":[1]}").model());
    }

    @Test
    void ids_finish_and_tokens_belong_to_their_sample() throws IOException {
        Pool pool = read(
                HEAD
                        + "\"samples\":[\"p\",\"q\"],\"ids\":[[1,2],[]],\"finish\":[\"stop\",\"length\"],\"sampleTokens\":[3,64]}");
        List<Sample> samples =
                pool.entries().getFirst().arm(PoolEntry.SINGLE).orElseThrow().samples();
        assertEquals(Optional.of(List.of(1, 2)), samples.getFirst().ids());
        assertEquals(Optional.of(FinishReason.LENGTH), samples.get(1).finish());
        assertEquals(OptionalInt.of(64), samples.get(1).tokens());
    }

    @Test
    void a_pool_says_what_graded_it_where_all_of_it_was_graded_by_the_same() throws IOException {
        String line = HEAD + "\"rewards\":[1],\"gradedBy\":\"number\"}";
        String other = line.replace("\"a\"", "\"b\"");
        Pool pool = read(line + "\n" + other);
        assertEquals(Optional.of("number"), pool.grader());
        Pool.write(pool.entries(), folder.resolve("again.jsonl"));
        assertEquals(pool.entries(), Pool.read(folder.resolve("again.jsonl")).entries());
        assertEquals(
                Optional.empty(),
                read(line + "\n" + other.replace("number", "exact")).grader());
        assertEquals(
                Optional.empty(),
                read(line + "\n" + other.replace(",\"gradedBy\":\"number\"", ""))
                        .grader());
        assertEquals(
                Optional.empty(),
                read(HEAD + "\"samples\":[\"p\"],\"gradedBy\":\"number\"}").grader());
    }

    @Test
    void a_pool_without_rewards_is_valid_until_rewards_are_needed() throws IOException {
        Pool pool = read(HEAD + "\"rewards\":[1]}\n{\"id\":\"b\",\"prompt\":\"y\",\"samples\":[\"p\"]}");
        var error = assertThrows(HoneException.class, pool::requireGraded);
        assertTrue(error.problem().contains("pool.jsonl: the query 'b' has no rewards"), error.problem());
        assertTrue(error.advice().contains("pool grade"), error.advice());
    }

    @Test
    void a_graded_pool_passes_as_itself() throws IOException {
        Pool pool = read(HEAD + "\"rewards\":[1]}");
        assertSame(pool, pool.requireGraded());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "\"rewards\":[NaN]}                          | rewards[0] is NaN",
                "\"rewards\":[1, Infinity]}                  | rewards[1] is Infinity",
                "\"rewards\":[1, -Infinity]}                 | rewards[1] is -Infinity",
                "\"rewards\":[1, 1e999]}                     | rewards[1]",
                "\"rewards\":[1, \"0\"]}                     | rewards[1] is \"0\"",
                "\"rewards\":[1, null]}                      | rewards[1] is null",
                "\"rewards\":[true]}                         | rewards[0] is true",
                "\"rewards\":[]}                             | 'rewards' is empty",
                "\"samples\":[]}                             | 'samples' is empty",
                "\"rewards\":1}                              | 'rewards' is 1",
                "\"tokens\":4}                               | neither 'rewards' nor 'samples'",
                "\"rewards\":[1,0],\"samples\":[\"p\"]}      | 'rewards' has 2 entries and 'samples' has 1",
                "\"samples\":[\"p\"],\"finish\":[]}          | 'samples' has 1 entries and 'finish' has 0",
                "\"samples\":[7]}                            | samples[0] is 7",
                "\"samples\":[\"p\"],\"finish\":[\"eos\"]}   | finish[0] is \"eos\"",
                "\"samples\":[\"p\"],\"ids\":[[1,-2]]}       | ids[0][1] is -2",
                "\"samples\":[\"p\"],\"ids\":[[1.5]]}        | ids[0][0] is 1.5",
                "\"samples\":[\"p\"],\"ids\":[3]}            | ids[0] is 3",
                "\"samples\":[\"p\"],\"sampleTokens\":[-1]}  | sampleTokens[0] is -1",
                "\"rewards\":[1],\"tokens\":-4}              | 'tokens' is -4",
                "\"rewards\":[1],\"arms\":{}}                | 'rewards' stands beside 'arms'",
                "\"arms\":{}}                                | 'arms' is empty",
                "\"arms\":[]}                                | 'arms' is []",
                "\"arms\":{\"\":{\"rewards\":[1]}}}          | an arm has no name",
                "\"arms\":{\"big\":{\"rewards\":[]}}}        | arm 'big': 'rewards' is empty",
                "\"arms\":{\"big\":7}}                       | arm 'big': there are neither",
            })
    void a_line_that_is_no_pool_entry_is_named_with_what_is_wrong(String rest, String problem) {
        var error = assertThrows(
                HoneException.class,
                () -> read("{\"id\":\"first\",\"prompt\":\"x\",\"rewards\":[1]}\n" + HEAD + rest.strip()));
        assertTrue(error.problem().contains("pool.jsonl line 2"), error.problem());
        assertTrue(error.problem().contains(problem.strip()), error.problem());
    }

    @Test
    void policies_are_scored_on_requests_that_drew_all_their_samples() throws IOException {
        String served = "{\"id\":\"a\",\"prompt\":\"p\",\"arms\":{\"m\":{\"rewards\":[1]}},\"explored\":false}\n";
        String explored = "{\"id\":\"b\",\"prompt\":\"p\",\"arms\":{\"m\":{\"rewards\":[1,0]}},\"explored\":true}\n";
        Pool pool = read(served + explored);
        assertEquals(2, pool.entries().size());
        assertEquals(
                List.of("b"), pool.scorable().queries().stream().map(Query::id).toList());
        Path again = folder.resolve("again.jsonl");
        Pool.write(pool.entries(), again);
        assertEquals(pool.entries(), Pool.read(again).entries());
        assertThrows(HoneException.class, () -> read(served).scorable());
        Pool other = read(HEAD + "\"rewards\":[0,1]}");
        assertSame(other, other.scorable());
        assertThrows(HoneException.class, () -> read(HEAD + "\"rewards\":[0,1],\"explored\":\"yes\"}"));
    }

    @Test
    void entries_that_say_when_they_came_can_be_put_in_their_order() throws IOException {
        String later = "{\"id\":\"a\",\"prompt\":\"p\",\"rewards\":[1],\"time\":\"2026-03-01T12:00:00.5Z\"}\n";
        String earlier = "{\"id\":\"b\",\"prompt\":\"p\",\"rewards\":[1],\"time\":\"2026-03-01T12:00:00Z\"}\n";
        String never = "{\"id\":\"c\",\"prompt\":\"p\",\"rewards\":[1]}\n";
        Pool pool = read(later + earlier);
        assertEquals(
                List.of("b", "a"),
                pool.inTime().orElseThrow().queries().stream().map(Query::id).toList());
        assertTrue(read(later + never).inTime().isEmpty());
        Path again = folder.resolve("again.jsonl");
        Pool.write(pool.entries(), again);
        assertEquals(pool.entries(), Pool.read(again).entries());
        assertEquals(pool.entries(), pool.only("").entries());
        HoneException e = assertThrows(HoneException.class, () -> read(HEAD + "\"rewards\":[0,1],\"time\":\"noon\"}"));
        assertTrue(e.problem().contains("noon") && e.advice().contains("2026-01-31T12:00:00Z"), e.toString());
    }

    @Test
    void an_empty_pool_is_an_error() {
        assertTrue(assertThrows(HoneException.class, () -> read("")).problem().contains("holds no queries"));
    }

    @Test
    void whole_rewards_are_written_without_a_fraction() throws IOException {
        Path out = folder.resolve("out.jsonl");
        Pool.write(List.of(entry(new double[] {1, 0, 0.25, -0.0, 1e300})), out);
        assertEquals("{\"id\":\"a\",\"prompt\":\"x\",\"rewards\":[1,0,0.25,-0.0,1.0E300]}\n", Files.readString(out));
    }

    @Test
    void half_a_surrogate_pair_becomes_the_replacement_character() throws IOException {
        Path out = folder.resolve("out.jsonl");
        var cut = new Sample(
                Optional.of("a\uD83D"),
                OptionalDouble.empty(),
                Optional.empty(),
                Optional.empty(),
                OptionalInt.empty());
        Pool.write(List.of(entry(List.of(cut))), out);
        var back = Pool.read(out).entries().getFirst().arm(PoolEntry.SINGLE).orElseThrow();
        assertEquals(Optional.of("a\uFFFD"), back.samples().getFirst().text());
    }

    @Test
    void samples_of_which_only_some_are_graded_are_not_written() {
        var graded = Sample.of(Completion.of("p")).withReward(1);
        var ungraded = Sample.of(Completion.of("q"));
        Path out = folder.resolve("out.jsonl");
        assertThrows(IllegalArgumentException.class, () -> Pool.write(List.of(entry(List.of(graded, ungraded))), out));
        assertFalse(Files.exists(out));
    }

    private static PoolEntry entry(double[] rewards) {
        return entry(Arrays.stream(rewards)
                .mapToObj(r -> new Sample(
                        Optional.empty(),
                        OptionalDouble.of(r),
                        Optional.empty(),
                        Optional.empty(),
                        OptionalInt.empty()))
                .toList());
    }

    private static PoolEntry entry(List<Sample> samples) {
        return PoolEntry.of(Query.of("a", "x"), samples);
    }

    private Pool read(String content) throws IOException {
        return Pool.read(Files.writeString(folder.resolve("pool.jsonl"), content));
    }
}
