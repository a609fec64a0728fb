package dev.hone.learn.ppo;

import dev.hone.core.HoneException;
import dev.hone.core.artifact.Artifact;
import dev.hone.core.artifact.Card;
import dev.hone.core.files.AtomicFolder;
import dev.hone.learn.Environment;
import dev.hone.learn.Snapshot;
import dev.hone.learn.SpaceCard;
import dev.hone.tensor.Safetensors;
import dev.hone.tensor.TensorData;
import java.nio.file.Path;
import java.util.Map;
import java.util.SequencedMap;

/**
 * The whole state of a {@link Ppo} between two iterations, in a folder: weights, optimisers, normalisers, environments and the
 * place in the random streams. A run that goes on from it gives the same bytes as one that was never stopped.
 */
public final class PpoCheckpoint {
    static final String KIND = "ppo-checkpoint";

    private static final int SCHEMA = 1;
    private static final String STATE = "state";

    /** What must be the same for a checkpoint to fit. */
    record Content(String environment, SpaceCard observations, SpaceCard actions, int environments, String settings) {
        static Content of(Ppo ppo) {
            Environment first = ppo.environments.environment(0);
            return new Content(
                    first.name(),
                    SpaceCard.of(first.observations()),
                    SpaceCard.of(first.actions()),
                    ppo.environments.count(),
                    ppo.settings.toString());
        }
    }

    private PpoCheckpoint() {}

    /**
     * Writes it whole or not at all, over an older one.
     *
     * @throws HoneException if an environment can't be saved, or the folder can't be written
     */
    public static void save(Ppo ppo, Path target) {
        Card card = Card.of(KIND, SCHEMA, Map.of(), Map.of(), Content.of(ppo));
        try (AtomicFolder folder = AtomicFolder.create(target, true)) {
            Artifact.write(folder, card, into -> fill(ppo, into));
        }
    }

    private static void fill(Ppo ppo, Path folder) {
        write(folder, "actor", ppo.model.actorParameters.save());
        write(folder, "critic", ppo.model.criticParameters.save());
        write(folder, "actor-adam", ppo.model.actorOptimizer.save());
        write(folder, "critic-adam", ppo.model.criticOptimizer.save());
        Snapshot.Writer to = Snapshot.writer().put(ppo.iteration);
        ppo.random.save(to);
        ppo.norm.save(to);
        ppo.scale.save(to);
        long[] learner = to.done().words();
        long[] environments = ppo.environments.snapshot().words();
        Safetensors.write(
                file(folder, STATE),
                Map.of(
                        "learner", TensorData.of(learner, learner.length),
                        "environments", TensorData.of(environments, environments.length)),
                Map.of());
    }

    private static void write(Path folder, String name, SequencedMap<String, TensorData> tensors) {
        Safetensors.write(file(folder, name), tensors, Map.of());
    }

    private static Path file(Path folder, String name) {
        return folder.resolve(name + ".safetensors");
    }

    /**
     * Puts a fresh learner, made with the same settings and seeds, where the saved one was.
     *
     * @throws HoneException if it is a checkpoint of another environment or of other settings, or damaged
     */
    public static void load(Ppo ppo, Path folder) {
        Content saved = Artifact.open(folder, KIND, SCHEMA).card().content(Content.class);
        Content needed = Content.of(ppo);
        if (!saved.equals(needed)) {
            throw new HoneException(
                    folder + " is a checkpoint of " + saved.environments() + " x " + saved.environment()
                            + ", not of this training in " + needed.environments() + " x " + needed.environment() + ".",
                    saved.environment().equals(needed.environment())
                            ? "the settings differ; go on with the old ones, which its card.json shows"
                            : "name another folder");
        }
        read(folder, "actor", ppo.model.actorParameters::load);
        read(folder, "critic", ppo.model.criticParameters::load);
        read(folder, "actor-adam", ppo.model.actorOptimizer::load);
        read(folder, "critic-adam", ppo.model.criticOptimizer::load);
        read(folder, STATE, file -> {
            Snapshot.Reader from = Snapshot.of(file.longs("learner")).reader();
            ppo.iteration = from.nextLong();
            ppo.random.restore(from);
            ppo.norm.restore(from);
            ppo.scale.restore(from);
            from.end();
            ppo.environments.restore(ppo.seeds.child("environments"), Snapshot.of(file.longs("environments")));
        });
        ppo.model.refresh();
    }

    private interface Reading {
        void from(Safetensors file);
    }

    private static void read(Path folder, String name, Reading reading) {
        try (Safetensors file = Safetensors.open(file(folder, name))) {
            reading.from(file);
        }
    }
}
