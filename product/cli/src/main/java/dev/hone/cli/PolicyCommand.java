package dev.hone.cli;

import dev.hone.core.Json;
import dev.hone.core.artifact.Artifact;
import dev.hone.core.files.JsonLines;
import dev.hone.learn.Policy;
import dev.hone.learn.PolicyLines;
import dev.hone.learn.SavedPolicy;
import dev.hone.learn.chunk.SavedChunkPolicy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code hone policy}: policies outside of Hone. */
@Command(
        name = "policy",
        description = "Lets a policy act for another program.",
        subcommands = PolicyCommand.Act.class,
        mixinStandardHelpOptions = true)
final class PolicyCommand extends VerbGroup {
    @Command(
            name = "act",
            description = {
                "Reads observations from standard input, JSON lines {\"observation\": …}, and answers each at once",
                "with {\"action\": …}. A choice is a number, real numbers are a list."
            },
            mixinStandardHelpOptions = true)
    static final class Act implements Runnable {
        @Parameters(paramLabel = "POLICY", description = "A saved policy.")
        private Path folder = Path.of("");

        @Mixin
        private final CommonOptions common = new CommonOptions();

        @Override
        public void run() {
            PolicyLines policy = new PolicyLines(open(folder), common.seed);
            StandardOutput out = StandardOutput.open();
            try (JsonLines lines = JsonLines.of("standard input", System.in)) {
                lines.forEach(line -> {
                    byte[] answer = (Json.write(policy.answer(line)) + "\n").getBytes(StandardCharsets.UTF_8);
                    out.write(answer, 0, answer.length);
                });
            }
        }

        /** A policy of either kind. */
        private static Policy open(Path folder) {
            return Artifact.open(folder).card().kind().equals(SavedChunkPolicy.KIND)
                    ? SavedChunkPolicy.open(folder).policy()
                    : SavedPolicy.open(folder).policy();
        }
    }
}
