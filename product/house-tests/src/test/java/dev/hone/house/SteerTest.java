package dev.hone.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole of {@code steer} as a newcomer types it: prompts, samples, a value, steered text, the comparison; and what is refused. */
class SteerTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final List<String> NAMES = List.of("Tim", "Lily", "Ben", "Sue", "Max", "Anna");
    private static final List<String> OPENINGS = List.of("One day, %s", "%s was", "%s had a", "%s went to");

    @TempDir
    private static Path folder;

    private static HoneProcess hone = new HoneProcess(Path.of(""));

    @BeforeAll
    static void fit() throws Exception {
        hone = new HoneProcess(folder);
        StringBuilder prompts = new StringBuilder();
        int id = 0;
        for (String opening : OPENINGS) {
            for (String name : NAMES) {
                prompts.append("{\"id\":\"p").append(id++).append("\",\"prompt\":\"");
                prompts.append(opening.formatted(name)).append("\"}\n");
            }
        }
        Files.writeString(folder.resolve("prompts.jsonl"), prompts);
        good(
                "steer",
                "sample",
                "prompts.jsonl",
                "--model",
                "stories15m",
                "--n",
                "6",
                "--max-tokens",
                "24",
                "--out",
                "samples.jsonl");
        good(
                "steer",
                "fit",
                "samples.jsonl",
                "--model",
                "stories15m",
                "--reward",
                "positivity",
                "--passes",
                "2",
                "--out",
                "positive");
        good(
                "steer",
                "fit",
                "samples.jsonl",
                "--model",
                "stories15m",
                "--reward",
                "readability",
                "--head",
                "distributional",
                "--passes",
                "1",
                "--out",
                "readable");
    }

    private static HoneProcess.Outcome good(String... words) throws Exception {
        HoneProcess.Outcome outcome = hone.run(words);
        assertEquals(0, outcome.exit(), outcome.error());
        return outcome;
    }

    private static String refused(String... words) throws Exception {
        HoneProcess.Outcome outcome = hone.run(words);
        assertTrue(outcome.exit() != 0, outcome.out());
        assertTrue(outcome.error().contains("\nMaybe "), outcome.error());
        return outcome.error();
    }

    private static String[] generate(String... more) {
        List<String> words = new java.util.ArrayList<>(List.of(
                "generate",
                "--model",
                "stories15m",
                "--prompt",
                "One day, Tim",
                "--n",
                "4",
                "--max-tokens",
                "24",
                "--seed",
                "5"));
        words.addAll(List.of(more));
        return words.toArray(String[]::new);
    }

    @Test
    void aWeightOfZeroIsTheFrozenModelAndAnotherIsNot() throws Exception {
        String base = good(generate()).out();
        assertEquals(base, good(generate("--steer", "positive:0")).out());
        String steered = good(generate("--steer", "positive:6")).out();
        assertTrue(!base.equals(steered), steered);
        assertEquals(
                base,
                good(generate("--steer", "positive:6", "--kl-budget", "0")).out());
    }

    @Test
    void theComparisonHasARowForEveryPolicyAndContinues() throws Exception {
        String[] words = {
            "steer",
            "evaluate",
            "prompts.jsonl",
            "--model",
            "stories15m",
            "--value",
            "positive",
            "--reward",
            "positivity",
            "--beta",
            "2,6",
            "--n",
            "4",
            "--base-n",
            "16",
            "--max-tokens",
            "24",
            "--masked",
            "--json",
            "rows.json"
        };
        good(words);
        JsonNode rows =
                JSON.readTree(Files.readString(folder.resolve("rows.json"))).path("rows");
        List<String> names = new java.util.ArrayList<>();
        rows.forEach(row -> names.add(row.path("policy").asString() + " "
                + row.path("beta").asDouble() + " " + row.path("bestOf").asInt()));
        assertEquals(
                List.of(
                        "base 0.0 1",
                        "base 0.0 4",
                        "base 0.0 16",
                        "positive 2.0 1",
                        "positive 2.0 4",
                        "positive, masked 2.0 1",
                        "positive, masked 2.0 4",
                        "positive 6.0 1",
                        "positive 6.0 4",
                        "positive, masked 6.0 1",
                        "positive, masked 6.0 4"),
                names);
        double weak = rows.get(3).path("kl").asDouble();
        double strong = rows.get(7).path("kl").asDouble();
        assertEquals(0, rows.get(0).path("kl").asDouble());
        assertTrue(weak > 0.05 && strong > 3 * weak, () -> weak + " and " + strong + " nats");
        double chosen = rows.get(4).path("reward").asDouble();
        assertTrue(chosen > rows.get(3).path("reward").asDouble() + 0.5, rows::toString);
        assertTrue(Files.isRegularFile(Path.of(good("report", "last").out().strip())), "no page");
    }

    @Test
    void aGridHasACellForEveryPairOfWeights() throws Exception {
        String[] words = {
            "steer",
            "grid",
            "prompts.jsonl",
            "--model",
            "stories15m",
            "--value",
            "positive",
            "--value",
            "readable",
            "--reward",
            "positivity",
            "--reward",
            "readability",
            "--weights",
            "0,6",
            "--n",
            "2",
            "--base-n",
            "4",
            "--max-tokens",
            "16",
            "--json",
            "grid.json"
        };
        HoneProcess.Outcome outcome = good(words);
        assertTrue(outcome.out().contains("positivity: along its own weight"), outcome.out());
        JsonNode rows =
                JSON.readTree(Files.readString(folder.resolve("grid.json"))).path("rows");
        assertEquals(4, rows.size());
        assertEquals(0, rows.path(0).path("kl").asDouble());
        assertTrue(rows.path(3).path("kl").asDouble() > 0, rows::toString);
        words[List.of(words).indexOf("0,6")] = "6,0";
        assertTrue(refused(words).contains("[6.0, 0.0]"), "falling weights are refused");
    }

    @Test
    void whatIsComparedWithAValueHasRowsOfItsOwn() throws Exception {
        good(
                "steer",
                "evaluate",
                "prompts.jsonl",
                "--model",
                "stories15m",
                "--value",
                "positive",
                "--beside",
                "readable",
                "--args",
                "--reward",
                "positivity",
                "--beta",
                "2",
                "--best-of",
                "1",
                "--n",
                "1",
                "--base-n",
                "2",
                "--max-tokens",
                "8",
                "--json",
                "beside.json");
        List<String> names = new java.util.ArrayList<>();
        JSON.readTree(Files.readString(folder.resolve("beside.json")))
                .path("rows")
                .forEach(row -> names.add(row.path("policy").asString()));
        assertEquals(List.of("base", "positive", "readable", "reward of the text so far"), names);
    }

    @Test
    void ledSamplesSayHowFarTheyWereLedAndASecondRoundLearnsFromThem() throws Exception {
        String[] words = {
            "steer",
            "sample",
            "prompts.jsonl",
            "--model",
            "stories15m",
            "--n",
            "1",
            "--max-tokens",
            "16",
            "--steer",
            "positive:6",
            "--out",
            "led.jsonl"
        };
        String error = good(words).error();
        assertTrue(error.contains("stories15m+positive:6 is "), error);
        assertTrue(error.contains("nats a text from stories15m"), error);
        assertEquals(24, Files.readAllLines(folder.resolve("led.jsonl")).size());
        String fitted = good(
                        "steer",
                        "fit",
                        "samples.jsonl",
                        "led.jsonl",
                        "--model",
                        "stories15m",
                        "--reward",
                        "positivity",
                        "--passes",
                        "1",
                        "--out",
                        "second")
                .out();
        assertTrue(fitted.contains("whole texts"), fitted);
    }

    @Test
    void anotherModelsValueIsRefusedWithBothNames() throws Exception {
        String error = refused("generate", "--model", "arithmetic", "--prompt", "1+1", "--steer", "positive:2");
        assertTrue(error.contains("stories15m") && error.contains("arithmetic"), error);
    }

    @Test
    void whatCannotBeMeantIsRefused() throws Exception {
        assertTrue(refused(generate("--steer", "nowhere:2")).contains("nowhere"));
        assertTrue(refused(generate("--steer", "positive")).contains("has no weight"));
        assertTrue(refused(generate("--steer", "positive:strong")).contains("'strong'"));
        assertTrue(refused(generate("--steer", "positive:Infinity")).contains("Infinity"));
        assertTrue(refused(generate("--steer", "positive:1,positive:2")).contains("given twice"));
        assertTrue(refused(generate("--kl-budget", "3")).contains("there is none"));
        assertTrue(
                refused(generate("--steer", "positive:1", "--kl-budget", "-1")).contains("-1.0"));
        assertTrue(refused(generate("--steer", "positive:1", "--candidates", "some"))
                .contains("'some'"));
    }

    @Test
    void aRewardThatNeverDiffersIsRefusedWithItsValue() throws Exception {
        String error = refused(
                "steer",
                "fit",
                "samples.jsonl",
                "--model",
                "stories15m",
                "--reward",
                "contains:zebra",
                "--out",
                "none");
        assertTrue(error.contains("'contains:zebra' is 0.0 for all 144 samples"), error);
    }

    @Test
    void samplesWithoutIdsAreRefused() throws Exception {
        Files.writeString(
                folder.resolve("plain.jsonl"),
                "{\"id\":\"a\",\"prompt\":\"One day\",\"samples\":[\"happy\",\"sad\"],\"finish\":[\"stop\",\"stop\"]}\n");
        String error = refused(
                "steer", "fit", "plain.jsonl", "--model", "stories15m", "--reward", "positivity", "--out", "none");
        assertTrue(error.contains("'ids'"), error);
    }

    private static String text(ServeProcess serve, String model, String more) throws Exception {
        String body =
                "{\"model\":\"" + model + "\",\"prompt\":\"One day, Tim\",\"max_tokens\":24,\"seed\":3" + more + "}";
        try (HttpClient client = HttpClient.newHttpClient()) {
            return ServeProcess.send(
                    client,
                    serve.request("/v1/completions")
                            .POST(HttpRequest.BodyPublishers.ofString(body))
                            .build());
        }
    }

    private static String answer(ServeProcess serve, String model, String more) throws Exception {
        JsonNode reply = JSON.readTree(text(serve, model, more));
        return reply.path("choices").path(0).path("text").asString();
    }

    @Test
    void aServedModelIsLedByItsNameOrByTheRequest() throws Exception {
        try (ServeProcess serve = ServeProcess.start(
                hone,
                Map.of(),
                List.of(),
                folder.resolve("serve.log"),
                "--local",
                "stories15m",
                "--value",
                "glad=positive")) {
            String base = answer(serve, "stories15m", "");
            assertTrue(!base.isBlank(), base);
            assertEquals(base, answer(serve, "hone/stories15m+glad:0@1", ""));
            String led = answer(serve, "hone/stories15m+glad:8@1", "");
            assertTrue(!led.equals(base) && !led.isBlank(), led);
            assertEquals(led, answer(serve, "hone/stories15m@1", ",\"hone\":{\"steer\":{\"glad\":8}}"));
            assertTrue(text(serve, "hone/stories15m+sad:1", "").contains("no value 'sad'"), "unknown values are said");
            assertTrue(
                    text(serve, "hone/stories15m", ",\"hone\":{\"steer\":{\"glad\":\"much\"}}")
                            .contains("must be a number"),
                    "weights that are none are said");
        }
    }

    @Test
    void aServerRefusesAValueWhoseModelItDoesNotServe() throws Exception {
        String error = refused("serve", "--port", "0", "--local", "arithmetic", "--value", "glad=positive");
        assertTrue(error.contains("'glad'") && error.contains("stories15m"), error);
    }
}
