package dev.hone.cli;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.core.HoneException;
import dev.hone.steer.remote.RandomValue;
import dev.hone.transformer.generate.LocalModel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What {@code generate --steer} refuses at an endpoint, before it calls it. */
class RemoteSteeringTest {
    private static final String NOBODY = "http://127.0.0.1:9/v1#arithmetic";

    @TempDir
    private static Path folder;

    @BeforeAll
    static void write() {
        try (LocalModel model = LocalModel.embedded("arithmetic")) {
            RandomValue.write(folder.resolve("chance"), model);
        }
    }

    private static void generate(String model, String... more) {
        List<String> words = new ArrayList<>(List.of("--model", model, "--prompt", "1+1="));
        words.addAll(List.of(more));
        CommandLine.populateCommand(new GenerateCommand(), words.toArray(String[]::new))
                .run();
    }

    private static String refused(String model, String... more) {
        HoneException e = assertThrows(HoneException.class, () -> generate(model, more));
        return e.problem() + " Maybe " + e.advice();
    }

    private static String steer() {
        return folder.resolve("chance") + ":2";
    }

    @Test
    void whatCanNotBeTogetherIsRefused() {
        assertTrue(refused(NOBODY, "--blockwise", "8:4").contains("--steer steers, and there is none"));
        assertTrue(refused(NOBODY, "--only-candidates").contains("--steer steers, and there is none"));
        assertTrue(refused(NOBODY, "--steer", steer(), "--blockwise", "8:4", "--kl-budget", "2")
                .contains("chooses among blocks"));
        assertTrue(refused(NOBODY, "--steer", steer(), "--blockwise", "many").contains("'many'"));
        assertTrue(refused(NOBODY, "--steer", steer(), "--candidates", "all").contains("'all'"));
        assertTrue(refused(NOBODY, "--steer", steer(), "--candidates", "30").contains("30 likeliest"));
        assertTrue(refused(NOBODY, "--steer", steer(), "--logprobs", "2").contains("--logprobs"));
        assertTrue(refused("arithmetic", "--steer", steer(), "--same-model").contains("on this machine"));
        assertTrue(refused("http://127.0.0.1:9/v1#other", "--steer", steer()).contains("--same-model"));
    }

    @Test
    void theCostIsKnownWithoutACall() {
        generate(NOBODY, "--steer", steer(), "--dry-run");
        generate(NOBODY, "--steer", steer(), "--dry-run", "--blockwise", "8:4");
    }

    @Test
    void whereNobodyListensThatIsSaid() {
        assertTrue(refused(NOBODY, "--steer", steer()).contains("127.0.0.1:9"));
    }
}
