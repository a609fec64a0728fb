package dev.hone.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class HomeTest {
    @Test
    void thePropertyWinsOverTheEnvironment() {
        assertEquals(Path.of("/a"), Home.folder("/a", "/b", "/home/u"));
    }

    @Test
    void theEnvironmentWinsOverTheUsersHome() {
        assertEquals(Path.of("/b"), Home.folder("", "/b", "/home/u"));
        assertEquals(Path.of("/b"), Home.folder(" ", "/b", "/home/u"));
    }

    @Test
    void withNeitherItIsAHiddenFolderInTheUsersHome() {
        assertEquals(Path.of("/home/u/.hone"), Home.folder("", "", "/home/u"));
    }

    @Test
    void aRelativeFolderIsMadeAbsolute() {
        Path folder = Home.folder("some/./place", "", "/home/u");
        assertTrue(folder.isAbsolute());
        assertTrue(folder.endsWith("some/place"));
    }

    @Test
    void runsAndCachesLieBelow() {
        assertEquals(Home.folder().resolve("runs"), Home.runs());
        assertEquals(Home.folder().resolve("cache").resolve("minilm"), Home.cache("minilm"));
    }
}
