package dev.hone.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.hone.reward.Rewards;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** OpenAI's own client for Node, fetched from npm, against the server. */
class NodeClientTest {
    private static final String CLIENT = "openai@6.49.0";

    @TempDir
    private Path folder;

    @Test
    void the_official_node_client_understands_every_answer() throws Exception {
        assumeTrue(runs("node", "--version"), "SKIPPED: there is no node here, so OpenAI's Node client was not tried");
        Path script = folder.resolve("contract.mjs");
        try (InputStream text = NodeClientTest.class.getResourceAsStream("contract.mjs")) {
            assertTrue(text != null);
            Files.copy(text, script);
        }
        Files.writeString(folder.resolve("package.json"), "{\"private\": true, \"type\": \"module\"}");
        assumeTrue(
                runs("npm", "install", "--no-audit", "--no-fund", CLIENT),
                "SKIPPED: npm can't fetch " + CLIENT + ", so OpenAI's Node client was not tried");
        EchoModel model = new EchoModel("small", Duration.ZERO);
        try (ServedBy served = new ServedBy(
                folder.resolve("runs"),
                List.of(ServedBy.local(model)),
                Optional.of(Rewards.parse("regex: 2$")),
                false)) {
            Process node = new ProcessBuilder(
                            "node", script.toString(), served.uri("/v1").toString())
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .start();
            String said = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertEquals(0, node.waitFor(), said);
            List<String> lines = said.lines().toList();
            assertEquals(10, lines.size(), said);
            assertTrue(lines.stream().allMatch(line -> line.startsWith("ok ")), said);
        }
    }

    private boolean runs(String... command) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("log").toFile())
                    .start();
            return process.waitFor(3, TimeUnit.MINUTES) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
