package dev.hone.bench;

import dev.hone.core.Seeds;
import dev.hone.episodes.Episode;
import dev.hone.imitate.train.ChunkTraining;
import dev.hone.imitate.train.DataRanges;
import dev.hone.imitate.train.PolicyShape;
import dev.hone.imitate.train.TrainingData;
import dev.hone.imitate.train.TrainingSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.random.RandomGenerator;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Milliseconds of processor time that an update of {@code imitate}'s denoiser takes, drawing its batch included; the counterpart of
 * {@code bench/imitate/denoiser.py}. The numbers learnt from are random: an update takes as long whatever they are.
 */
@Command(name = "denoiser", description = "Times updates of the MLP denoiser.", mixinStandardHelpOptions = true)
public final class DenoiserBench implements Callable<Integer> {
    private static final int EPISODES = 50;
    private static final int FRAMES = 56;
    private static final int SEEN = 30;
    private static final int DONE = 10;
    private static final int BEFORE = 100; // updates that Java's compiler gets

    @Option(names = "--steps", defaultValue = "2000", description = "Updates that are timed (${DEFAULT-VALUE}).")
    private int steps;

    @Option(names = "--seed", defaultValue = "0", description = "Decides everything (${DEFAULT-VALUE}).")
    private long seed;

    /** Runs the bench. */
    public static void main(String[] words) {
        System.exit(new CommandLine(new DenoiserBench()).execute(words));
    }

    @Override
    public Integer call() {
        List<Episode> episodes = episodes(Seeds.of(seed).child("numbers").generator());
        var spec = PolicyShape.DIFFUSION.spec(DataRanges.of(episodes), List.of(256, 256, 256));
        TrainingData data = TrainingData.of(episodes, spec, 0, Optional.empty(), Seeds.of(seed));
        TrainingSettings settings = TrainingSettings.DEFAULT.withSteps(BEFORE + steps);
        try (var training = new ChunkTraining(data, settings, Seeds.of(seed))) {
            double loss = 0;
            long begin = 0;
            while (training.remaining() > 0) {
                if (training.steps() == BEFORE) {
                    begin = training.nanos();
                }
                loss = training.step();
            }
            System.out.printf(
                    Locale.ROOT,
                    "Hone: %.2f ms an update, loss %.4f%n",
                    (training.nanos() - begin) / 1e6 / steps,
                    loss);
        }
        return 0;
    }

    private static List<Episode> episodes(RandomGenerator random) {
        List<Episode> episodes = new ArrayList<>();
        for (int i = 0; i < EPISODES; i++) {
            Episode.Recorder recorder = new Episode.Recorder("numbers");
            for (int j = 0; j < FRAMES; j++) {
                recorder.add(new Episode.Frame(
                        numbers(SEEN, random), numbers(DONE, random), Optional.empty(), Optional.empty()));
            }
            episodes.add(recorder.done(Optional.of(true), Map.of()));
        }
        return episodes;
    }

    private static float[] numbers(int count, RandomGenerator random) {
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = 2 * random.nextFloat() - 1;
        }
        return numbers;
    }
}
