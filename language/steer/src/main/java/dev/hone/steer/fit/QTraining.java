package dev.hone.steer.fit;

import dev.hone.core.HoneException;
import dev.hone.core.Listener;
import dev.hone.core.Seeds;
import dev.hone.tensor.AdamW;
import dev.hone.tensor.LearningRate;
import dev.hone.tensor.Parameters;
import dev.hone.tensor.Scope;
import dev.hone.tensor.Tensor;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.DoubleSupplier;
import java.util.random.RandomGenerator;

/** The two loops of a head's training: batches of whole texts, targets frozen for a batch, a few steps of descent on each. */
final class QTraining {
    private static final int WARMUP = 20;
    private static final double MOST_GRADIENT = 1;

    private final Networks networks;
    private final Traces traces;
    private final FeatureScaling scaling;
    private final FitSettings settings;
    private final Seeds seeds;
    private final Listener listener;

    QTraining(
            Networks networks,
            Traces traces,
            FeatureScaling scaling,
            FitSettings settings,
            Seeds seeds,
            Listener listener) {
        this.networks = networks;
        this.traces = traces;
        this.scaling = scaling;
        this.settings = settings;
        this.seeds = seeds;
        this.listener = listener;
    }

    /** What a batch of texts asks of a network. */
    private interface Batch {
        void with(int pass, int[] some);
    }

    /**
     * V by TD(lambda): the targets of a batch are made once, by the values before it, and descended on {@code settings.steps()} times.
     *
     * @param error of V on texts held out; the parameters of the pass with the least are kept
     */
    void level(DoubleSupplier error) {
        Parameters parameters = networks.levelParameters();
        double least = Double.POSITIVE_INFINITY;
        Map<String, float[]> best = Map.of();
        try (AdamW optimiser = optimiser(parameters)) {
            LearningRate rate = rate();
            for (int pass = 0; pass < settings.passes(); pass++) {
                pass("learning values", pass, (number, some) -> {
                    float[] features = scaling.apply(traces.features(some));
                    double[] targets = networks.levels(features);
                    double lambda = number == 0 && settings.passes() > 1 ? 1 : settings.lambda();
                    along(some, (at, text) -> networks.levelTargets(targets, at * networks.width(), text, lambda));
                    for (int step = 0; step < settings.steps(); step++) {
                        descend(parameters, optimiser, rate, () -> networks.levelLoss(features, targets));
                    }
                });
                double now = error.getAsDouble();
                listener.note("pass " + (pass + 1) + ": squared error on texts held out "
                        + String.format(java.util.Locale.ROOT, "%.4f", now));
                if (now < least) {
                    least = now;
                    best = copy(parameters);
                }
            }
        }
        if (best.isEmpty()) {
            throw new HoneException(
                    "Learning the value came to nothing: its errors are not finite.",
                    "the rewards have extremes; look at them with 'hone pool grade'");
        }
        best.forEach(parameters::set);
    }

    /** The advantage by what choices changed V, which stays as it is. */
    void advantage() {
        Parameters parameters = networks.advantageParameters();
        try (AdamW optimiser = optimiser(parameters)) {
            LearningRate rate = rate();
            for (int pass = 0; pass < settings.passes(); pass++) {
                pass("learning choices", pass, (_, some) -> {
                    float[] features = scaling.apply(traces.features(some));
                    double[] targets = networks.levels(features);
                    int[] actions = new int[targets.length / networks.width()];
                    along(some, (at, text) -> {
                        networks.choiceTargets(targets, at * networks.width(), text);
                        for (int step = 0; step < text.steps(); step++) {
                            actions[at + step] = text.action(step);
                        }
                    });
                    for (int step = 0; step < settings.steps(); step++) {
                        descend(parameters, optimiser, rate, () -> networks.advantageLoss(features, actions, targets));
                    }
                });
            }
        }
    }

    private interface Along {
        void text(int at, Episode text);
    }

    private void along(int[] some, Along each) {
        int at = 0;
        for (int index : some) {
            Episode text = traces.episode(index);
            each.text(at, text);
            at += text.steps();
        }
    }

    private AdamW optimiser(Parameters parameters) {
        return new AdamW(parameters, new AdamW.Settings(0.9, 0.999, 1e-8, settings.decay()));
    }

    private int batches() {
        return (traces.size() + settings.batch() - 1) / settings.batch();
    }

    private LearningRate rate() {
        return LearningRate.cosine(settings.rate(), WARMUP, (long) batches() * settings.passes() * settings.steps());
    }

    private void pass(String stage, int pass, Batch batch) {
        int[] order = order(pass);
        listener.begin(stage + ", pass " + (pass + 1) + " of " + settings.passes(), 0, batches());
        for (int i = 0; i < batches(); i++) {
            int from = i * settings.batch();
            batch.with(pass, Arrays.copyOfRange(order, from, Math.min(order.length, from + settings.batch())));
            listener.advance(i + 1);
        }
        listener.end();
    }

    private int[] order(int pass) {
        RandomGenerator random = seeds.child(pass).generator();
        int[] order = new int[traces.size()];
        Arrays.setAll(order, i -> i);
        for (int i = order.length - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            int kept = order[i];
            order[i] = order[other];
            order[other] = kept;
        }
        return order;
    }

    private interface Loss {
        Tensor compute();
    }

    private static void descend(Parameters parameters, AdamW optimiser, LearningRate rate, Loss loss) {
        try (var _ = new Scope()) {
            loss.compute().backward();
            parameters.clipGradients(MOST_GRADIENT);
            optimiser.step(rate.at(optimiser.steps()));
            parameters.zeroGradients();
        }
    }

    private static Map<String, float[]> copy(Parameters parameters) {
        Map<String, float[]> values = new LinkedHashMap<>();
        parameters.byName().forEach((name, tensor) -> values.put(name, tensor.floats()));
        return values;
    }
}
