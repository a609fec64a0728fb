package dev.hone.core.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.core.HoneException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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

    @Test
    void aDeviceIsNotRenamedOver() {
        HoneException e = assertThrows(HoneException.class, () -> AtomicFile.create(Path.of("/dev/null"), true));
        assertEquals("/dev/null is a device or a pipe.", e.problem());
    }

    @Test
    void aLinkStaysALinkAndWhatItNamesIsReplaced() throws IOException {
        Path real =
                Files.writeString(Files.createDirectory(folder.resolve("data")).resolve("real.txt"), "old");
        Path link = Files.createSymbolicLink(folder.resolve("link.txt"), real);
        AtomicFile.write(link, true, new byte[] {'x'});
        assertTrue(Files.isSymbolicLink(link));
        assertEquals("x", Files.readString(real));
    }

    @Test
    void whatAKilledAttemptLeftIsUsedAgainByItsOwner() throws IOException {
        Path target = folder.resolve("out.txt");
        Files.writeString(folder.resolve(".out.txt.run-1.tmp"), "a long half of an older attempt");
        try (AtomicFile file = AtomicFile.create(target, false, "run-1", _ -> {})) {
            file.stream().write('x');
            file.commit();
        }
        assertEquals("x", Files.readString(target));
        assertEquals(List.of("out.txt"), names(folder));
    }

    @Test
    void theWholeContentIsSeenBeforeTheRename() throws IOException {
        Path target = folder.resolve("out.txt");
        List<String> seen = new ArrayList<>();
        try (AtomicFile file = AtomicFile.create(target, false, "run-1", path -> seen.add(Hash.of(path)))) {
            file.stream().write("abc".getBytes(StandardCharsets.UTF_8));
            file.commit();
        }
        assertEquals(List.of(Hash.of("abc")), seen);
    }

    static List<String> names(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }
}
