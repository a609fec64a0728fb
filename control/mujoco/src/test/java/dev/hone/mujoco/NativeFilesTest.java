package dev.hone.mujoco;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativeFilesTest {
    @TempDir
    private Path cache;

    private List<Path> unpack() {
        return new NativeFiles(Engine.class::getResourceAsStream, cache).unpacked();
    }

    @Test
    void five_files_are_unpacked_with_the_engine_last() {
        List<Path> files = unpack();
        assertEquals(5, files.size());
        assertEquals(cache.resolve("libmujoco.so.2.2.2"), files.getLast());
    }

    @Test
    void a_second_start_leaves_whole_files_alone() throws IOException {
        Object before = Files.getAttribute(unpack().getLast(), "unix:ino");
        assertEquals(before, Files.getAttribute(unpack().getLast(), "unix:ino"));
    }

    @Test
    void a_damaged_copy_is_replaced() throws IOException {
        Path file = unpack().getFirst();
        byte[] whole = Files.readAllBytes(file);
        byte[] damaged = whole.clone();
        damaged[damaged.length / 2] ^= 1;
        Files.write(file, damaged);
        unpack();
        assertArrayEquals(whole, Files.readAllBytes(file));
    }

    @Test
    void a_missing_resource_is_named() {
        NativeFiles files = new NativeFiles(
                name -> name.startsWith("libqhull") ? null : Engine.class.getResourceAsStream(name), cache);
        String message =
                assertThrows(EngineUnavailableException.class, files::unpacked).getMessage();
        assertTrue(message.startsWith("The physics engine's file libqhull_r.so.8.0 is missing"), message);
        assertTrue(message.contains("\nMaybe "), message);
    }

    @Test
    void an_altered_resource_is_refused_and_not_kept() {
        NativeFiles files = new NativeFiles(NativeFilesTest::altered, cache);
        String message =
                assertThrows(EngineUnavailableException.class, files::unpacked).getMessage();
        assertTrue(message.contains("libmujoco.so.2.2.2 inside this build is not the one it should be"), message);
        assertFalse(Files.exists(cache.resolve("libmujoco.so.2.2.2")));
    }

    private static @Nullable InputStream altered(String name) {
        InputStream in = Engine.class.getResourceAsStream(name);
        return name.startsWith("libmujoco") ? new ByteArrayInputStream(new byte[] {1, 2, 3}) : in;
    }

    @Test
    void every_file_has_its_licence_beside_it() throws IOException {
        for (String licence : List.of("libmujoco2.2.2", "libccd2", "liblodepng0", "libqhull-r8.0", "libtinyxml2-9")) {
            try (InputStream in = Engine.class.getResourceAsStream("licences/" + licence + ".txt")) {
                assertTrue(Optional.ofNullable(in).orElseThrow().readAllBytes().length > 1000, licence);
            }
        }
    }

    @Test
    void nothing_else_is_left_in_the_cache() throws IOException {
        unpack();
        try (Stream<Path> all = Files.list(cache)) {
            assertEquals(5, all.count());
        }
    }
}
