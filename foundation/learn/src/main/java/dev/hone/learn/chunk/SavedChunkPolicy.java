package dev.hone.learn.chunk;

import dev.hone.core.HoneException;
import dev.hone.core.artifact.Artifact;
import dev.hone.core.artifact.Card;
import dev.hone.core.files.FileErrors;
import dev.hone.tensor.Safetensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A chunked policy as an artefact of kind {@value #KIND}. Beside its weights lie those of checkpoints on the way there, because success
 * is not monotone in training: {@code checkpoint-01.safetensors} is the oldest.
 *
 * @param folder where it lies
 * @param task name of the task it was trained for; empty if it has none
 * @param spec its shape
 * @param checkpoints how many lie beside the weights
 * @param card of the artefact
 */
public record SavedChunkPolicy(Path folder, String task, ChunkSpec spec, int checkpoints, Card card) {
    public static final String KIND = "chunk-policy";

    private static final int SCHEMA = 2;

    /** What the card holds. */
    record Content(String task, ChunkSpec spec, int checkpoints) {}

    /** The card of a policy about to be saved. */
    public static Card card(
            String task, ChunkSpec spec, int checkpoints, Map<String, String> provenance, Map<String, Double> heldOut) {
        return Card.of(KIND, SCHEMA, provenance, heldOut, new Content(task, spec, checkpoints));
    }

    /**
     * Copies the weights of checkpoints, from the oldest on, into an artefact's folder.
     *
     * @param chosen the checkpoint that the policy acts with, from 1
     */
    public static void fill(Path folder, List<Path> checkpoints, int chosen) {
        for (int i = 0; i < checkpoints.size(); i++) {
            Path to = checkpoint(folder, i + 1);
            copy(checkpoints.get(i), to);
            if (i + 1 == chosen) {
                copy(to, Artifact.weights(folder));
            }
        }
    }

    private static void copy(Path from, Path to) {
        try {
            Files.copy(from, to);
        } catch (IOException e) {
            throw FileErrors.writing(to, e);
        }
    }

    private static Path checkpoint(Path folder, int number) {
        return folder.resolve("checkpoint-%02d.safetensors".formatted(number));
    }

    /**
     * Opens a saved policy.
     *
     * @throws HoneException if the folder holds none, or a damaged one
     */
    public static SavedChunkPolicy open(Path folder) {
        Artifact artifact = Artifact.open(folder, KIND, SCHEMA);
        try {
            Content content = artifact.card().content(Content.class);
            return new SavedChunkPolicy(folder, content.task(), content.spec(), content.checkpoints(), artifact.card());
        } catch (IllegalArgumentException e) {
            throw damaged(folder, e);
        }
    }

    private static HoneException damaged(Path folder, RuntimeException e) {
        return new HoneException(
                folder + " is a damaged policy: " + e.getMessage() + ".",
                "card.json was edited; train the policy again",
                e);
    }

    /** The policy; each call gives one of its own, for a thread of its own. */
    public ChunkPolicy policy() {
        return policy(Artifact.weights(folder));
    }

    /**
     * The policy as it was at a checkpoint.
     *
     * @param number from 1, the oldest
     * @throws HoneException if there is no such checkpoint
     */
    public ChunkPolicy checkpoint(int number) {
        Path file = checkpoint(folder, number);
        if (!Files.exists(file)) {
            throw new HoneException(
                    folder + " has no checkpoint " + number + ", only 1 to " + checkpoints + ".",
                    "use one of these, or the policy itself");
        }
        return policy(file);
    }

    private ChunkPolicy policy(Path file) {
        try (Safetensors weights = Safetensors.open(file)) {
            return spec.policy(weights);
        } catch (IllegalArgumentException e) {
            throw damaged(folder, e);
        }
    }
}
