package dev.hone.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.core.HoneException;
import dev.hone.core.config.ConfigFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigArgumentsTest {
    @TempDir
    private Path folder;

    private List<String> expand(String... words) {
        return ConfigArguments.expand(Hone.commandLine(), words);
    }

    private Path config(String yaml) throws IOException {
        return Files.writeString(folder.resolve("c.yaml"), yaml);
    }

    @Test
    void words_without_config_stay_as_they_are() {
        assertEquals(List.of("demo", "--seed", "3"), expand("demo", "--seed", "3"));
    }

    @Test
    void a_file_stands_for_the_options_it_names() throws IOException {
        Path file = config("seed: 3\ntemperature: 0.7\nstop: [a, b]\n");
        assertEquals(
                List.of("generate", "--prompt", "x", "--seed=3", "--stop=a", "--stop=b", "--temperature=0.7"),
                expand("generate", "--prompt", "x", "--config", file.toString()));
    }

    @Test
    void several_texts_are_kept_apart_from_one_with_commas() throws IOException {
        for (List<String> stops :
                List.of(List.of("a,b"), List.of("a", "b"), List.of("["), List.of("[\"a\"]"), List.of("\n\n", ", "))) {
            assertEquals(stops, ListWords.read(ListWords.write(stops)));
            Path file = Files.createTempFile(folder, "c", ".yaml");
            ConfigFile.write(file, "", Map.of("stop", ListWords.write(stops)), true);
            List<String> words = new ArrayList<>(List.of("generate"));
            stops.forEach(stop -> words.add("--stop=" + stop));
            assertEquals(words, expand("generate", "--config", file.toString()));
        }
        assertEquals("a,b", ListWords.write(List.of("a,b")));
        assertNotEquals("a,b", ListWords.write(List.of("a", "b")));
    }

    @Test
    void a_typed_option_wins_over_set_and_set_over_the_file() throws IOException {
        Path file = config("seed: 1\nn: 1\ntemperature: 1\n");
        assertEquals(
                List.of("generate", "--seed", "3", "--n=2", "--temperature=1"),
                expand("generate", "--seed", "3", "--set", "n=2", "--set=seed=2", "--config=" + file));
    }

    @Test
    void a_switch_is_on_with_true_and_absent_with_false() {
        assertEquals(List.of("generate", "--raw"), expand("generate", "--set", "raw=true"));
        assertEquals(List.of("generate"), expand("generate", "--set", "raw=false"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"yes", "TRUE", "1", "on", ""})
    void a_switch_that_is_neither_on_nor_off_is_refused(String value) {
        HoneException e = assertThrows(HoneException.class, () -> expand("generate", "--set", "dry-run=" + value));
        assertTrue(e.getMessage().contains("'dry-run' is '" + value + "'"), e.getMessage());
        assertTrue(e.getMessage().contains("Maybe write true or false"), e.getMessage());
    }

    @Test
    void an_option_of_one_value_is_given_once() throws IOException {
        HoneException set = assertThrows(HoneException.class, () -> expand("generate", "--set", "n=1", "--set", "n=2"));
        assertTrue(set.getMessage().contains("'n' was given 2 values: 1, 2"), set.getMessage());
        Path file = config("seed: [1, 2]\n");
        assertThrows(HoneException.class, () -> expand("generate", "--config", file.toString()));
    }

    @Test
    void an_unknown_key_names_the_nearest() throws IOException {
        HoneException set = assertThrows(HoneException.class, () -> expand("generate", "--set", "temprature=1"));
        assertTrue(set.getMessage().contains("'temperature'"), set.getMessage());
        Path file = config("seed: 1\ntopp: 0.5\n");
        HoneException inFile = assertThrows(HoneException.class, () -> expand("generate", "--config", file.toString()));
        assertTrue(inFile.getMessage().contains("line 2"), inFile.getMessage());
        assertTrue(inFile.getMessage().contains("'top-p'"), inFile.getMessage());
    }

    @Test
    void a_key_of_another_verb_is_unknown_here() {
        assertThrows(HoneException.class, () -> expand("demo", "--set", "temperature=1"));
    }

    @Test
    void a_setting_without_a_value_says_how_to_write_one() {
        HoneException e = assertThrows(HoneException.class, () -> expand("demo", "--set", "seed"));
        assertTrue(e.getMessage().contains("Maybe write --set key=value"), e.getMessage());
    }

    @Test
    void options_of_a_nested_verb_are_found() {
        assertEquals(
                List.of("budget", "sample", "q.jsonl", "--n=8"), expand("budget", "sample", "q.jsonl", "--set", "n=8"));
    }
}
