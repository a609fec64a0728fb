package dev.hone.core.run;

import dev.hone.core.HoneException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * One process per run, known to all others. The holder has an exclusive lock on the run's file {@code lock}; the kernel drops it
 * when the process dies, however it dies, so a run that says "unfinished" and whose lock is free was interrupted. No
 * process id is trusted: ids are used again.
 *
 * <p>Two traps of POSIX locks shape the code. A process never conflicts with itself, and closing <em>any</em> descriptor of
 * the file drops the lock, so a dashboard that looked at its own process's run would free it for others. Hence {@link #HELD}:
 * runs held by this process are known by name, and their lock file is never opened a second time. Second, whoever asks "is it held?"
 * must take the lock for an instant (a shared one, so that two askers don't see each other); so taking it for good tries
 * again for a while before it gives up.
 */
final class RunLock implements AutoCloseable {
    private static final Set<Path> HELD = new HashSet<>();
    private static final int TRIES = 20;
    private static final long PAUSE_MILLIS = 10;
    // a holder of low priority on a busy machine needs minutes for what takes an instant
    private static final long LONGEST_WAIT = TimeUnit.MINUTES.toNanos(5);

    private final Path key;
    private final FileChannel channel;

    private RunLock(Path key, FileChannel channel) {
        this.key = key;
        this.channel = channel;
    }

    /** Takes the run of this folder for this process, or gives nothing if somebody has it. */
    static synchronized Optional<RunLock> take(Path folder) throws IOException {
        Path key = key(folder);
        if (HELD.contains(key)) {
            return Optional.empty();
        }
        FileChannel channel = FileChannel.open(key, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        for (int i = 0; i < TRIES; i++) {
            if (channel.tryLock() != null) {
                HELD.add(key);
                return Optional.of(new RunLock(key, channel));
            }
            pause();
        }
        channel.close();
        return Optional.empty();
    }

    /** Takes a folder's lock, waiting for whoever has it; meant for locks that are held for an instant. */
    static RunLock await(Path folder) throws IOException {
        long start = System.nanoTime();
        while (true) {
            Optional<RunLock> lock = take(folder);
            if (lock.isPresent()) {
                return lock.get();
            }
            if (System.nanoTime() - start > LONGEST_WAIT) {
                throw new HoneException(
                        "Another process has held " + folder.resolve("lock") + " for too long.",
                        "it is stopped or hangs; end it and repeat the command");
            }
            pause();
        }
    }

    /** Whether a living process, this one included, has the run of this folder. */
    static synchronized boolean held(Path folder) throws IOException {
        Path key = key(folder);
        if (HELD.contains(key)) {
            return true;
        }
        if (!Files.exists(key)) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(key, StandardOpenOption.READ);
                FileLock lock = channel.tryLock(0, Long.MAX_VALUE, true)) {
            return lock == null;
        }
    }

    @Override
    public void close() {
        synchronized (RunLock.class) {
            if (!channel.isOpen()) {
                return; // closed before; by now the run may be somebody else's
            }
            try {
                channel.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } finally {
                HELD.remove(key);
            }
        }
    }

    private static Path key(Path folder) throws IOException {
        return folder.toRealPath().resolve("lock");
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
