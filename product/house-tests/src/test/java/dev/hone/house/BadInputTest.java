package dev.hone.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a user sees when something is wrong: the place, a line that begins with "Maybe", an exit code that isn't 0. */
class BadInputTest {
    private static final List<String> POOL = List.of(
            "{\"id\":\"a\",\"prompt\":\"1+1=\",\"rewards\":[0,1],\"samples\":[\"1\",\"2\"]}",
            "{\"id\":\"b\",\"prompt\":\"1+2=\",\"rewards\":[1,1],\"samples\":[\"3\",\"3\"]}",
            "{\"id\":\"c\",\"prompt\":\"1+3=\",\"rewards\":[0,0],\"samples\":[\"1\",\"2\"]}",
            "{\"id\":\"d\",\"prompt\":\"1+4=\",\"rewards\":[0,1],\"samples\":[\"1\",\"5\"]}");

    @TempDir
    private Path folder;

    private HoneProcess hone;

    @BeforeEach
    void start() throws IOException {
        hone = new HoneProcess(folder);
        Files.write(folder.resolve("pool.jsonl"), POOL);
        Files.write(folder.resolve("q.jsonl"), List.of("{\"id\":\"a\",\"prompt\":\"1+1=\",\"reference\":\"2\"}"));
    }

    /** Runs a command that must fail, and checks that its error names each of {@code parts} and then advises. */
    private void refuses(List<String> words, String... parts) throws IOException, InterruptedException {
        HoneProcess.Outcome outcome = hone.run(words.toArray(String[]::new));
        assertNotEquals(0, outcome.exit(), outcome.error());
        String error = outcome.error();
        for (String part : parts) {
            assertTrue(error.contains(part), () -> "no '" + part + "' in: " + error);
        }
        assertTrue(error.lines().anyMatch(line -> line.startsWith("Maybe ")), error);
        assertFalse(error.contains("\tat "), () -> "a stack trace: " + error);
        assertFalse(Files.exists(folder.resolve("out")), "an output was left");
    }

    private long runs() throws IOException {
        Path runs = folder.resolve("home/runs");
        if (!Files.exists(runs)) {
            return 0;
        }
        try (var all = Files.list(runs)) {
            return all.filter(Files::isDirectory).count();
        }
    }

    @Test
    void a_task_a_level_or_a_number_of_episodes_that_is_none_is_said_with_the_nearest() throws Exception {
        refuses(List.of("assembly", "demonstrate", "--task", "one_legs"), "no task 'one_legs'", "you mean 'one-leg'");
        refuses(List.of("assembly", "demonstrate", "--task", "one-leg", "--level", "mad"), "no level 'mad'", "'med'");
        refuses(List.of("assembly", "demonstrate", "--task", "peg", "--level", "med"), "peg has no level 'med'");
        refuses(List.of("assembly", "check", "--n", "0"), "--n is 0");
    }

    @Test
    void a_film_strip_that_cannot_be_made_is_refused_before_the_dataset_is_read() throws Exception {
        List<String> show = List.of("dataset", "show", "absent", "--strip");
        refuses(and(show, "out.jpg"), "out.jpg is no name of a film strip", "end it with .png");
        refuses(and(show, "out.png", "--frames", "1"), "--frames is 1");
        refuses(and(show, "out.png", "--episodes", "0"), "--episodes is 0");
    }

    @Test
    void a_film_that_cannot_be_made_is_refused_before_the_episode() throws Exception {
        List<String> watch = List.of("assembly", "watch", "--script", "--film");
        refuses(List.of("assembly", "watch", "--task", "peg", "--film", "out.gif"), "Nobody plays", "--script");
        refuses(and(watch, "out", "--task", "peg"), "out is no name of a film", ".gif");
        refuses(and(watch, "out.gif", "--task", "pegg"), "no task 'pegg'", "you mean 'peg'");
        refuses(and(watch, "out.gif", "--task", "peg", "--size", "32x32"), "32 x 32 pixels can't be taken");
    }

    private static List<String> and(List<String> words, String... more) {
        return Stream.concat(words.stream(), Stream.of(more)).toList();
    }

