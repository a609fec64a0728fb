package dev.hone.lm.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.core.HoneException;
import dev.hone.lm.Message;
import dev.hone.lm.Query;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueriesTest {
    @TempDir
    Path folder;

    @Test
    void a_prompt_is_one_user_message() throws IOException {
        Query query = read("{\"id\": \"a\", \"prompt\": \"2+2=\"}").getFirst();
        assertEquals(List.of(Message.user("2+2=")), query.messages());
        assertEquals(Optional.empty(), query.group());
        assertEquals(Optional.empty(), query.reference());
    }

    @Test
    void messages_keep_their_order_and_roles() throws IOException {
        Query query = read("{\"id\": \"a\", \"messages\": [{\"role\": \"system\", \"content\": \"Be brief.\"},"
                        + " {\"role\": \"user\", \"content\": \"Hi\"}]}")
                .getFirst();
        assertEquals(List.of(new Message("system", "Be brief."), Message.user("Hi")), query.messages());
    }

    @Test
    void numbers_as_id_and_reference_count_as_their_digits() throws IOException {
        Query query =
                read("{\"id\": 17, \"prompt\": \"6*7=\", \"reference\": 42}").getFirst();
        assertEquals("17", query.id());
        assertEquals(Optional.of("42"), query.reference());
    }

    @Test
    void blank_lines_and_unknown_keys_are_passed_over() throws IOException {
        assertEquals(
                2,
                read("\n{\"id\":\"a\",\"prompt\":\"x\",\"dataset\":{\"any\":[1]}}\n  \n{\"id\":\"b\",\"prompt\":\"y\"}\n")
                        .size());
    }

    @Test
    void a_null_counts_as_absent() throws IOException {
        assertEquals(
                Optional.empty(),
                read("{\"id\":\"a\",\"prompt\":\"x\",\"reference\":null}")
                        .getFirst()
                        .reference());
    }

    @Test
    void a_repeated_id_names_both_lines() {
        var error = assertThrows(
                HoneException.class, () -> read("{\"id\":\"a\",\"prompt\":\"x\"}\n\n{\"id\":\"a\",\"prompt\":\"y\"}"));
        assertTrue(error.problem().contains("queries.jsonl line 3"), error.problem());
        assertTrue(error.problem().contains("'a' was used before, on line 1"), error.problem());
    }

    @Test
    void an_empty_file_is_an_error() {
        var error = assertThrows(HoneException.class, () -> read("\n"));
        assertTrue(error.problem().contains("holds no queries"), error.problem());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "{\"id\": \"a\"                              | JSON",
                "[1, 2]                                      | object",
                "{\"prompt\": \"x\"}                         | there is no 'id'",
                "{\"id\": \"\", \"prompt\": \"x\"}           | 'id' is \"\"",
                "{\"id\": [1], \"prompt\": \"x\"}            | 'id' is [1]",
                "{\"id\": \"a\"}                             | neither 'prompt' nor 'messages'",
                "{\"id\":\"a\",\"prompt\":\"x\",\"messages\":[]} | both 'prompt' and 'messages'",
                "{\"id\":\"a\",\"prompt\":[\"x\"]}           | 'prompt' is [\"x\"]",
                "{\"id\":\"a\",\"prompt\":\"x\",\"prompt\":\"y\"} | uplicate",
                "{\"id\":\"a\",\"messages\":[]}              | 'messages' is empty",
                "{\"id\":\"a\",\"messages\":\"x\"}           | 'messages' is \"x\"",
                "{\"id\":\"a\",\"messages\":[{\"role\":\"usr\",\"content\":\"x\"}]} | messages[0]: the role is 'usr'",
                "{\"id\":\"a\",\"messages\":[{\"role\":\"user\"}]} | 'content' is",
                "{\"id\":\"a\",\"prompt\":\"x\",\"group\":{}} | 'group' is {}",
            })
    void a_line_that_is_no_query_is_named_with_what_is_wrong(String line, String problem) {
        var error =
                assertThrows(HoneException.class, () -> read("{\"id\":\"first\",\"prompt\":\"x\"}\n" + line.strip()));
        assertTrue(error.problem().contains("queries.jsonl line 2"), error.problem());
        assertTrue(error.problem().contains(problem.strip()), error.problem());
    }

    @Test
    void a_missing_file_is_named() {
        var error = assertThrows(HoneException.class, () -> Queries.read(folder.resolve("absent.jsonl")));
        assertTrue(error.problem().contains("absent.jsonl"), error.problem());
    }

    private List<Query> read(String content) throws IOException {
        return Queries.read(Files.writeString(folder.resolve("queries.jsonl"), content));
    }
}
