package dev.hone.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.core.Json;
import dev.hone.core.Seeds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Predictors of two models, from one pool with both, plan together. */
class SeveralModelsTest {
    private static final int QUERIES = 120;

    @TempDir
    private static Path folder;

    private static HoneProcess hone;

    @BeforeAll
    static void fit() throws Exception {
        hone = new HoneProcess(folder);
        RandomGenerator chance = Seeds.of(11).generator();
        List<String> pool = new ArrayList<>();
        List<String> queries = new ArrayList<>();
        for (int i = 0; i < QUERIES; i++) {
            boolean easy = i % 2 == 0;
            Map<String, Object> line = new HashMap<>();
            line.put("id", "q" + i);
            line.put("prompt", (easy ? "add the numbers " : "prove the theorem ") + i);
            queries.add(Json.write(line));
            line.put(
                    "arms",
                    Map.of("weak", arm(chance, easy ? .6 : .02, 20), "strong", arm(chance, easy ? .7 : .5, 100)));
            pool.add(Json.write(line));
        }
        Files.write(folder.resolve("pool.jsonl"), pool);
        Files.write(folder.resolve("q.jsonl"), queries);
        for (String arm : List.of("weak", "strong")) {
            assertEquals(
                    0,
                    run("budget", "fit", "pool.jsonl", "--arms", arm, "--features", "text", "--out", arm)
                            .exit());
        }
    }

    private static Map<String, Object> arm(RandomGenerator chance, double rate, int tokens) {
        int[] rewards = chance.doubles(12).mapToInt(u -> u < rate ? 1 : 0).toArray();
        return Map.of("rewards", rewards, "tokens", tokens);
    }

    private static HoneProcess.Outcome run(String... words) throws IOException, InterruptedException {
        return hone.run(words);
    }

    private HoneProcess.Outcome plan(String... more) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of("budget", "plan", "q.jsonl", "--out", "plan.jsonl"));
        words.addAll(List.of(more));
        return hone.run(words.toArray(String[]::new));
    }

    private void refuses(String part, String... more) throws IOException, InterruptedException {
        HoneProcess.Outcome outcome = plan(more);
        assertNotEquals(0, outcome.exit());
        assertTrue(outcome.error().contains(part), () -> "no '" + part + "' in: " + outcome.error());
        assertTrue(outcome.error().contains("\nMaybe "), outcome.error());
        assertTrue(Files.notExists(folder.resolve("plan.jsonl")), "a plan was left");
    }

    @Test
    void a_plan_says_which_model_and_how_many_samples_and_keeps_the_mean_cost() throws Exception {
        String[] both = {"--predictor", "weak", "--predictor", "strong", "--mean-cost"};
        refuses(
                "cheapest way to answer costs 20",
                both[0],
                both[1],
                both[2],
                both[3],
                both[4],
                "15",
                "--cost-unit",
                "tokens");
        refuses("--mean-cost C", both[0], both[1], both[2], both[3]);
        refuses("weak, weak", "--predictor", "weak", "--predictor", "weak", "--mean-cost", "3");
        refuses("no prices", both[0], both[1], both[2], both[3], both[4], "1", "--cost-unit", "money");
        HoneProcess.Outcome planned =
                plan(both[0], both[1], both[2], both[3], both[4], "120", "--cost-unit", "tokens", "--max-budget", "12");
        assertEquals(0, planned.exit(), planned.error());
        double tokens = 0;
        int hardForStrong = 0;
        List<String> lines = Files.readAllLines(folder.resolve("plan.jsonl"));
        for (int i = 0; i < QUERIES; i++) {
            JsonNode line = Json.read(lines.get(i));
            assertEquals("q" + i, line.path("id").asString());
            boolean strong = line.path("arm").asString().equals("strong");
            tokens += line.path("budget").asInt() * (strong ? 100 : 20);
            hardForStrong += strong && i % 2 == 1 ? 1 : 0;
        }
        assertTrue(tokens <= 120 * QUERIES && tokens > .95 * 120 * QUERIES, "tokens " + tokens);
        assertTrue(
                hardForStrong > QUERIES / 4, hardForStrong + " hard queries by the strong model; " + planned.error());
        assertTrue(planned.error().contains("weak by its predictor"), planned.error());
        Files.delete(folder.resolve("plan.jsonl"));
    }

    @Test
    void a_price_or_a_share_does_too_and_what_a_plan_cannot_keep_to_is_refused() throws Exception {
        String[] both = {"--predictor", "weak", "--predictor", "strong"};
        refuses("every sample counts 1", both[0], both[1], both[2], both[3], "--share", ".5");
        refuses("one predictor of samples", "--predictor", "weak", "--mean-budget", "3", "--price", ".1");
        HoneProcess.Outcome priced =
                plan(both[0], both[1], both[2], both[3], "--price", ".003", "--cost-unit", "tokens");
        assertEquals(0, priced.exit(), priced.error());
        List<String> lines = Files.readAllLines(folder.resolve("plan.jsonl"));
        assertTrue(lines.stream().anyMatch(line -> line.contains("\"weak\"")), priced.error());
        assertTrue(lines.stream().anyMatch(line -> line.contains("\"strong\"")), priced.error());
        Files.delete(folder.resolve("plan.jsonl"));
    }

    @Test
    void a_predictor_that_names_no_model_and_an_arm_that_is_not_there_are_refused() throws Exception {
        List<String> nameless = Files.readAllLines(folder.resolve("pool.jsonl")).stream()
                .map(line -> Json.read(line))
                .map(line -> Json.write(Map.of(
                        "id", line.path("id"),
                        "prompt", line.path("prompt"),
                        "rewards", line.path("arms").path("weak").path("rewards"))))
                .toList();
        Files.write(folder.resolve("nameless.jsonl"), nameless);
        assertEquals(
                0,
                run("budget", "fit", "nameless.jsonl", "--features", "text", "--out", "anybodys")
                        .exit());
        refuses("which model", "--predictor", "anybodys", "--predictor", "strong", "--mean-cost", "3");
        HoneProcess.Outcome other =
                run("budget", "fit", "pool.jsonl", "--arms", "wea", "--features", "text", "--out", "no");
        assertTrue(other.error().contains("'wea'") && other.error().contains("you meant 'weak'"), other.error());
        HoneProcess.Outcome serve = run(
                "serve",
                "--port",
                "0",
                "--upstream",
                "weak=http://127.0.0.1:9/v1#m",
                "--predictor",
                "weak",
                "--predictor",
                "strong");
        assertNotEquals(0, serve.exit());
        assertTrue(serve.error().contains("made for the model 'strong'"), serve.error());
    }
}
