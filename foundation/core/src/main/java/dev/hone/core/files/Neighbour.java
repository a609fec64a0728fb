package dev.hone.core.files;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A hidden place beside a target, where its next content grows; on the same file system, so that a rename is one step.
 *
 * @param target what the rename replaces: the end of any symbolic links
 * @param temporary where the new content grows
 * @param aside where an old folder waits while the new one takes its name
 */
record Neighbour(Path target, Path temporary, Path aside) {
    /** The neighbour of {@code target} that belongs to {@code owner} alone; makes the folder around it. */
    static Neighbour of(Path target, String owner) throws IOException {
        Path real =
                Files.isSymbolicLink(target) && Files.exists(target) ? target.toRealPath() : target.toAbsolutePath();
        Path folder = Optional.ofNullable(real.getParent()).orElse(real);
        Files.createDirectories(folder);
        String hidden = "." + real.getFileName() + "." + owner;
        return new Neighbour(real, folder.resolve(hidden + ".tmp"), folder.resolve(hidden + ".old"));
    }

    /** A name that no other process, and nobody else in this one, has. */
    static String anyOwner() {
        return ProcessHandle.current().pid() + "-" + Long.toHexString(System.nanoTime());
    }

    /** Forces the rename itself to the disk, where the system lets one open a folder. */
    void forceRename() {
        Path folder = target.getParent();
        if (folder == null) {
            return;
        }
        try (FileChannel f = FileChannel.open(folder, StandardOpenOption.READ)) {
            f.force(true);
        } catch (IOException _) {
            // Windows can't open folders; the rename then reaches the disk when the system likes
        }
    }

    /** Everything below and including {@code place}, the deepest first. */
    static List<Path> contents(Path place) throws IOException {
        try (Stream<Path> all = Files.walk(place)) {
            return all.sorted(Comparator.reverseOrder()).toList();
        }
    }

    static void delete(Path place) throws IOException {
        if (Files.exists(place)) {
            for (Path path : contents(place)) {
                Files.deleteIfExists(path);
            }
        }
    }
}
