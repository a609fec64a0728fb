package dev.hone.house;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Hone as a user runs it: a process of its own, on the class path of these tests, with a home of its own. */
final class HoneProcess {
    /** How a finished process ended. */
    record Outcome(int exit, String out, String error) {}

    private final Path folder;

    /** @param folder where it starts and where its home is */
    HoneProcess(Path folder) {
        this.folder = folder;
    }

    ProcessBuilder builder(String... words) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> !argument.startsWith("-javaagent"))
                .forEach(command::add);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "dev.hone.cli.Hone"));
        command.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().put("HONE_HOME", folder.resolve("home").toString());
        builder.environment().put("OMP_NUM_THREADS", "1");
        return builder;
    }

    Outcome run(String... words) throws IOException, InterruptedException {
        return run(Map.of(), words);
    }

    /** With a text on its standard input. */
    Outcome runOn(String input, String... words) throws IOException, InterruptedException {
        return finish(builder(words), input);
    }

    Outcome run(Map<String, String> environment, String... words) throws IOException, InterruptedException {
        ProcessBuilder builder = builder(words);
        builder.environment().putAll(environment);
        return finish(builder, "");
    }

    private static Outcome finish(ProcessBuilder builder, String input) throws IOException, InterruptedException {
        Process process = builder.start();
        StringBuilder error = new StringBuilder();
        Thread reader = Thread.ofVirtual().start(() -> {
            try {
                error.append(new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8));
            } catch (IOException e) {
                error.append(e);
            }
        });
        try (var in = process.getOutputStream()) {
            in.write(input.getBytes(StandardCharsets.UTF_8));
        } catch (IOException _) {
            // it ended without reading all of it
        }
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int exit = process.waitFor();
        reader.join();
        return new Outcome(exit, out, error.toString());
    }
}
