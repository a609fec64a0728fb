package dev.hone.core.artifact;

import dev.hone.core.HoneException;
import dev.hone.core.Json;
import dev.hone.core.files.AtomicFolder;
import dev.hone.core.files.FileErrors;
import dev.hone.core.files.Hash;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;

/**
 * What a run leaves for others: a folder with {@code card.json} and, where there is something to weigh,
 * {@code weights.safetensors}. Nothing in it is ever executed.
 */
public record Artifact(Path folder, Card card) {
    private static final String CARD = "card.json";

    /**
     * Writes an artefact whole or not at all.
     *
     * @param fill puts the weights and whatever else belongs to it into the folder it is given
     * @throws HoneException if {@code target} exists and may not be overwritten, or can't be written
     */
    public static Artifact write(Path target, Card card, boolean overwrite, Consumer<Path> fill) {
        try (AtomicFolder folder = AtomicFolder.create(target, overwrite)) {
            write(folder, card, fill);
        }
        return new Artifact(target, card);
    }

    /** Fills a folder already begun, for example by a run, and makes it appear. */
    public static void write(AtomicFolder folder, Card card, Consumer<Path> fill) {
        Path file = folder.folder().resolve(CARD);
        try {
            fill.accept(folder.folder());
            Files.writeString(file, Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(card) + "\n");
        } catch (IOException e) {
            throw FileErrors.writing(file, e);
        }
        folder.commit();
    }

    /**
     * Opens an artefact of the kind that the caller can use.
     *
     * @param newest the newest schema version that the caller understands
     * @throws HoneException if the folder is no artefact, is of another kind, or is newer than that
     */
    public static Artifact open(Path folder, String kind, int newest) {
        Artifact artifact = open(folder);
        Card card = artifact.card();
        if (!card.kind().equals(kind)) {
            throw new HoneException(
                    folder + " is a " + card.kind() + ", but a " + kind + " is needed.", "name another artefact");
        }
        if (card.schema() > newest) {
            throw new HoneException(
                    folder + " has version " + card.schema() + " of a " + kind + "; this Hone reads up to " + newest
                            + ".",
                    "it was made by Hone " + card.hone() + "; use that one, or make the artefact again");
        }
        return artifact;
    }

    /** Opens an artefact of any kind, to show its card. */
    public static Artifact open(Path folder) {
        Path file = folder.resolve(CARD);
        if (!Files.exists(folder)) {
            throw FileErrors.missing(folder);
        }
        if (!Files.exists(file)) {
            throw new HoneException(folder + " has no card.json.", "it is not an artefact, or only part of one");
        }
        try {
            return new Artifact(folder, Json.MAPPER.readValue(Files.readString(file), Card.class));
        } catch (JacksonException e) {
            throw new HoneException(
                    file + " is not a card: " + Json.problem(e) + ".",
                    "it was edited or damaged; make the artefact again",
                    e);
        } catch (IOException e) {
            throw FileErrors.reading(file, e);
        }
    }

    /** Where the weights are; the file need not exist for kinds without any. */
    public Path weights() {
        return weights(folder);
    }

    /** Where the weights go in a folder being filled. */
    public static Path weights(Path folder) {
        return folder.resolve("weights.safetensors");
    }

    /** What identifies the artefact, for the inputs of a run and the provenance of what is made with it. */
    public String sha256() {
        return Hash.of(folder);
    }
}
