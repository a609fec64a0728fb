package dev.hone.learn;

import dev.hone.core.HoneException;
import dev.hone.core.artifact.Artifact;
import dev.hone.core.artifact.Card;
import dev.hone.core.files.AtomicFolder;
import dev.hone.tensor.Safetensors;
import java.nio.file.Path;
import java.util.Map;

/**
 * The whole state of a learner between two iterations, in a folder. A run that goes on from it gives the same bytes as one
 * that was never stopped.
 */
public final class Checkpoint {
    private static final String KIND = "checkpoint";
    private static final int SCHEMA = 1;

    private Checkpoint() {}

    /**
     * Writes it whole or not at all, over an older one.
     *
     * @throws HoneException if an environment can't be saved, or the folder can't be written
     */
    public static void save(Checkpointed learner, Path target) {
        Card card = Card.of(KIND, SCHEMA, Map.of(), Map.of(), learner.identity());
        try (AtomicFolder folder = AtomicFolder.create(target, true)) {
            Artifact.write(
                    folder,
                    card,
                    into -> learner.parts()
                            .forEach((name, part) -> Safetensors.write(file(into, name), part.save(), Map.of())));
        }
    }

    /**
     * Puts a fresh learner, made with the same settings and seeds, where the saved one was.
     *
     * @throws HoneException if it is a checkpoint of another environment or of other settings, or damaged
     */
    public static void load(Checkpointed learner, Path folder) {
        Checkpointed.Identity saved = Artifact.open(folder, KIND, SCHEMA).card().content(Checkpointed.Identity.class);
        Checkpointed.Identity needed = learner.identity();
        if (!saved.equals(needed)) {
            throw new HoneException(
                    folder + " is a checkpoint of " + title(saved) + ", not of this training, " + title(needed) + ".",
                    title(saved).equals(title(needed))
                            ? "the settings differ; go on with the old ones, which its card.json shows"
                            : "name another folder");
        }
        try {
            learner.parts().forEach((name, part) -> {
                try (Safetensors open = Safetensors.open(file(folder, name))) {
                    part.load(open);
                }
            });
        } catch (IllegalArgumentException e) {
            throw new HoneException(
                    folder + " is a damaged checkpoint: " + e.getMessage() + ".", "begin the training again", e);
        }
        learner.loaded();
    }

    private static String title(Checkpointed.Identity identity) {
        return identity.learner() + " in " + identity.environments() + " x " + identity.environment();
    }

    private static Path file(Path folder, String name) {
        return folder.resolve(name + ".safetensors");
    }
}
