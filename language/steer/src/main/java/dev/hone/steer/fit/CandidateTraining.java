package dev.hone.steer.fit;

import dev.hone.core.HoneException;
import dev.hone.core.Listener;
import dev.hone.core.Seeds;
import dev.hone.tensor.AdamW;
import dev.hone.tensor.LearningRate;
import dev.hone.tensor.Parameters;
import dev.hone.tensor.Scope;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.DoubleSupplier;
import java.util.random.RandomGenerator;

/**
 * TD(lambda) as the paper's algorithm has it: the targets of a batch are made once, by the values before it, and descended on a few
 * times. The state after the end of a text, or after its last token where the limit cut it, is learnt too: it is worth the reward.
 */
final class CandidateTraining {
    private static final int WARMUP = 20;
    private static final double MOST_GRADIENT = 1;

    private final CandidateNetwork network;
    private final List<Episode> texts;
    private final FitSettings settings;
    private final Seeds seeds;
    private final Listener listener;

    CandidateTraining(
            CandidateNetwork network, List<Episode> texts, FitSettings settings, Seeds seeds, Listener listener) {
        this.network = network;
        this.texts = texts;
        this.settings = settings;
        this.seeds = seeds;
        this.listener = listener;
    }

    /**
     * Learns V.
     *
     * @param error of V on texts held out; the parameters of the pass with the least are kept
     * @throws HoneException if no pass has one
     */
    void run(DoubleSupplier error) {
        Parameters parameters = network.parameters();
        double least = Double.POSITIVE_INFINITY;
        Map<String, float[]> best = Map.of();
        int batches = Math.ceilDiv(texts.size(), settings.batch());
        LearningRate rate =
                LearningRate.cosine(settings.rate(), WARMUP, (long) batches * settings.passes() * settings.steps());
        try (AdamW optimiser = new AdamW(parameters, new AdamW.Settings(0.9, 0.999, 1e-8, settings.decay()))) {
            for (int pass = 0; pass < settings.passes(); pass++) {
                double lambda = pass == 0 && settings.passes() > 1 ? 1 : settings.lambda();
                List<Episode> order = shuffled(seeds.child(pass).generator());
                listener.begin("learning values, pass " + (pass + 1) + " of " + settings.passes(), 0, batches);
                for (int i = 0; i < batches; i++) {
                    int from = i * settings.batch();
                    List<Episode> batch = order.subList(from, Math.min(order.size(), from + settings.batch()));
                    double[] targets = targets(batch, network.values(batch), lambda);
                    for (int step = 0; step < settings.steps(); step++) {
                        descend(batch, targets, optimiser, rate);
                    }
                    listener.advance(i + 1);
                }
                listener.end();
                double now = error.getAsDouble();
                listener.note(
                        String.format(Locale.ROOT, "pass %d: squared error on texts held out %.4f", pass + 1, now));
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

    /**
     * What a batch's states are to be worth.
     *
     * @param values of all states, each text's terminal one after the others; overwritten
     */
    static double[] targets(List<Episode> batch, double[] values, double lambda) {
        int at = 0;
        for (Episode text : batch) {
            TdLambda.targets(values, at, text.steps(), new double[] {text.reward()}, lambda);
            values[at + text.steps()] = text.reward();
            at += text.steps() + 1;
        }
        return values;
    }

    /** Fisher and Yates; {@code Collections.shuffle} leaves its algorithm open. */
    private List<Episode> shuffled(RandomGenerator random) {
        List<Episode> order = new ArrayList<>(texts);
        for (int i = order.size() - 1; i > 0; i--) {
            order.set(i, order.set(random.nextInt(i + 1), order.get(i)));
        }
        return order;
    }

    private void descend(List<Episode> batch, double[] targets, AdamW optimiser, LearningRate rate) {
        Parameters parameters = network.parameters();
        try (var _ = new Scope()) {
            network.loss(batch, targets).backward();
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
