package dev.hone.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.core.HoneException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.ParseResult;

/** The file that docs/serve.md shows is one that {@code serve --config} takes, and means what it seems to. */
class ServeConfigTest {
    private static final String BEGIN = "```yaml\n";

    @TempDir
    private Path folder;

    /** The example as it stands on the page. */
    private static String example() throws IOException {
        String page = Files.readString(Path.of("../../docs/serve.md"));
        int begin = page.indexOf(BEGIN) + BEGIN.length();
        return page.substring(begin, page.indexOf("```", begin));
    }

    private ParseResult parse(String yaml, String... words) throws IOException {
        Path file = Files.writeString(folder.resolve("serve.yaml"), yaml);
        List<String> all = new ArrayList<>(List.of("serve", "--config", file.toString()));
        all.addAll(List.of(words));
        List<String> expanded = ConfigArguments.expand(Hone.commandLine(), all.toArray(String[]::new));
        return Hone.commandLine().parseArgs(expanded.toArray(String[]::new)).subcommand();
    }

    @Test
    void the_example_is_the_command_line_that_it_seems_to_be() throws IOException {
        ParseResult serve = parse(example());
        assertEquals(
                List.of("small=http://127.0.0.1:8000/v1#qwen3-4b", "large=https://api.example.com/v1#large-model"),
                serve.matchedOptionValue("--upstream", List.of()));
        assertEquals(List.of("large=LARGE_KEY"), serve.matchedOptionValue("--upstream-key-env", List.of()));
        assertEquals(
                "agreement:number",
                serve.matchedOption("--reward").stringValues().getFirst());
        assertEquals(4.0, serve.matchedOptionValue("--mean-budget", 0.0));
        assertEquals(.05, serve.matchedOptionValue("--explore", 0.0));
        assertEquals(8080, serve.matchedOptionValue("--port", 0));
        assertTrue(serve.matchedOptionValue("--record", false));
        Set<String> set = new TreeSet<>();
        serve.matchedOptions().forEach(option -> set.add(option.longestName()));
        assertEquals(
                Set.of(
                        "--upstream",
                        "--upstream-key-env",
                        "--reward",
                        "--mean-budget",
                        "--explore",
                        "--port",
                        "--record"),
                set);
    }

    @Test
    void what_is_typed_wins_over_the_example() throws IOException {
        assertEquals(0, parse(example(), "--port", "0").matchedOptionValue("--port", 8080));
    }

    @Test
    void a_slip_in_the_example_would_be_named() {
        HoneException error =
                assertThrows(HoneException.class, () -> parse(example().replace("mean-budget", "mean-buget")));
        assertTrue(
                error.getMessage().contains("mean-buget") && error.getMessage().contains("mean-budget"));
    }
}
