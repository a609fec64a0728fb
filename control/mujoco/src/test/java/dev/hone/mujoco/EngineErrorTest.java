package dev.hone.mujoco;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class EngineErrorTest {
    /** Runs in a process of its own: raises the engine's error as its C code would. */
    public static void main(String[] arguments) throws Throwable {
        try (Arena arena = Arena.ofConfined()) {
            Engine.get()
                    .functions()
                    .function("mju_error", FunctionDescriptor.ofVoid(ADDRESS))
                    .invokeExact(arena.allocateFrom("stack overflow"));
        }
    }

    @Test
    void an_error_inside_the_engine_is_logged_and_ends_the_process_with_its_code() throws Exception {
        Process process = child();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(60, TimeUnit.SECONDS));
        assertEquals(Callbacks.EXIT_CODE, process.exitValue(), output);
        assertTrue(output.contains("can't go on from: stack overflow"), output);
    }

    private static Process child() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        EngineErrorTest.class.getName())
                .redirectErrorStream(true)
                .start();
    }
}
