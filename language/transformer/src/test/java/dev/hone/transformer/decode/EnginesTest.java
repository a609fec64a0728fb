package dev.hone.transformer.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.transformer.Fixtures;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each in a JVM of its own, because an engine is chosen once. */
class EnginesTest {
    /** Prints the engine, its advice and a hash of logits. */
    static final class Child {
        private Child() {}

        public static void main(String[] args) {
            TransformerModel model = TransformerModel.open(Path.of(args[0]));
            float[][] logits = model.logits(1, 50, 30, 7, 99);
            System.out.println(model.engine() + "|" + Engines.advice().isPresent() + "|" + Arrays.deepHashCode(logits));
        }
    }

    private static String child(String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path")));
        command.addAll(List.of(options));
        command.addAll(List.of(Child.class.getName(), Fixtures.path("llama/gqa").toString()));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertEquals(0, process.waitFor(), out);
        return out;
    }

    @Test
    void withoutTheVectorModuleTheScalarTwinGivesTheSameBitsAndAdvice() throws Exception {
        String vector = child("--add-modules", "jdk.incubator.vector");
        String scalar = child();
        assertTrue(vector.matches("(4|8|16) lanes\\|false\\|-?\\d+"), vector);
        assertTrue(scalar.startsWith("scalar|true|"), scalar);
        assertEquals(vector.replaceAll(".*\\|", ""), scalar.replaceAll(".*\\|", ""));
    }

    @Test
    void narrowerVectorsGiveTheSameBits() throws Exception {
        String usual = child("--add-modules", "jdk.incubator.vector");
        String narrow = child("--add-modules", "jdk.incubator.vector", "-XX:MaxVectorSize=16");
        assertTrue(narrow.startsWith("4 lanes|"), narrow);
        assertEquals(usual.replaceAll(".*\\|", ""), narrow.replaceAll(".*\\|", ""));
    }
}
