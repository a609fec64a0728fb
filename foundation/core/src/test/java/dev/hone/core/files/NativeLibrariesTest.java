package dev.hone.core.files;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.JDBC;
import org.sqlite.util.LibraryLoaderUtil;

/** SQLite's library stands for all that come in a jar. */
@DisabledOnOs(OS.WINDOWS)
class NativeLibrariesTest {
    private static final String RESOURCE =
            LibraryLoaderUtil.getNativeLibResourcePath() + "/" + LibraryLoaderUtil.getNativeLibName();

    @TempDir
    private Path cache;

    private byte[] inJar;

    @BeforeEach
    void readTheJar() throws IOException {
        try (InputStream in = JDBC.class.getResourceAsStream(RESOURCE)) {
            inJar = Optional.ofNullable(in).orElseThrow().readAllBytes();
        }
    }

    private Path unpack() {
        return NativeLibraries.file(JDBC.class, RESOURCE, cache).orElseThrow();
    }

    @Test
    void a_library_is_unpacked_under_its_own_name_and_then_left_alone() throws IOException {
        Path file = unpack();
        assertArrayEquals(inJar, Files.readAllBytes(file));
        assertEquals(LibraryLoaderUtil.getNativeLibName(), file.getFileName().toString());
        Object before = Files.getAttribute(file, "unix:ino");
        assertEquals(file, unpack());
        assertEquals(before, Files.getAttribute(file, "unix:ino"), "it was written again");
    }

    @Test
    void a_damaged_file_and_what_a_killed_process_left_are_replaced() throws IOException {
        Path file = unpack();
        Files.write(file, new byte[] {1, 2, 3});
        Path part = file.resolveSibling("." + file.getFileName() + ".part.tmp");
        Files.write(part, new byte[] {4, 5});
        assertEquals(file, unpack());
        assertArrayEquals(inJar, Files.readAllBytes(file));
        try (Stream<Path> all = Files.list(file.resolveSibling(""))) {
            assertEquals(1, all.count(), "the half-written file is still there");
        }
    }

    @Test
    void where_nothing_can_be_kept_or_there_is_no_such_library_there_is_no_file() throws IOException {
        Path blocked = Files.writeString(cache.resolve("a-file"), "").resolve("below");
        assertEquals(Optional.empty(), NativeLibraries.file(JDBC.class, RESOURCE, blocked));
        assertEquals(Optional.empty(), NativeLibraries.file(JDBC.class, RESOURCE + "x", cache));
    }

    @Test
    void a_resource_that_is_a_file_already_is_used_where_it_lies() {
        Path file = NativeLibraries.file(
                        NativeLibraries.class,
                        "/" + NativeLibraries.class.getName().replace('.', '/') + ".class",
                        cache)
                .orElseThrow();
        assertEquals("NativeLibraries.class", file.getFileName().toString());
        assertFalse(file.startsWith(cache));
    }
}
