package dev.hone.core.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.hone.core.HoneException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HashTest {
    /** FIPS 180-2, appendix B.1. */
    private static final String ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    @TempDir
    Path folder;

    @Test
    void aTextAndAFileOfTheSameBytesHaveTheStandardsHash() throws IOException {
        assertEquals(ABC, Hash.of("abc"));
        assertEquals(ABC, Hash.of(Files.writeString(folder.resolve("a"), "abc")));
    }

    @Test
    void aFileLongerThanOnePieceIsReadThrough() throws IOException {
        String text = "0123456789".repeat(20_000);
        assertEquals(Hash.of(text), Hash.of(Files.writeString(folder.resolve("a"), text)));
    }

    @Test
    void aFoldersHashIsThatOfItsNamesAndContents() throws IOException {
        Path one = Files.createDirectories(folder.resolve("one/sub"));
        Path two = Files.createDirectories(folder.resolve("two/sub"));
        Files.writeString(one.resolve("a"), "abc");
        Files.writeString(two.resolve("a"), "abc");
        assertEquals(Hash.of(folder.resolve("one")), Hash.of(folder.resolve("two")));
        Files.move(two.resolve("a"), two.resolve("b"));
        assertNotEquals(Hash.of(folder.resolve("one")), Hash.of(folder.resolve("two")));
    }

    @Test
    void movingBytesBetweenNameAndContentChangesAFoldersHash() throws IOException {
        Path one = Files.createDirectories(folder.resolve("one"));
        Path two = Files.createDirectories(folder.resolve("two"));
        Files.writeString(one.resolve("a"), "bc");
        Files.writeString(two.resolve("ab"), "c");
        assertNotEquals(Hash.of(one), Hash.of(two));
    }

    @Test
    void aMissingFileIsAnErrorWithPlace() {
        Path missing = folder.resolve("missing");
        HoneException e = assertThrows(HoneException.class, () -> Hash.of(missing));
        assertEquals(missing + " does not exist.", e.problem());
    }
}
