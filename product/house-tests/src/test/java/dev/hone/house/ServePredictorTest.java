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
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that is given what was learnt about other models says so at its start. */
class ServePredictorTest {
    private static final int QUERIES = 60;

    @TempDir
    private Path folder;

    private void refuses(HoneProcess hone, String predictor, String features, String... parts) throws Exception {
        HoneProcess.Outcome outcome = hone.run(
                "serve",
                "--port",
                "0",
                "--upstream",
                "m=http://127.0.0.1:9/v1#m",
                "--predictor",
                predictor,
                "--features",
                features);
        assertNotEquals(0, outcome.exit());
        for (String part : parts) {
            assertTrue(outcome.error().contains(part), () -> "no '" + part + "' in: " + outcome.error());
        }
        assertTrue(outcome.error().contains("\nMaybe "), outcome.error());
    }

    private void write(String file, boolean arms) throws IOException {
        RandomGenerator chance = Seeds.of(11).generator();
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < QUERIES; i++) {
            double ease = chance.nextDouble();
            Map<String, ?> rewards = Map.of("rewards", draws(chance, ease, 8));
            lines.add(Json.write(
                    arms
                            ? Map.of(
                                    "id", "q" + i,
                                    "prompt", "question " + i,
                                    "arms", Map.of("weak", rewards, "strong", Map.of("rewards", draws(chance, .9, 8))))
                            : Map.of("id", "q" + i, "prompt", "question " + i, "rewards", draws(chance, ease, 8))));
        }
        Files.write(folder.resolve(file), lines);
    }

    private static int[] draws(RandomGenerator chance, double mean, int n) {
        return chance.doubles(n).mapToInt(u -> u < mean ? 1 : 0).toArray();
    }

    @Test
    void other_features_and_other_arms_are_refused_at_the_start() throws Exception {
        HoneProcess hone = new HoneProcess(folder);
        write("one.jsonl", false);
        write("two.jsonl", true);
        List<String> named = Files.readAllLines(folder.resolve("one.jsonl")).stream()
                .map(line -> line.replaceFirst("\"rewards\":(\\[[^]]*])", "\"arms\":{\"other\":{\"rewards\":$1}}"))
                .toList();
        Files.write(folder.resolve("named.jsonl"), named);
        assertEquals(
                0,
                hone.run("budget", "fit", "one.jsonl", "--features", "text", "--out", "p")
                        .exit());
        assertEquals(
                0,
                hone.run("budget", "fit", "two.jsonl", "--arms", "weak,strong", "--features", "text", "--out", "r")
                        .exit());
        assertEquals(
                0,
                hone.run("budget", "fit", "named.jsonl", "--features", "text", "--out", "n")
                        .exit());

        refuses(hone, "p", "hidden:arithmetic", "reads the features 'text'", "not 'hidden:arithmetic'");
        refuses(hone, "r", "hidden:arithmetic", "reads the features 'text'", "not 'hidden:arithmetic'");
        refuses(hone, "r", "text", "chooses among weak, strong", "the models here are m");
        refuses(hone, "n", "text", "made for the model 'other'", "the models here are m");
    }
}
