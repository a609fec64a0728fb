package dev.hone.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** '-' is standard input wherever a verb reads a file; what can't be written to standard output is an error. */
class StandardStreamsTest {
    private static final String POOL = """
            {"id":"a","prompt":"1+1=","reference":"2","rewards":[0,1],"samples":["1","2"]}
            {"id":"b","prompt":"1+2=","reference":"3","rewards":[1,1],"samples":["3","3"]}
            {"id":"c","prompt":"1+3=","reference":"4","rewards":[0,0],"samples":["1","2"]}
            {"id":"d","prompt":"1+4=","reference":"5","rewards":[0,1],"samples":["1","5"]}
            """;
    private static final String UNGRADED = "{\"id\":\"a\",\"prompt\":\"1+1=\",\"samples\":[\"1\",\"2\"]}\n";
    private static final String QUERY = "{\"id\":\"a\",\"prompt\":\"1+1=\",\"reference\":\"2\"}\n";
    private static final String SPLITS = """
            {"id":"a","split":"fit"}
            {"id":"b","split":"fit"}
            {"id":"c","split":"choose"}
            {"id":"d","split":"report"}
            """;

    /** Every place where a verb reads a file, and what to give it there; 'P' needs a predictor. */
    private static final List<List<String>> READING = List.of(
            List.of("prompt,reward\n1+1=,1\n", "pool import - --prompt prompt --reward reward"),
            List.of(UNGRADED, "pool grade - --reward contains:2"),
            List.of("{\"id\":\"a\",\"reference\":\"2\"}\n", "pool grade ungraded.jsonl --reward number --references -"),
            List.of(POOL, "pool merge - ungraded.jsonl"),
            List.of(QUERY, "budget sample - --model arithmetic --reward number --n 1 --max-tokens 4"),
            List.of(POOL, "budget fit - --features text"),
            List.of(SPLITS, "budget fit pool.jsonl --features text --splits -"),
            List.of("features: text\n", "budget fit pool.jsonl --config -"),
            List.of(QUERY, "budget plan - --predictor P --mean-budget 2"),
            List.of(
                    QUERY,
                    "budget run - --model arithmetic --reward number --predictor P --mean-budget 2 --max-tokens 4"));

    @TempDir
    private Path folder;

    @Test
    void a_dash_is_standard_input_wherever_a_file_is_read() throws Exception {
        HoneProcess hone = new HoneProcess(folder);
        Files.writeString(folder.resolve("pool.jsonl"), POOL);
        Files.writeString(folder.resolve("ungraded.jsonl"), UNGRADED);
        assertEquals(
                0,
                hone.run("budget", "fit", "pool.jsonl", "--features", "text", "--out", "P")
                        .exit());
        for (List<String> reading : READING) {
            String out = "out" + READING.indexOf(reading);
            HoneProcess.Outcome outcome = hone.runOn(reading.get(0), (reading.get(1) + " --out " + out).split(" "));
            assertEquals(0, outcome.exit(), () -> reading.get(1) + ": " + outcome.error());
            assertTrue(Files.exists(folder.resolve(out)), reading.get(1));
        }
        HoneProcess.Outcome evaluated = hone.runOn(POOL, "budget evaluate - --predictor P".split(" "));
        assertEquals(0, evaluated.exit(), evaluated.error());
        HoneProcess.Outcome prices = hone.runOn(
                "{\"x\":{\"input\":1,\"output\":-1}}",
                "generate --model http://localhost:1/v1#x --prompt x --prices - --dry-run".split(" "));
        assertTrue(prices.error().contains("standard-input"), prices.error());
    }

    @ParameterizedTest
    @EnabledOnOs(OS.LINUX)
    @ValueSource(
            strings = {
                "queries arithmetic --n 5000 --out -",
                "queries arithmetic --n 1 --out -",
                "models --json -",
                "models",
                "runs list"
            })
    void what_cannot_be_written_is_an_error(String words) throws Exception {
        ProcessBuilder builder = new HoneProcess(folder).builder(words.split(" "));
        Process process = builder.redirectOutput(new File("/dev/full")).start();
        String error = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertNotEquals(0, process.waitFor());
        assertTrue(error.contains("Writing to standard output failed"), error);
        assertTrue(error.contains("\nMaybe the disk is full"), error);
    }
}
