package dev.hone.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher on machines that lack something. It runs as a copy in an empty house, so that nothing here is built or changed. */
class LauncherTest {
    private static final Path LAUNCHER = Repository.root().resolve("hone");

    @TempDir
    private Path house;

    record Outcome(int exit, String error) {}

    @Test
    void without_a_jdk_it_names_the_folders_it_searched_and_a_way_to_get_one() throws Exception {
        String script = Files.readString(LAUNCHER)
                .replace("/usr/lib/jvm/*", house + "/no-jdk-here/*")
                .replace("/Library/Java/JavaVirtualMachines/*", house + "/nor-here/*");

        Outcome outcome = launch(script, Map.of("PATH", System.getenv("PATH")));

        assertEquals(69, outcome.exit());
        assertTrue(outcome.error().contains("No JDK 25 in HONE_JAVA_HOME, JAVA_HOME"), outcome.error());
        assertTrue(outcome.error().contains("\nMaybe install Eclipse Temurin 25"), outcome.error());
    }

    @Test
    void a_jdk_that_is_too_old_does_not_count() throws Exception {
        Path old = Files.createDirectories(house.resolve("jdk-17/bin"));
        Files.createFile(old.resolve("javac"));
        assertTrue(old.resolve("javac").toFile().setExecutable(true));
        Files.writeString(house.resolve("jdk-17/release"), "JAVA_VERSION=\"17.0.15\"\n");
        String script = Files.readString(LAUNCHER).replace("/usr/lib/jvm/*", house + "/jdk-17");

        Outcome outcome = launch(script, Map.of("PATH", System.getenv("PATH")));

        assertEquals(69, outcome.exit());
    }

    @Test
    void without_maven_it_says_how_to_install_it() throws Exception {
        Path bin = Files.createDirectory(house.resolve("bin"));
        for (String tool : List.of(
                "sh", "sed", "find", "mkdir", "touch", "rm", "dirname", "readlink", "flock", "ls", "tr", "grep")) {
            for (String folder : List.of("/bin", "/usr/bin")) {
                Path real = Path.of(folder, tool);
                if (Files.exists(real) && !Files.exists(bin.resolve(tool))) {
                    Files.createSymbolicLink(bin.resolve(tool), real);
                }
            }
        }
        Map<String, String> environment =
                Map.of("PATH", bin.toString(), "HONE_JAVA_HOME", System.getProperty("java.home"));

        Outcome outcome = launch(Files.readString(LAUNCHER), environment);

        assertEquals(69, outcome.exit());
        assertTrue(outcome.error().contains("No 'mvn' on the PATH"), outcome.error());
        assertTrue(outcome.error().contains("\nMaybe install Maven"), outcome.error());
    }

    /** A house that is built, with a Java that prints its arguments in place of running anything. */
    private Path built(Path home) throws IOException {
        Path bin = Files.createDirectories(home.resolve("jdk/bin"));
        executable(bin.resolve("javac"), "");
        executable(bin.resolve("java"), "#!/bin/sh\nprintf '%s\\n' \"$HONE_LAUNCHER\" \"$@\"\n");
        Files.writeString(home.resolve("jdk/release"), "JAVA_VERSION=\"25.0.1\"\n");
        Path lib = Files.createDirectories(home.resolve("target/lib"));
        Files.createFile(lib.resolve("a.jar"));
        Files.createFile(lib.resolve("b.jar"));
        Files.createFile(home.resolve("target/hone.aot"));
        Files.createFile(home.resolve("target/hone-vector.aot"));
        Files.createFile(home.resolve("target/hone.built"));
        executable(home.resolve("hone"), Files.readString(LAUNCHER));
        return home;
    }

    private static void executable(Path file, String text) throws IOException {
        Files.writeString(file, text);
        assertTrue(file.toFile().setExecutable(true));
    }

    /** The lines that the Java of {@link #built} prints. */
    private static List<String> java(Path home, Path launcher, String... words) throws Exception {
        List<String> command = new ArrayList<>(List.of(launcher.toString()));
        command.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("HONE_JAVA_HOME", home.resolve("jdk").toString());
        Process process = builder.start();
        List<String> lines = process.inputReader().readAllLines();
        assertEquals(0, process.waitFor(), lines.toString());
        return lines;
    }

    @Test
    void a_place_with_spaces_and_a_symbolic_link_do_no_harm() throws Exception {
        Path home = built(Files.createDirectory(house.resolve("a place with spaces")));
        Path link = Files.createSymbolicLink(house.resolve("honey"), home.resolve("hone"));

        List<String> arguments = java(home, link, "runs", "list", "--runs", "my runs");

        assertEquals(link.toString(), arguments.getFirst());
        assertTrue(arguments.contains("-XX:AOTCache=" + home.resolve("target/hone.aot")), arguments.toString());
        Path lib = home.resolve("target/lib");
        int classes = arguments.indexOf("-cp");
        assertEquals(lib.resolve("a.jar") + ":" + lib.resolve("b.jar"), arguments.get(classes + 1));
        assertEquals(
                List.of("dev.hone.cli.Hone", "runs", "list", "--runs", "my runs"),
                arguments.subList(classes + 2, arguments.size()));
    }

    @Test
    void only_what_decodes_loads_the_vector_api() throws Exception {
        Path home = built(Files.createDirectory(house.resolve("home")));
        Path launcher = home.resolve("hone");
        Path predictor = Files.createDirectory(house.resolve("predictor"));
        Files.writeString(predictor.resolve("card.json"), "{\"config\":{\"features\":\"minilm\"}}");
        String vectors = "jdk.incubator.vector";
        String[] plan = {"budget", "plan", "q.jsonl", "--predictor", predictor.toString()};
        assertFalse(java(home, launcher, plan).contains(vectors));
        assertFalse(java(home, launcher, "models").contains(vectors));
        assertTrue(java(home, launcher, "budget", "sample", "q.jsonl").contains(vectors));
        assertTrue(java(home, launcher, "budget", "fit", "p.jsonl", "--features", "hidden:arithmetic")
                .contains(vectors));
        Files.writeString(predictor.resolve("card.json"), "{\"config\":{\"features\":\"hidden:arithmetic\"}}");
        assertTrue(java(home, launcher, plan).contains(vectors));
    }

    private Outcome launch(String script, Map<String, String> environment) throws IOException, InterruptedException {
        Path copy = house.resolve("hone");
        Files.writeString(copy, script);
        ProcessBuilder builder = new ProcessBuilder("/bin/sh", copy.toString(), "--version");
        builder.environment().clear();
        builder.environment().putAll(environment);
        builder.environment().put("HOME", house.toString());
        Path error = house.resolve("error.txt");
        builder.redirectError(error.toFile()).redirectOutput(ProcessBuilder.Redirect.DISCARD);
        Process process = builder.start();
        assertTrue(process.waitFor(60, TimeUnit.SECONDS), "the launcher hangs");
        return new Outcome(process.exitValue(), Files.readString(error));
    }
}
