package dev.hone.core.files;

import dev.hone.core.HoneException;
import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.function.Consumer;

/**
 * A file that appears whole or not at all. Bytes go to a hidden neighbour of the target; {@link #commit()} forces them to the
 * disk and renames the neighbour over the target, in one step for every reader. Closing without a commit, and every
 * failure, removes the neighbour and leaves the target as it was.
 *
 * <pre>{@code
 * try (var out = AtomicFile.create(target, overwrite)) {
 *     out.stream().write(bytes);
 *     out.commit();
 * }
 * }</pre>
 */
public final class AtomicFile implements AutoCloseable {
    private final Path place;
    private final Neighbour neighbour;
    private final boolean overwrite;
    private final Consumer<Path> beforeRename;
    private final FileOutputStream file;
    private final OutputStream stream;
    private boolean committed;

    private AtomicFile(Path place, Neighbour neighbour, boolean overwrite, Consumer<Path> beforeRename)
            throws IOException {
        this.place = place;
        this.neighbour = neighbour;
        this.overwrite = overwrite;
        this.beforeRename = beforeRename;
        // not a FileChannel: an interrupted thread would close it half-way
        this.file = new FileOutputStream(neighbour.temporary().toFile());
        this.stream = new PlacedStream(place, new BufferedOutputStream(file, 1 << 16));
    }

    /**
     * Begins a file; its folder is made if it is missing.
     *
     * @throws HoneException if the target exists and may not be overwritten, or its folder can't be written to
     */
    public static AtomicFile create(Path target, boolean overwrite) {
        return create(target, overwrite, Neighbour.anyOwner(), _ -> {});
    }

    /**
     * Begins a file that one owner may have begun before and been killed.
     *
     * @param owner names the neighbour, so that what a killed attempt left is used again; of two living owners with the same
     *     name the later would spoil the earlier's file
     * @param beforeRename sees the whole content, on the disk, in the instant before it appears
     */
    public static AtomicFile create(Path target, boolean overwrite, String owner, Consumer<Path> beforeRename) {
        refuseExisting(target, overwrite);
        try {
            return new AtomicFile(target, Neighbour.of(target, owner), overwrite, beforeRename);
        } catch (IOException e) {
            throw FileErrors.writing(target, e);
        }
    }

    /** Writes a whole file at once. */
    public static void write(Path target, boolean overwrite, byte[] content) {
        try (AtomicFile file = create(target, overwrite)) {
            file.stream().write(content);
            file.commit();
        } catch (IOException e) {
            throw FileErrors.writing(target, e);
        }
    }

    /**
     * Says at the start of long work what {@link #commit()} would say at its end.
     *
     * @throws HoneException if {@code target} exists and {@code overwrite} is false, or it is no file: a rename over
     *     {@code /dev/null} would replace it for everybody
     */
    public static void refuseExisting(Path target, boolean overwrite) {
        if (Files.isDirectory(target)) {
            throw new HoneException(target + " is a folder.", "name a file inside it");
        }
        if (Files.exists(target) && !Files.isRegularFile(target)) {
            throw new HoneException(
                    target + " is a device or a pipe.", "give '-' to write to standard output and redirect that");
        }
        if (!overwrite && Files.exists(target)) {
            throw alreadyThere(target);
        }
    }

    /** Where the bytes go; buffered. Its failures are {@link HoneException}s that name the target. */
    public OutputStream stream() {
        return stream;
    }

    /** The name under which the file will appear, as it was given. */
    public Path target() {
        return place;
    }

    /** Makes the file appear under its own name, with everything written so far on the disk. */
    public void commit() {
        try {
            stream.flush();
            file.getFD().sync();
            file.close();
            beforeRename.accept(neighbour.temporary());
            refuseExisting(place, overwrite); // someone else may have made it since the start
            Files.move(
                    neighbour.temporary(),
                    neighbour.target(),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
            committed = true;
            neighbour.forceRename();
        } catch (IOException e) {
            throw FileErrors.writing(place, e);
        }
    }

    @Override
    public void close() {
        if (committed) {
            return;
        }
        try {
            file.close();
            Files.deleteIfExists(neighbour.temporary());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static HoneException alreadyThere(Path target) {
        return new HoneException(target + " exists already.", "add --overwrite to replace it, or choose another name");
    }
}
