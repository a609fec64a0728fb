package dev.hone.core.files;

import dev.hone.core.HoneException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
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
    private final Path target;
    private final Path temporary;
    private final boolean overwrite;
    private final FileChannel channel;
    private final OutputStream stream;
    private final Consumer<Path> beforeRename;
    private boolean committed;

    private AtomicFile(
            Path target, Path temporary, boolean overwrite, FileChannel channel, Consumer<Path> beforeRename) {
        this.target = target;
        this.temporary = temporary;
        this.overwrite = overwrite;
        this.channel = channel;
        this.beforeRename = beforeRename;
        this.stream = new PlacedStream(target, new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16));
    }

    /**
     * Begins a file; its folder is made if it is missing.
     *
     * @throws HoneException if the target exists and may not be overwritten, or its folder can't be written to
     */
    public static AtomicFile create(Path target, boolean overwrite) {
        return create(target, overwrite, _ -> {});
    }

    /** As above; {@code beforeRename} sees the whole content, on the disk, in the instant before it appears. */
    public static AtomicFile create(Path target, boolean overwrite, Consumer<Path> beforeRename) {
        refuseExisting(target, overwrite);
        Path absolute = target.toAbsolutePath();
        try {
            Path temporary = neighbour(absolute);
            FileChannel channel = FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            return new AtomicFile(target, temporary, overwrite, channel, beforeRename);
        } catch (IOException e) {
            throw FileErrors.writing(target, e);
        }
    }

    /** Writes a whole text, for small files. */
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
     * @throws HoneException if {@code target} exists and {@code overwrite} is false, or {@code target} is a folder
     */
    public static void refuseExisting(Path target, boolean overwrite) {
        if (Files.isDirectory(target)) {
            throw new HoneException(target + " is a folder.", "name a file inside it");
        }
        if (!overwrite && Files.exists(target)) {
            throw alreadyThere(target);
        }
    }

    /** Where the bytes go; buffered. Its failures are {@link HoneException}s that name the target. */
    public OutputStream stream() {
        return stream;
    }

    public Path target() {
        return target;
    }

    /** Makes the file appear under its own name, with everything written so far on the disk. */
    public void commit() {
        try {
            stream.flush();
            channel.force(true);
            channel.close();
            beforeRename.accept(temporary);
            refuseExisting(target, overwrite); // someone else may have made it since the start
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            committed = true;
            forceFolder(target);
        } catch (IOException e) {
            throw FileErrors.writing(target, e);
        }
    }

    @Override
    public void close() {
        if (committed) {
            return;
        }
        try {
            channel.close();
            Files.deleteIfExists(temporary);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static HoneException alreadyThere(Path target) {
        return new HoneException(target + " exists already.", "add --overwrite to replace it, or choose another name");
    }

    /** A hidden name beside {@code absolute} that no other process picks; makes the folder. */
    static Path neighbour(Path absolute) throws IOException {
        Path folder = Optional.ofNullable(absolute.getParent()).orElse(absolute);
        Files.createDirectories(folder);
        String unique = ProcessHandle.current().pid() + "-" + Long.toHexString(System.nanoTime());
        return folder.resolve("." + absolute.getFileName() + "." + unique + ".tmp");
    }

    /** Forces the rename itself to the disk, where the system lets one open a folder. */
    static void forceFolder(Path target) {
        Path folder = target.toAbsolutePath().getParent();
        if (folder == null) {
            return;
        }
        try (FileChannel f = FileChannel.open(folder, StandardOpenOption.READ)) {
            f.force(true);
        } catch (IOException _) {
            // Windows can't open folders; the rename then reaches the disk when the system likes
        }
    }

    /** A stream whose failures name the file the user asked for, not the hidden one. */
    private static final class PlacedStream extends OutputStream {
        private final Path place;
        private final OutputStream out;

        PlacedStream(Path place, OutputStream out) {
            this.place = place;
            this.out = out;
        }

        @Override
        public void write(int b) {
            try {
                out.write(b);
            } catch (IOException e) {
                throw FileErrors.writing(place, e);
            }
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            try {
                out.write(bytes, offset, length);
            } catch (IOException e) {
                throw FileErrors.writing(place, e);
            }
        }

        @Override
        public void flush() {
            try {
                out.flush();
            } catch (IOException e) {
                throw FileErrors.writing(place, e);
            }
        }
    }
}
