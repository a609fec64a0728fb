package dev.hone.imitate.train;

import dev.hone.core.Listener;
import dev.hone.core.files.FileErrors;
import dev.hone.learn.Checkpoint;
import dev.hone.tensor.Safetensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A training that may be killed at any instant and goes on from its folder to the same bytes. Two slots hold its state in turn, so that one of
 * them is always whole; how often they are written depends on the clock and changes no result.
 */
public final class TrainingFolder {
    private static final int SLOTS = 2;
    private static final long NANOS = 1_000_000_000L;
    private static final int LOG = 100;

    private final Path folder;
    private final double secondsApart;

    /** Takes note of numbers, as a run does. */
    public interface Metrics {
        void note(String name, long step, double value);
    }

    /**
     * A folder that is made when it is first written to.
     *
     * @param secondsApart between two states
     */
    public TrainingFolder(Path folder, double secondsApart) {
        this.folder = folder;
        this.secondsApart = secondsApart;
    }

    /** Trains to the end, from where the folder says. */
    public void run(ChunkTraining training, Listener listener, Metrics metrics) {
        make();
        newest().ifPresent(state -> Checkpoint.load(training, state));
        TrainingSettings settings = training.settings();
        listener.begin("updates", training.steps(), settings.steps());
        long saved = System.nanoTime();
        double sum = 0;
        int summed = 0;
        while (training.remaining() > 0) {
            sum += training.step();
            summed++;
            long step = training.steps();
            if (step % LOG == 0 || training.remaining() == 0) {
                metrics.note("loss", step, sum / summed);
                sum = 0;
                summed = 0;
                listener.advance(step);
            }
            int passed = passed(settings, step);
            if (passed > passed(settings, step - 1)) {
                training.heldOutLoss().ifPresent(loss -> metrics.note("held-out loss", step, loss));
                Safetensors.write(weights(passed), training.weights(), Map.of());
            }
            if (System.nanoTime() - saved > secondsApart * NANOS || training.remaining() == 0) {
                int slot = other();
                Checkpoint.save(training, state(slot));
                saved = System.nanoTime();
            }
        }
        listener.end();
    }

    /** How many checkpoints lie at or before a step. */
    private static int passed(TrainingSettings settings, long step) {
        return (int) (step * settings.checkpoints() / settings.steps());
    }

    /** Where the weights of a checkpoint lie, from 1. */
    public Path weights(int checkpoint) {
        return folder.resolve("weights-%02d.safetensors".formatted(checkpoint));
    }

    private void make() {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw FileErrors.writing(folder, e);
        }
    }

    private Path state(int slot) {
        return folder.resolve("state-" + slot);
    }

    private Optional<Path> newest() {
        return IntStream.range(0, SLOTS)
                .mapToObj(this::state)
                .filter(Files::exists)
                .max((a, b) -> Long.compare(steps(a), steps(b)));
    }

    /** The slot that the newest state is not in. */
    private int other() {
        return newest().filter(state(0)::equals).isPresent() ? 1 : 0;
    }

    private static long steps(Path state) {
        Path file = state.resolve(ChunkTraining.PROGRESS + ".safetensors");
        try (Safetensors progress = Safetensors.open(file)) {
            return progress.longs("words")[0];
        }
    }
}
