package dev.hone.core.run;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A second process that runs {@link StoreWriter}; what it prints can be read while it works. */
final class ChildProcess implements AutoCloseable {
    private final Process process;
    private final BufferedReader lines;

    private ChildProcess(Process process) {
        this.process = process;
        this.lines = process.inputReader(StandardCharsets.UTF_8);
    }

    /** Starts a writer; {@code shell} may change its limits, for example "ulimit -f 8192". */
    static ChildProcess start(Path output, String shell, String... arguments) throws IOException {
        List<String> java = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-XX:-UsePerfData",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                StoreWriter.class.getName()));
        Collections.addAll(java, arguments);
        List<String> command = new ArrayList<>(List.of("bash", "-c", shell + "; exec \"$@\"", "bash"));
        command.addAll(java);
        return new ChildProcess(new ProcessBuilder(command)
                .redirectError(output.resolve("stderr.txt").toFile())
                .start());
    }

    /** The next line it prints; empty when it has ended. */
    Optional<String> line() throws IOException {
        return Optional.ofNullable(lines.readLine());
    }

    /** Ends it with SIGKILL and returns what it had printed by then. */
    List<String> kill() throws IOException, InterruptedException {
        process.toHandle().destroyForcibly(); // the process's own method would close its output unread
        List<String> rest = lines.lines().toList();
        await();
        return rest;
    }

    int await() throws InterruptedException {
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IllegalStateException("the child process hangs");
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
