package dev.hone.core.files;

import dev.hone.core.HoneException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A folder that appears whole or not at all, as {@link AtomicFile} does for files. Fill {@link #folder()}, then
 * {@link #commit()}. File systems can't swap two folders in one step, so replacing one moves the old aside first: a crash in
 * that instant leaves the old under a hidden name ending in {@code .old} and loses nothing.
 */
public final class AtomicFolder implements AutoCloseable {
    private final Path target;
    private final Path temporary;
    private final boolean overwrite;
    private final Consumer<Path> beforeRename;
    private boolean committed;

    private AtomicFolder(Path target, Path temporary, boolean overwrite, Consumer<Path> beforeRename) {
        this.target = target;
        this.temporary = temporary;
        this.overwrite = overwrite;
        this.beforeRename = beforeRename;
    }

    /**
     * Begins a folder.
     *
     * @throws HoneException if the target exists and may not be overwritten
     */
    public static AtomicFolder create(Path target, boolean overwrite) {
        return create(target, overwrite, _ -> {});
    }

    /** As above; {@code beforeRename} sees the whole content, on the disk, in the instant before it appears. */
    public static AtomicFolder create(Path target, boolean overwrite, Consumer<Path> beforeRename) {
        refuseExisting(target, overwrite);
        try {
            Path temporary = Files.createDirectory(AtomicFile.neighbour(target.toAbsolutePath()));
            return new AtomicFolder(target, temporary, overwrite, beforeRename);
        } catch (IOException e) {
            throw FileErrors.writing(target, e);
        }
    }

    /** Says at the start of long work what {@link #commit()} would say at its end; an empty folder is no obstacle. */
    public static void refuseExisting(Path target, boolean overwrite) {
        if (Files.exists(target) && !Files.isDirectory(target)) {
            throw new HoneException(target + " is a file, not a folder.", "choose another name");
        }
        if (!overwrite && Files.exists(target) && !isEmpty(target)) {
            throw AtomicFile.alreadyThere(target);
        }
    }

    /** The folder to fill. */
    public Path folder() {
        return temporary;
    }

    /** Makes the folder appear under its own name, with everything in it on the disk. */
    public void commit() {
        try {
            for (Path file : contents(temporary)) {
                if (Files.isRegularFile(file)) {
                    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                        channel.force(true);
                    }
                }
            }
            beforeRename.accept(temporary);
            refuseExisting(target, overwrite);
            if (Files.exists(target)) {
                Path aside = Path.of(temporary.toString().replaceAll("\\.tmp$", ".old"));
                Files.move(target, aside, StandardCopyOption.ATOMIC_MOVE);
                Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
                delete(aside);
            } else {
                Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
            }
            committed = true;
            AtomicFile.forceFolder(target);
        } catch (IOException e) {
            throw FileErrors.writing(target, e);
        }
    }

    @Override
    public void close() {
        if (!committed) {
            try {
                delete(temporary);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static boolean isEmpty(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.findAny().isEmpty();
        } catch (IOException e) {
            throw FileErrors.reading(folder, e);
        }
    }

    private static List<Path> contents(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.sorted(Comparator.reverseOrder()).toList();
        }
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            for (Path path : contents(folder)) {
                Files.deleteIfExists(path);
            }
        }
    }
}