    @Test
    void what_is_wrong_with_the_command_is_said_before_a_run_begins() throws Exception {
        refuses(List.of("budget", "fit", "pool.jsonl", "--features", "x", "--out", "out"), "no features 'x'");
        refuses(List.of("reward", "fit", "pool.jsonl", "--features", "hidden:y", "--out", "out"), "no model 'y'");
        refuses(
                List.of(
                        "budget",
                        "sample",
                        "q.jsonl",
                        "--model",
                        "http://localhost:1/v1",
                        "--reward",
                        "number",
                        "--out",
                        "out"),
                "#");
        assertEquals(0, runs());
        assertEquals(
                0,
                hone.run("budget", "fit", "pool.jsonl", "--features", "text", "--out", "p")
                        .exit());
        refuses(List.of("budget", "evaluate", "pool.jsonl", "--predictor", "p", "--features", "x"), "no features 'x'");
        refuses(List.of("budget", "evaluate", "pool.jsonl", "--predictor", "p", "--budgets", "0,2"), "0");
        assertEquals(1, runs());
    }

    @Test
    void what_a_failed_run_keeps_is_said_after_the_error_and_only_if_it_keeps_something() throws Exception {
        List<String> lines = hone.run(
                        "budget",
                        "sample",
                        "q.jsonl",
                        "--model",
                        "arithmetic",
                        "--reward",
                        "command:false",
                        "--out",
                        "o")
                .error()
                .lines()
                .toList();
        assertTrue(lines.getLast().startsWith("What is finished is kept in run "), lines.toString());
        assertTrue(lines.get(lines.size() - 2).startsWith("Maybe "), lines.toString());
        String nothing = hone.run(
                        "budget",
                        "sample",
                        "q.jsonl",
                        "--model",
                        "http://localhost:1/v1#m",
                        "--reward",
                        "number",
                        "--out",
                        "o")
                .error();
        assertFalse(nothing.contains("is kept in run"), nothing);
        assertTrue(nothing.contains("Spent: "), nothing);
    }

    private void fit(String... lines) throws IOException {
        Files.write(folder.resolve("bad.jsonl"), List.of(lines));
    }

    @Test
    void a_missing_file_is_named() throws Exception {
        refuses(List.of("budget", "fit", "nowhere.jsonl", "--out", "out"), "nowhere.jsonl");
    }

    @Test
    void a_line_that_is_not_json_is_named() throws Exception {
        fit(POOL.get(0), "{oops");
        refuses(List.of("budget", "fit", "bad.jsonl", "--out", "out"), "bad.jsonl", "line 2");
    }

    @Test
    void an_empty_pool_is_refused() throws Exception {
        fit("");
        refuses(List.of("budget", "fit", "bad.jsonl", "--out", "out"), "bad.jsonl");
    }

    @Test
    void a_query_without_rewards_is_named_with_the_way_to_grade_it() throws Exception {
        fit(POOL.get(0), "{\"id\":\"x\",\"prompt\":\"p\",\"samples\":[\"1\"]}");
        refuses(List.of("budget", "fit", "bad.jsonl", "--out", "out"), "'x'", "hone pool grade");
    }

    @Test
    void a_duplicate_id_is_named_with_its_line() throws Exception {
        fit(POOL.get(0), POOL.get(0));
        refuses(List.of("budget", "fit", "bad.jsonl", "--out", "out"), "line 2", "'a'");
    }

    @Test
    void a_reward_that_is_no_number_is_named_with_its_line() throws Exception {
        fit(POOL.get(0), "{\"id\":\"x\",\"prompt\":\"p\",\"rewards\":[NaN]}");
        refuses(List.of("budget", "fit", "bad.jsonl", "--out", "out"), "line 2");
    }

    @Test
    void a_split_of_an_unknown_id_is_named() throws Exception {
        Files.write(
                folder.resolve("s.jsonl"),
                List.of("{\"id\":\"a\",\"split\":\"fit\"}", "{\"id\":\"stranger\",\"split\":\"fit\"}"));
        refuses(List.of("budget", "fit", "pool.jsonl", "--splits", "s.jsonl", "--out", "out"), "s.jsonl", "stranger");
        assertEquals(0, runs());
    }

    @Test
    void a_predictor_made_for_other_features_is_refused() throws Exception {
        assertEquals(
                0,
                hone.run("budget", "fit", "pool.jsonl", "--features", "hidden:arithmetic", "--out", "p")
                        .exit());
        refuses(
                List.of(
                        "budget",
                        "plan",
                        "q.jsonl",
                        "--predictor",
                        "p",
                        "--features",
                        "minilm",
                        "--mean-budget",
                        "2",
                        "--out",
                        "out"),
                "hidden:arithmetic",
                "minilm");
    }

