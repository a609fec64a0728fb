package dev.hone.core.files;

import dev.hone.core.HoneException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A folder that appears whole or not at all, as {@link AtomicFile} does for files. Fill {@link #folder()}, then
 * {@link #commit()}. File systems can't swap two folders in one step, so replacing one moves the old aside first: a crash in
 * that instant leaves the old under a hidden name ending in {@code .old}, and the same owner's next attempt puts it back.
 */
public final class AtomicFolder implements AutoCloseable {
    private final Path place;
    private final Neighbour neighbour;
    private final boolean overwrite;
    private final Consumer<Path> beforeRename;
    private boolean committed;

    private AtomicFolder(Path place, Neighbour neighbour, boolean overwrite, Consumer<Path> beforeRename) {
        this.place = place;
        this.neighbour = neighbour;
        this.overwrite = overwrite;
        this.beforeRename = beforeRename;
    }

    /**
     * Begins a folder.
     *
     * @throws HoneException if the target exists and may not be overwritten
     */
    public static AtomicFolder create(Path target, boolean overwrite) {
        return create(target, overwrite, Neighbour.anyOwner(), _ -> {});
    }

    /** Begins a folder that one owner may have begun before and been killed; parameters as in {@link AtomicFile}. */
    public static AtomicFolder create(Path target, boolean overwrite, String owner, Consumer<Path> beforeRename) {
        try {
            Neighbour neighbour = Neighbour.of(target, owner);
            recover(neighbour);
            refuseExisting(target, overwrite);
            Files.createDirectory(neighbour.temporary());
            return new AtomicFolder(target, neighbour, overwrite, beforeRename);
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
        return neighbour.temporary();
    }

    /** The name under which the folder will appear, as it was given. */
    public Path target() {
        return place;
    }

    /** Makes the folder appear under its own name, with everything in it on the disk. */
    public void commit() {
        try {
            force(neighbour.temporary());
            beforeRename.accept(neighbour.temporary());
            refuseExisting(place, overwrite);
            if (Files.exists(neighbour.target())) {
                Files.move(neighbour.target(), neighbour.aside(), StandardCopyOption.ATOMIC_MOVE);
            }
            Files.move(neighbour.temporary(), neighbour.target(), StandardCopyOption.ATOMIC_MOVE);
            committed = true;
            neighbour.forceRename();
            Neighbour.delete(neighbour.aside());
        } catch (IOException e) {
            throw FileErrors.writing(place, e);
        }
    }

    @Override
    public void close() {
        if (!committed) {
            try {
                recover(neighbour);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Undoes what an attempt left half done. */
    private static void recover(Neighbour neighbour) throws IOException {
        Neighbour.delete(neighbour.temporary());
        if (Files.exists(neighbour.aside()) && !Files.exists(neighbour.target())) {
            Files.move(neighbour.aside(), neighbour.target(), StandardCopyOption.ATOMIC_MOVE);
        }
        Neighbour.delete(neighbour.aside());
    }

    private static void force(Path folder) throws IOException {
        for (Path file : Neighbour.contents(folder)) {
            if (Files.isRegularFile(file)) {
                try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                    channel.force(true);
                }
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
}
