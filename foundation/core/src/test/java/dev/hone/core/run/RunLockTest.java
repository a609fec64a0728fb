package dev.hone.core.run;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunLockTest {
    @TempDir
    Path folder;

    @Test
    void itIsTakenOnceAndFreeAfterwards() throws IOException {
        assertFalse(RunLock.held(folder));
        try (RunLock _ = RunLock.take(folder).orElseThrow()) {
            assertTrue(RunLock.held(folder));
            assertTrue(RunLock.take(folder).isEmpty());
        }
        assertFalse(RunLock.held(folder));
        RunLock.take(folder).orElseThrow().close();
    }

    @Test
    void theSameFolderByAnotherNameIsTheSameLock() throws IOException {
        Path run = Files.createDirectory(folder.resolve("run"));
        Path link = Files.createSymbolicLink(folder.resolve("link"), run);
        try (RunLock _ = RunLock.take(run).orElseThrow()) {
            assertTrue(RunLock.held(link));
            assertTrue(RunLock.take(link).isEmpty());
            assertTrue(RunLock.held(folder.resolve("run/../run")));
        }
    }

    @Test
    void closingTwiceDoesNotFreeItForTheNextHolder() throws IOException {
        RunLock first = RunLock.take(folder).orElseThrow();
        first.close();
        try (RunLock _ = RunLock.take(folder).orElseThrow()) {
            first.close();
            assertTrue(RunLock.held(folder));
            assertTrue(RunLock.take(folder).isEmpty());
        }
    }

    @Test
    void whoWaitsGetsItAsSoonAsItIsFree() throws Exception {
        RunLock first = RunLock.take(folder).orElseThrow();
        try (ExecutorService other = Executors.newSingleThreadExecutor()) {
            Future<Optional<RunLock>> waiting = other.submit(() -> Optional.of(RunLock.await(folder)));
            Thread.sleep(50);
            assertFalse(waiting.isDone());
            first.close();
            waiting.get().orElseThrow().close();
        }
        assertFalse(RunLock.held(folder));
    }
}
