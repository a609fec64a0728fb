package dev.hone.embedding;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Real processes, really killed. */
@EnabledOnOs(OS.LINUX)
class OnnxLibrariesTest {
    @TempDir
    private Path folder;

    @Test
    void killed_encoders_leave_no_file_behind_and_share_one_copy() throws IOException, InterruptedException {
        Path temporary = Files.createDirectory(folder.resolve("temporary"));
        for (int kill = 0; kill < 2; kill++) {
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:TieredStopAtLevel=1",
                            "-XX:-UsePerfData",
                            "--enable-native-access=ALL-UNNAMED",
                            "-Djava.io.tmpdir=" + temporary,
                            "-Dhone.home=" + folder.resolve("home"),
                            "-cp",
                            System.getProperty("java.class.path"),
                            Sleeper.class.getName())
                    .redirectError(folder.resolve("error.txt").toFile())
                    .start();
            assertEquals(Encoder.DIMENSION, process.getInputStream().read() + 256, "it can encode");
            process.destroyForcibly().waitFor();
        }
        try (Stream<Path> left = Files.walk(temporary);
                Stream<Path> kept = Files.walk(folder.resolve("home/cache/native"))) {
            assertEquals(List.of(), left.filter(Files::isRegularFile).toList());
            assertEquals(
                    List.of("libonnxruntime.so", "libonnxruntime4j_jni.so"),
                    kept.map(path -> path.getFileName().toString())
                            .filter(name -> name.startsWith("lib"))
                            .sorted()
                            .toList());
        }
    }

    /** The process that is killed: encodes one text, says so and waits. */
    static final class Sleeper {
        private Sleeper() {}

        public static void main(String[] args) throws InterruptedException {
            System.out.write(Encoder.shared().encode("a text").length - 256);
            System.out.flush();
            Thread.sleep(60_000);
        }
    }
}
