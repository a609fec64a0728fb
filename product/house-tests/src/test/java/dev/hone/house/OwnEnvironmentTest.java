package dev.hone.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What users bring: the example project as a jar, the example scripts as programs. */
class OwnEnvironmentTest {
    private static final Path EXAMPLES = Repository.root().resolve("examples");

    @TempDir
    private Path folder;

    @Test
    void the_example_project_builds_and_its_environment_and_teacher_work_from_their_jar() throws Exception {
        String jar = jar(EXAMPLES.resolve("environment/src/main")).toString();
        HoneProcess hone = new HoneProcess(folder);
        HoneProcess.Outcome check = hone.run("env", "check", "signpost", "--class-path", jar, "--episodes", "300");
        assertEquals(0, check.exit(), check.error());
        assertTrue(check.out().contains("signpost: observations one of 33, actions one of 2"), check.out());
        assertTrue(check.out().contains("Random actions return -1"), check.out());
        HoneProcess.Outcome train =
                hone.run("guide", "train", "--env", "signpost", "--class-path", jar, "--out", "policy");
        assertEquals(0, train.exit(), train.error());
        double returned = Double.parseDouble(train.out().replaceAll("(?s).*return (-?[0-9.]+) over.*", "$1"));
        assertEquals(14, returned, 1.5, "the best student reads the signpost first");
        HoneProcess.Outcome coin = hone.run(
                "guide",
                "train",
                "--env",
                "tiger-door",
                "--teacher",
                "coin",
                "--class-path",
                jar,
                "--steps",
                "500",
                "--out",
                "tossed");
        assertEquals(0, coin.exit(), coin.error());
    }

    private Path jar(Path sources) throws IOException {
        Path classes = Files.createDirectory(folder.resolve("classes"));
        List<String> words = new ArrayList<>(List.of(
                "-Werror",
                "-Xlint:all,-classfile,-path,-processing",
                "-proc:none",
                "-d",
                classes.toString(),
                "-cp",
                System.getProperty("java.class.path")));
        try (Stream<Path> files = Files.walk(sources.resolve("java"))) {
            files.filter(file -> file.toString().endsWith(".java"))
                    .map(Path::toString)
                    .forEach(words::add);
        }
        assertEquals(0, ToolProvider.getSystemJavaCompiler().run(null, null, null, words.toArray(String[]::new)));
        Path jar = folder.resolve("signpost.jar");
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file)) {
            for (Path root : List.of(classes, sources.resolve("resources"))) {
                add(root, out);
            }
        }
        return jar;
    }

    private static void add(Path root, JarOutputStream out) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(root)) {
            files = all.filter(Files::isRegularFile).sorted().toList();
        }
        for (Path file : files) {
            out.putNextEntry(new JarEntry(root.relativize(file).toString().replace(File.separatorChar, '/')));
            Files.copy(file, out);
        }
    }

    @Test
    void a_jar_without_anything_in_it_is_refused() throws Exception {
        Path empty = Files.createDirectory(folder.resolve("empty"));
        HoneProcess hone = new HoneProcess(folder);
        String error = hone.run("env", "check", "signpost", "--class-path", empty.toString())
                .error();
        assertTrue(error.contains("provides neither environments nor teachers"), error);
        assertTrue(error.contains("\nMaybe "), error);
    }

    @Test
    void a_python_script_brings_a_gymnasium_environment() throws Exception {
        assumeTrue(python(), "no python3 here");
        String stub = Repository.root()
                .resolve("product/house-tests/src/test/resources/gymnasium")
                .toString();
        String cart = "command:python3 '" + EXAMPLES.resolve("gymnasium_env.py") + "' Cart-v0";
        HoneProcess hone = new HoneProcess(folder);
        HoneProcess.Outcome check = hone.run(Map.of("PYTHONPATH", stub), "env", "check", cart);
        assertEquals(0, check.exit(), check.error());
        assertTrue(check.out().startsWith("cart-v0: observations 2 numbers, actions one of 2"), check.out());
        HoneProcess.Outcome missing =
                hone.run(Map.of("PYTHONPATH", stub), "env", "check", cart.replace("Cart-v0", "Boat-v0"));
        assertEquals(1, missing.exit());
        assertTrue(missing.error().contains("KeyError: 'Boat-v0'"), missing.error());
    }

    @Test
    void a_python_script_teaches() throws Exception {
        assumeTrue(python(), "no python3 here");
        HoneProcess hone = new HoneProcess(folder);
        HoneProcess.Outcome train = hone.run(
                "guide",
                "train",
                "--env",
                "tiger-door-xl",
                "--teacher",
                "command:python3 '" + EXAMPLES.resolve("straight_teacher.py") + "'",
                "--method",
                "imitation",
                "--steps",
                "3000",
                "--out",
                "policy");
        assertEquals(0, train.exit(), train.error());
        assertTrue(train.out().contains("tiger-door-xl by imitation: return"), train.out());
    }

    private static boolean python() throws InterruptedException {
        try {
            return new ProcessBuilder("python3", "-c", "").start().waitFor() == 0;
        } catch (IOException _) {
            return false;
        }
    }
}
