package dev.hone.core.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.hone.core.HoneException;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandWordsTest {
    @Test
    void words_end_at_white_space() {
        assertEquals(List.of("./grade", "-x", "a"), CommandWords.split("  ./grade\t-x \n a "));
    }

    @Test
    void quotes_keep_white_space_and_may_be_empty() {
        assertEquals(List.of("a b", "", "c'd", "e\"f", "g h"), CommandWords.split("'a b' '' \"c'd\" 'e\"f' g' 'h"));
    }

    @Test
    void a_backslash_keeps_the_next_character() {
        assertEquals(
                List.of("a b", "\"", "\\n", "\\", "c\\d"), CommandWords.split("a\\ b \\\" \"\\n\" \"\\\\\" 'c\\d'"));
    }

    @Test
    void nothing_that_a_shell_would_run_is_read() {
        assertEquals(
                List.of("a;", "rm", "$HOME", "*", "|", "`b`", ">c", "&&"),
                CommandWords.split("a; rm $HOME * | `b` >c &&"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"'a", "\"a", "a\\", "\"a\\", "", "  "})
    void a_command_that_does_not_end_is_refused(String command) {
        assertThrows(HoneException.class, () -> CommandWords.split(command));
    }

    @Property(tries = 300)
    void quoted_words_come_back(@ForAll @Size(min = 1, max = 5) List<@StringLength(max = 8) String> words) {
        String single =
                words.stream().map(w -> "'" + w.replace("'", "'\\''") + "'").collect(Collectors.joining(" "));
        String twice = words.stream()
                .map(w -> "\"" + w.replace("\\", "\\\\").replace("\"", "\\\"") + "\"")
                .collect(Collectors.joining(" "));
        assertEquals(words, CommandWords.split(single));
        assertEquals(words, CommandWords.split(twice));
    }
}
