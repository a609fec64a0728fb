package dev.hone.core.files;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hone.core.HoneException;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class FileErrorsTest {
    private static String advice(String reason) {
        return FileErrors.writing(Path.of("p"), new IOException(reason)).advice();
    }

    @Test
    void onlyAFullDiskIsCalledFull() {
        assertTrue(advice("No space left on device").startsWith("the disk is full"));
        assertTrue(advice("Disk quota exceeded").startsWith("the disk is full"));
        assertTrue(advice("File too large").startsWith("the disk is full"));
        assertFalse(advice("Input/output error").contains("full"));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aPlaceThatHoldsNoFilesIsNotAFullDisk() {
        HoneException e =
                assertThrows(HoneException.class, () -> AtomicFile.write(Path.of("/proc/x1"), false, new byte[1]));
        assertTrue(e.advice().startsWith("files can't be made there"), e.getMessage());
    }
}
