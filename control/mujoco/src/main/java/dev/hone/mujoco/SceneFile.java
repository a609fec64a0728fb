package dev.hone.mujoco;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Compiles a scene's text. The engine reads scenes from files only, or from a virtual file system whose struct alone has
 * two megabytes; a short-lived file in the system's temporary folder is the lighter way.
 */
final class SceneFile {
    private static final int MESSAGE_LENGTH = 1000;

    private SceneFile() {}

    static MemorySegment compile(Engine engine, String mjcf) {
        try {
            Path file = Files.createTempFile("hone-scene", ".xml");
            try {
                Files.writeString(file, mjcf);
                return load(engine, file);
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static MemorySegment load(Engine engine, Path file) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment message = arena.allocate(JAVA_BYTE, MESSAGE_LENGTH);
            MemorySegment model = (MemorySegment) engine.functions()
                    .loadXml
                    .invokeExact(arena.allocateFrom(file.toString()), MemorySegment.NULL, message, MESSAGE_LENGTH);
            if (model.address() == 0) {
                throw new IllegalArgumentException(
                        "the engine refuses the scene: " + message.getString(0).strip());
            }
            return model;
        } catch (Throwable t) {
            throw Native.unexpected(t);
        }
    }
}
