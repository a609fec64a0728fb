package dev.hone.core.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.hone.core.HoneException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFolderTest {
    @TempDir
    Path folder;

    private Path target;

    @BeforeEach
    void place() {
        target = folder.resolve("model");
    }

    private void write(String content) throws IOException {
        try (AtomicFolder next = AtomicFolder.create(target, true)) {
            Files.writeString(next.folder().resolve("weights"), content);
            next.commit();
        }
    }

    @Test
    void theFolderAppearsAtTheCommitAndNotBefore() throws IOException {
        try (AtomicFolder next = AtomicFolder.create(target, false)) {
            Files.createDirectories(next.folder().resolve("sub"));
            Files.writeString(next.folder().resolve("sub/weights"), "1");
            assertFalse(Files.exists(target));
            next.commit();
        }
        assertEquals("1", Files.readString(target.resolve("sub/weights")));
        assertEquals(List.of("model"), AtomicFileTest.names(folder));
    }

    @Test
    void replacingLeavesNoTraceOfTheOld() throws IOException {
        write("1");
        Files.writeString(target.resolve("old"), "");
        write("2");
        assertEquals("2", Files.readString(target.resolve("weights")));
        assertEquals(List.of("weights"), AtomicFileTest.names(target));
        assertEquals(List.of("model"), AtomicFileTest.names(folder));
    }

    @Test
    void withoutACommitTheOldStays() throws IOException {
        write("1");
        try (AtomicFolder next = AtomicFolder.create(target, true)) {
            Files.writeString(next.folder().resolve("weights"), "2");
        }
        assertEquals("1", Files.readString(target.resolve("weights")));
        assertEquals(List.of("model"), AtomicFileTest.names(folder));
    }

    @Test
    void anExistingFolderIsRefusedUnlessItIsEmpty() throws IOException {
        Files.createDirectory(target);
        AtomicFolder.create(target, false).close();
        Files.writeString(target.resolve("weights"), "1");
        HoneException e = assertThrows(HoneException.class, () -> AtomicFolder.create(target, false));
        assertEquals(target + " exists already.", e.problem());
    }

    @Test
    void whatAKilledAttemptLeftIsUsedAgainByItsOwner() throws IOException {
        write("1");
        // a kill between the two renames: the old one aside, the new one not yet in place
        Files.move(target, folder.resolve(".model.run-1.old"));
        Files.createDirectory(folder.resolve(".model.run-1.tmp"));
        Files.writeString(folder.resolve(".model.run-1.tmp/half"), "");
        try (AtomicFolder next = AtomicFolder.create(target, true, "run-1", _ -> {})) {
            assertEquals("1", Files.readString(target.resolve("weights")));
            assertEquals(List.of(), AtomicFileTest.names(next.folder()));
        }
        assertEquals(List.of("model"), AtomicFileTest.names(folder));
    }

    @Test
    void aFileInTheWayIsNamed() throws IOException {
        Files.writeString(target, "");
        HoneException e = assertThrows(HoneException.class, () -> AtomicFolder.create(target, true));
        assertEquals(target + " is a file, not a folder.", e.problem());
    }
}
