package dev.hone.mujoco;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineTest {
    @TempDir
    private Path cache;

    @Test
    void one_engine_serves_the_process() {
        assertSame(Engine.get(), Engine.get());
    }

    @Test
    void another_version_is_refused_with_both_numbers() {
        NativeFiles files = new NativeFiles(Engine.class::getResourceAsStream, cache);
        String message = assertThrows(
                        EngineUnavailableException.class, () -> Engine.start(Platform.current(), files, 314))
                .getMessage();
        assertTrue(message.contains("is version 222, and this build knows version 314"), message);
    }

    @Test
    void nothing_is_unpacked_on_a_machine_that_can_not_load_it() {
        NativeFiles files = new NativeFiles(Engine.class::getResourceAsStream, cache);
        Platform old = new Platform("Linux", "amd64", Optional.of("2.28"));
        assertThrows(EngineUnavailableException.class, () -> Engine.start(old, files, Engine.VERSION));
        assertEquals(0, Optional.ofNullable(cache.toFile().list()).orElseThrow().length);
    }

    @Test
    void an_offset_table_that_does_not_fit_is_noticed() {
        Engine engine = Engine.get();
        String swapped = "model.nq 4\nmodel.nv 0\n"; // the two counts exchanged
        Offsets wrong = Offsets.parse(table() + swapped);
        assertThrows(EngineUnavailableException.class, () -> KnownScene.check(new Engine(engine.functions(), wrong)));
    }

    private static String table() {
        try (var in = Engine.class.getResourceAsStream("offsets.txt")) {
            return new String(
                    Optional.ofNullable(in).orElseThrow().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void an_unknown_field_is_an_error_of_the_program() {
        assertThrows(IllegalArgumentException.class, () -> Offsets.load().of("model.nosuch"));
    }
}
