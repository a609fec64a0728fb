package dev.hone.imitate.train;

import dev.hone.core.Listener;
import dev.hone.core.Seeds;
import dev.hone.core.artifact.Artifact;
import dev.hone.core.artifact.Card;
import dev.hone.core.files.AtomicFolder;
import dev.hone.learn.chunk.SavedChunkPolicy;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * From data to a saved policy.
 *
 * @param task name of the task, for the policy's card; empty if it has none
 * @param data what is learnt from
 * @param settings how
 * @param seeds where its random numbers come from
 */
public record PolicyTraining(String task, TrainingData data, TrainingSettings settings, Seeds seeds) {
    private static final double SECONDS = 5;

    /**
     * What came out.
     *
     * @param weights files of the checkpoints' weights, the oldest first
     * @param heldOutLoss of the last
     * @param nanos processor time of all updates
     */
    public record Trained(List<Path> weights, OptionalDouble heldOutLoss, long nanos) {
        public Trained {
            weights = List.copyOf(weights);
        }
    }

    /** Trains, or goes on with what the folder holds. */
    public Trained run(Path folder, Listener listener, TrainingFolder.Metrics metrics) {
        TrainingFolder place = new TrainingFolder(folder, SECONDS);
        try (ChunkTraining training = new ChunkTraining(data, settings, seeds)) {
            place.run(training, listener, metrics);
            List<Path> weights = IntStream.rangeClosed(1, settings.checkpoints())
                    .mapToObj(place::weights)
                    .toList();
            return new Trained(weights, training.heldOutLoss(), training.nanos());
        }
    }

    /**
     * Saves what {@link #run} gave.
     *
     * @param chosen the checkpoint that the policy acts with, from 1
     * @param reached success rates and the like, by name
     */
    public void save(
            AtomicFolder target,
            Trained trained,
            int chosen,
            Map<String, String> provenance,
            Map<String, Double> reached) {
        Map<String, Double> heldOut = new TreeMap<>(reached);
        trained.heldOutLoss().ifPresent(loss -> heldOut.put("loss", loss));
        Card card = SavedChunkPolicy.card(task, data.spec(), settings.checkpoints(), provenance, heldOut);
        Artifact.write(target, card, folder -> SavedChunkPolicy.fill(folder, trained.weights(), chosen));
    }
}
