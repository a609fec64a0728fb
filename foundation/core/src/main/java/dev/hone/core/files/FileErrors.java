package dev.hone.core.files;

import dev.hone.core.HoneException;
import dev.hone.core.Nearest;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Turns what the file system says into an error that names the place and what to do. */
public final class FileErrors {
    /** How systems say that there is no room: of the disk, of the user, of one file. */
    private static final List<String> FULL =
            List.of("No space left", "quota exceeded", "File too large", "not enough space");

    private FileErrors() {}

    /** {@code place} could not be read. */
    public static HoneException reading(Path place, IOException cause) {
        if (cause instanceof NoSuchFileException || cause instanceof FileNotFoundException) {
            return missing(place);
        }
        if (Files.isDirectory(place)) {
            return new HoneException(place + " is a folder, not a file.", "name a file inside it", cause);
        }
        if (cause instanceof AccessDeniedException) {
            return new HoneException("Reading " + place + " is not allowed.", "change its permissions", cause);
        }
        return new HoneException(
                "Reading " + place + " failed: " + reason(cause) + ".", "the file or its disk is damaged", cause);
    }

    /** {@code place} could not be written; whatever stood there before is still there. */
    public static HoneException writing(Path place, IOException cause) {
        String problem = "Writing " + place + " failed: " + reason(cause) + ".";
        if (cause instanceof AccessDeniedException) {
            return new HoneException(problem, "choose a place where you may write", cause);
        }
        if (cause instanceof NoSuchFileException || cause instanceof FileAlreadyExistsException) {
            return new HoneException(problem, "part of its path is missing or is a file", cause);
        }
        if (cause instanceof FileNotFoundException) { // Java's word for every file that can't be opened
            return new HoneException(problem, "files can't be made there; choose another place", cause);
        }
        return new HoneException(
                problem,
                (FULL.stream().anyMatch(reason(cause)::contains)
                                ? "the disk is full; free some space or choose another place"
                                : "the disk is damaged, or gone; choose another place")
                        + ". What was there is kept",
                cause);
    }

    /** The error for a file or folder that is not there; names a neighbour with nearly the same name. */
    public static HoneException missing(Path place) {
        String advice = neighbour(place)
                .map(near -> "you meant " + near)
                .orElse("the name is misspelt, or the command runs in another folder than you think");
        return new HoneException(place + " does not exist.", advice);
    }

    private static Optional<String> neighbour(Path place) {
        Path folder = Optional.ofNullable(place.getParent()).orElse(Path.of(""));
        Path name = place.getFileName();
        if (name == null) {
            return Optional.empty();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            List<String> names = entries.map(e -> e.getFileName().toString())
                    .sorted()
                    .limit(10_000)
                    .toList();
            return Nearest.of(name.toString(), names)
                    .map(near -> folder.resolve(near).toString());
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    private static String reason(IOException cause) {
        if (cause instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (cause instanceof FileSystemException f && f.getReason() != null) {
            return f.getReason();
        }
        return Optional.ofNullable(cause.getMessage()).orElse(cause.getClass().getSimpleName());
    }
}
