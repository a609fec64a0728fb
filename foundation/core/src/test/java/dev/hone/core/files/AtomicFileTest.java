package dev.hone.core.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.core.HoneException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
    @TempDir
    Path folder;

    @Test
    void theFileAppearsAtTheCommitAndNotBefore() throws IOException {
        Path target = folder.resolve("sub/out.txt");
        try (AtomicFile file = AtomicFile.create(target, false)) {
            file.stream().write('x');
            assertFalse(Files.exists(target));
            file.commit();
        }
        assertEquals("x", Files.readString(target));
        assertEquals(List.of("out.txt"), names(folder.resolve("sub")));
    }

    @Test
    void withoutACommitNothingIsLeftAndTheOldFileStays() throws IOException {
        Path target = Files.writeString(folder.resolve("out.txt"), "old");
        try (AtomicFile file = AtomicFile.create(target, true)) {
            file.stream().write('x');
        }
        assertEquals("old", Files.readString(target));
        assertEquals(List.of("out.txt"), names(folder));
    }

    @Test
    void anExistingFileIsRefusedWithTheWayOut() throws IOException {
        Path target = Files.writeString(folder.resolve("out.txt"), "old");
        HoneException e = assertThrows(HoneException.class, () -> AtomicFile.create(target, false));
        assertEquals(target + " exists already.", e.problem());
        assertTrue(e.advice().contains("--overwrite"), e.advice());
    }

    @Test
    void aFileThatSomeoneElseMadeMeanwhileIsKept() throws IOException {
        Path target = folder.resolve("out.txt");
        try (AtomicFile file = AtomicFile.create(target, false)) {
            file.stream().write('x');
            Files.writeString(target, "theirs");
            assertThrows(HoneException.class, file::commit);
        }
        assertEquals("theirs", Files.readString(target));
        assertEquals(List.of("out.txt"), names(folder));
    }

    @Test
    void aFolderInTheWayIsNamed() {
        HoneException e = assertThrows(HoneException.class, () -> AtomicFile.create(folder, true));
        assertEquals(folder + " is a folder.", e.problem());
    }

    @Test
    void aFileWhereAFolderShouldBeIsAnErrorWithPlace() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        Path target = file.resolve("out.txt");
        HoneException e = assertThrows(HoneException.class, () -> AtomicFile.create(target, false));
        assertTrue(e.problem().contains(target.toString()), e.problem());
    }

    static List<String> names(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }
}
