package dev.hone.transformer.train;

import dev.hone.core.HoneException;
import dev.hone.core.Listener;
import dev.hone.core.Seeds;
import dev.hone.lm.arithmetic.Problem;
import dev.hone.tensor.AdamW;
import dev.hone.tensor.LearningRate;
import dev.hone.tensor.Safetensors;
import dev.hone.tensor.Scope;
import dev.hone.tensor.Tensor;
import dev.hone.transformer.Family;
import dev.hone.transformer.ModelConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * Trains the embedded {@code arithmetic} model: a small Llama that answers some sums and products surely, some by luck and
 * some never, which is what makes allocating samples worth showing.
 *
 * <p>Problems are drawn afresh for every step from the distribution of {@link Problem#any}; the loss is on the answer's
 * digits and the end token. Everything comes from the seed and runs on one native thread, so the same seed and steps give the
 * same bytes on the same kind of processor, also where the training was killed and started again.
 */
public final class ArithmeticTraining {
    /** Steps of the committed model. */
    public static final int STEPS = 2500;

    private static final ModelConfig CONFIG = new ModelConfig(
            Family.LLAMA,
            ArithmeticVocabulary.SIZE,
            64,
            176,
            2,
            4,
            4,
            16,
            32,
            1e-5,
            100,
            Optional.empty(),
            false,
            false,
            false,
            false);

    /**
     * How the work is cut.
     *
     * @param batch problems of one step
     * @param parts batches of like length that a step is computed in
     * @param checkpointEvery steps from one checkpoint to the next
     */
    record Plan(int batch, int parts, int checkpointEvery) {}

    private static final Plan PLAN = new Plan(128, 4, 250);
    private static final double PEAK_RATE = 4e-3;
    private static final int WARM_UP = 100;
    private static final double MOST_GRADIENT = 1;
    private static final AdamW.Settings ADAM = new AdamW.Settings(0.9, 0.98, 1e-8, 0.01);
    private static final String CHECKPOINT = "training.safetensors";

    private ArithmeticTraining() {}

    /**
     * Trains a model and writes it to a folder, going on from the folder's checkpoint if an earlier call with the same seed
     * and steps was cut off.
     *
     * @param steps batches of 128 problems, at least 1; the learning rate falls to 0 over them
     * @throws HoneException if the folder can't be written, or holds the checkpoint of another seed or number of steps
     */
    public static void train(long seed, int steps, Path out, Listener listener) {
        train(seed, steps, out, listener, PLAN);
    }

    static void train(long seed, int steps, Path out, Listener listener, Plan plan) {
        if (steps < 1) {
            throw new HoneException("The number of training steps is " + steps + ".", "give a number of 1 or more");
        }
        createFolder(out);
        Path checkpoint = out.resolve(CHECKPOINT);
        Map<String, String> provenance =
                Map.of("task", "arithmetic", "seed", Long.toString(seed), "steps", Integer.toString(steps));
        Seeds seeds = Seeds.of(seed).child("arithmetic training");
        try (var model = TrainableTransformer.initial(CONFIG, seeds.child("weights"));
                var adam = new AdamW(model.parameters(), ADAM)) {
            if (Files.exists(checkpoint)) {
                resume(checkpoint, provenance, model, adam);
            }
            LearningRate rate = LearningRate.cosine(PEAK_RATE, WARM_UP, steps);
            listener.begin("train", adam.steps(), steps);
            while (adam.steps() < steps) {
                long step = adam.steps();
                double loss =
                        step(model, adam, rate.at(step), seeds.child("batch").child(step), plan);
                listener.advance(adam.steps());
                if (adam.steps() % plan.checkpointEvery() == 0) {
                    listener.note(String.format(Locale.ROOT, "step %d, loss %.4f nats a token", adam.steps(), loss));
                    save(checkpoint, provenance, model, adam);
                }
            }
            ArithmeticFolder.write(out, model, provenance);
            listener.end();
        }
        delete(checkpoint);
    }

    private static double step(TrainableTransformer model, AdamW adam, double rate, Seeds seeds, Plan plan) {
        RandomGenerator random = seeds.generator();
        List<Problem> problems =
                Stream.generate(() -> Problem.any(random)).limit(plan.batch()).toList();
        List<ArithmeticBatch> parts = ArithmeticBatch.byLength(problems, plan.parts());
        int answers = parts.stream().mapToInt(ArithmeticBatch::answers).sum();
        model.parameters().zeroGradients();
        double loss = 0;
        for (ArithmeticBatch part : parts) {
            try (var _ = new Scope()) {
                Tensor share = part.loss(model).mul((double) part.answers() / answers);
                share.backward();
                loss += share.item();
            }
        }
        model.parameters().clipGradients(MOST_GRADIENT);
        adam.step(rate);
        return loss;
    }

    private static void save(Path file, Map<String, String> provenance, TrainableTransformer model, AdamW adam) {
        var state = new LinkedHashMap<>(model.parameters().save());
        state.putAll(adam.save());
        Safetensors.write(file, state, provenance);
    }

    private static void resume(Path file, Map<String, String> provenance, TrainableTransformer model, AdamW adam) {
        try (var state = Safetensors.open(file)) {
            if (!state.metadata().equals(provenance)) {
                throw new HoneException(
                        "The checkpoint " + file + " is of " + state.metadata() + ", not of " + provenance + ".",
                        "choose another folder, or delete that file to start anew");
            }
            model.parameters().load(state);
            adam.load(state);
        }
    }

    private static void createFolder(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new HoneException("The folder " + folder + " can't be made: " + e + ".", "check its path", e);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new HoneException("The file " + file + " can't be deleted: " + e + ".", "delete it by hand", e);
        }
    }
}