    @Test
    void something_that_is_no_predictor_is_refused() throws Exception {
        Files.createDirectory(folder.resolve("empty"));
        refuses(
                List.of("budget", "plan", "q.jsonl", "--predictor", "empty", "--mean-budget", "2", "--out", "out"),
                "empty");
    }

    @Test
    void a_model_folder_without_tokenizer_says_so() throws Exception {
        Path model = Files.createDirectory(folder.resolve("model"));
        Files.writeString(
                model.resolve("config.json"),
                "{\"model_type\":\"llama\",\"vocab_size\":4,\"hidden_size\":16,\"intermediate_size\":16,"
                        + "\"num_hidden_layers\":1,\"num_attention_heads\":1,\"max_position_embeddings\":8,\"rms_norm_eps\":1e-5}");
        refuses(List.of("generate", "--model", "model", "--prompt", "x"), "model");
    }

    @Test
    void weights_with_an_oversized_header_are_refused() throws Exception {
        Path model = folder.resolve("model");
        Files.createDirectory(model);
        Path source = Repository.root().resolve("language/embedded/src/main/resources/dev/hone/embedded/arithmetic");
        for (String name : List.of("config.json", "tokenizer.json")) {
            Files.copy(source.resolve(name), model.resolve(name));
        }
        Files.write(model.resolve("model.safetensors"), new byte[] {-1, -1, -1, -1, -1, -1, -1, 127, 0, 0});
        refuses(List.of("generate", "--model", "model", "--prompt", "1+1="), "model.safetensors");
    }

    @Test
    void an_unknown_model_lists_what_there_is() throws Exception {
        refuses(List.of("generate", "--model", "gpt-9", "--prompt", "x"), "gpt-9", "arithmetic");
    }

    @Test
    void a_mistyped_reward_names_the_nearest() throws Exception {
        refuses(
                List.of("budget", "sample", "q.jsonl", "--model", "arithmetic", "--reward", "numbr", "--out", "out"),
                "numbr",
                "number");
    }

    @Test
    void a_reward_that_needs_references_refuses_queries_without() throws Exception {
        Files.write(folder.resolve("noref.jsonl"), List.of("{\"id\":\"z\",\"prompt\":\"1+1=\"}"));
        refuses(
                List.of(
                        "budget",
                        "sample",
                        "noref.jsonl",
                        "--model",
                        "arithmetic",
                        "--reward",
                        "exact",
                        "--out",
                        "out"),
                "'z'",
                "reference");
    }

    @Test
    void a_mistyped_option_names_the_nearest() throws Exception {
        refuses(List.of("demo", "--sed", "1"), "--sed", "'--seed'");
    }

    @Test
    void an_endpoint_that_refuses_is_named_and_nothing_is_lost() throws Exception {
        refuses(
                List.of(
                        "budget",
                        "sample",
                        "q.jsonl",
                        "--model",
                        "http://localhost:1/v1#m",
                        "--reward",
                        "number",
                        "--n",
                        "2",
                        "--out",
                        "out"),
                "localhost:1");
        assertTrue(hone.run("runs", "list").out().contains("failed"));
    }

    @Test
    void an_output_that_is_there_is_kept_unless_told_otherwise() throws Exception {
        Files.writeString(folder.resolve("kept.jsonl"), "mine");
        HoneProcess.Outcome outcome = hone.run("queries", "arithmetic", "--n", "3", "--out", "kept.jsonl");
        assertNotEquals(0, outcome.exit());
        assertTrue(outcome.error().contains("--overwrite"), outcome.error());
        assertEquals("mine", Files.readString(folder.resolve("kept.jsonl")));
    }

    @Test
    void a_changed_input_is_not_mixed_with_an_unfinished_run() throws Exception {
        List<String> sample = List.of(
                "budget",
                "sample",
                "q.jsonl",
                "--model",
                "http://localhost:1/v1#m",
                "--reward",
                "number",
                "--out",
                "out");
        refuses(sample, "localhost:1");
        Files.write(folder.resolve("q.jsonl"), List.of("{\"id\":\"a\",\"prompt\":\"2+2=\",\"reference\":\"4\"}"));
        refuses(sample, "changed", "--fresh");
    }
}
