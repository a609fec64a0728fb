package dev.hone.imitate.train;

import dev.hone.core.HoneException;
import dev.hone.core.Seeds;
import dev.hone.imitate.data.ProcessorTime;
import dev.hone.learn.Checkpointed;
import dev.hone.learn.Snapshot;
import dev.hone.learn.chunk.ChunkNetwork;
import dev.hone.learn.chunk.ChunkPolicy;
import dev.hone.learn.chunk.ChunkSpec;
import dev.hone.tensor.AdamW;
import dev.hone.tensor.LearningRate;
import dev.hone.tensor.NoGrad;
import dev.hone.tensor.Parameters;
import dev.hone.tensor.Scope;
import dev.hone.tensor.Tensor;
import dev.hone.tensor.TensorData;
import java.util.LinkedHashMap;
import java.util.OptionalDouble;
import java.util.SequencedMap;

/**
 * A chunked policy in training. Update k draws from the stream of k alone, so weights and moments are its whole state. Belongs to the
 * thread that made it.
 */
public final class ChunkTraining implements Checkpointed, AutoCloseable {
    private static final int HELD_OUT_BATCHES = 4;
    private static final String NAME = "policy";

    private final TrainingData data;
    private final TrainingSettings settings;
    private final Seeds seeds;
    private final Parameters parameters = new Parameters();
    private final Parameters averaged = new Parameters();
    private final ChunkNetwork network;
    private final ChunkNetwork average;
    private final AdamW optimizer;
    private final LearningRate rate;
    private final Batch batch;
    private long spent;

    /** An untrained policy. */
    public ChunkTraining(TrainingData data, TrainingSettings settings, Seeds seeds) {
        this.data = data;
        this.settings = settings;
        this.seeds = seeds;
        ChunkSpec spec = data.spec();
        network = ChunkNetwork.of(spec, parameters, NAME, seeds.child("network"));
        average = ChunkNetwork.of(spec, averaged, NAME, seeds.child("network"));
        averaged.train(false);
        optimizer = new AdamW(
                parameters,
                new AdamW.Settings(
                        AdamW.Settings.DEFAULT.beta1(),
                        AdamW.Settings.DEFAULT.beta2(),
                        AdamW.Settings.DEFAULT.epsilon(),
                        settings.weightDecay()));
        rate = LearningRate.cosine(settings.rate(), settings.warmup(), settings.steps());
        batch = new Batch(spec, settings.batch(), data.disturbed().map(Disturbance::new));
    }

    /** Updates done. */
    public long steps() {
        return optimizer.steps();
    }

    /** Updates that remain. */
    public long remaining() {
        return settings.steps() - steps();
    }

    /** Processor time of all updates in nanoseconds, those before an interruption included. */
    public long nanos() {
        return spent;
    }

    TrainingSettings settings() {
        return settings;
    }

    /**
     * One update.
     *
     * @return its loss: mean square of the error, weighted as {@link Batch} says
     * @throws HoneException if that isn't finite
     */
    public double step() {
        long begin = ProcessorTime.nanos();
        batch.fill(data.learnt(), seeds.child("update").child(steps()).generator());
        double loss;
        try (var _ = new Scope()) {
            parameters.zeroGradients();
            Tensor error = loss(network);
            error.backward();
            loss = error.item();
            optimizer.step(rate.at(steps()));
        }
        if (!Double.isFinite(loss)) {
            throw new HoneException("The loss of update " + steps() + " is " + loss + ".", "use a lower learning rate");
        }
        if (settings.average() > 0) {
            averaged.follow(parameters, 1 - settings.average());
        }
        spent += ProcessorTime.nanos() - begin;
        return loss;
    }

    private Tensor loss(ChunkNetwork of) {
        int rows = settings.batch();
        Tensor inputs = Tensor.of(batch.inputs(), rows, data.spec().inputWidth());
        Tensor targets = Tensor.of(batch.targets(), rows, data.spec().chunkWidth());
        Tensor weights = Tensor.of(batch.weights(), rows, 1);
        return of.forward(inputs).sub(targets).square().mul(weights).mean();
    }

    /** The loss on episodes that are not learnt from, always with the same noise; empty if none are held out. */
    public OptionalDouble heldOutLoss() {
        if (data.heldOut().count() == 0) {
            return OptionalDouble.empty();
        }
        double sum = 0;
        for (int i = 0; i < HELD_OUT_BATCHES; i++) {
            batch.fillInOrder(
                    data.heldOut(),
                    i * settings.batch(),
                    seeds.child("held out").child(i).generator());
            try (var _ = new Scope();
                    var _ = new NoGrad()) {
                sum += loss(settings.average() > 0 ? average : network).item();
            }
        }
        return OptionalDouble.of(sum / HELD_OUT_BATCHES);
    }

    private Parameters best() {
        return settings.average() > 0 ? averaged : parameters;
    }

    /** The weights of now, as {@link ChunkSpec#policy} reads them. */
    public SequencedMap<String, TensorData> weights() {
        var weights = new LinkedHashMap<String, TensorData>();
        best().save().forEach((name, tensor) -> weights.put(name.substring(NAME.length() + 1), tensor));
        return weights;
    }

    /** The policy of now. */
    public ChunkPolicy policy() {
        Parameters best = best();
        return data.spec().policy(name -> best.get(NAME + "." + name).floats());
    }

    @Override
    public Identity identity() {
        ChunkSpec spec = data.spec();
        return new Identity(
                "chunk training",
                "windows",
                spec.observations(),
                spec.actions(),
                data.learnt().count(),
                spec + ", " + settings);
    }

    @Override
    public SequencedMap<String, Part> parts() {
        var parts = new LinkedHashMap<String, Part>();
        parts.put("policy", Part.of(parameters));
        parts.put("averaged", Part.of(averaged));
        parts.put("optimizer", Part.of(optimizer));
        parts.put(PROGRESS, Part.of(to -> to.put(steps()).put(spent), this::goOn));
        return parts;
    }

    /** Takes up the time that was spent; the optimiser counts the steps itself. */
    private void goOn(Snapshot.Reader from) {
        from.nextLong();
        spent = from.nextLong();
    }

    /** The part that says how far it is. */
    static final String PROGRESS = "progress";

    @Override
    public void loaded() {}

    @Override
    public void close() {
        optimizer.close();
        parameters.close();
        averaged.close();
    }
}
