package dev.hone.budget.head;

import dev.hone.core.Seeds;
import dev.hone.tensor.AdamW;
import dev.hone.tensor.Functional;
import dev.hone.tensor.Init;
import dev.hone.tensor.Parameters;
import dev.hone.tensor.Scope;
import dev.hone.tensor.Tensor;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * One training of a network by gradient descent, with early stopping. Shapes: n queries, b of them in a batch, d features,
 * h hidden units, k outputs.
 */
final class Descent implements AutoCloseable {
    /** The weights that did best on the choosing queries, after how many epochs, and their mean loss there. */
    record Stop(Network network, int epochs, double loss) {}

    private final HeadKind kind;
    private final HeadSettings settings;
    private final Standardisation standardisation;
    private final Parameters parameters = new Parameters();
    private final AdamW optimizer;
    private final RandomGenerator order;
    private final int dimension;
    private final float[] x; // [n * d], standardised
    private final Examples fit;
    private final Loss loss;

    /** @param constant outputs to start from */
    Descent(HeadKind kind, Examples fit, double[] constant, HeadSettings settings, double weightDecay, Seeds seeds) {
        this.kind = kind;
        this.settings = settings;
        standardisation = Standardisation.of(fit.features());
        dimension = fit.dimension();
        x = standardisation.apply(fit.features());
        this.fit = fit;
        loss = kind.loss(fit);
        int hidden = settings.hidden();
        float[] bias = new float[constant.length];
        for (int k = 0; k < bias.length; k++) {
            bias[k] = (float) constant[k];
        }
        double bound = 1 / Math.sqrt(dimension);
        parameters.add(
                "first", Init.uniform(seeds.child("first"), (long) dimension * hidden, bound), dimension, hidden);
        parameters.add("firstBias", new float[hidden], hidden);
        parameters.add("second", new float[bias.length * hidden], bias.length, hidden);
        parameters.add("secondBias", bias, bias.length);
        AdamW.Settings defaults = AdamW.Settings.DEFAULT;
        optimizer = new AdamW(
                parameters, new AdamW.Settings(defaults.beta1(), defaults.beta2(), defaults.epsilon(), weightDecay));
        order = seeds.child("order").generator();
    }

    /** Trains until the loss on the choosing queries has stopped falling. */
    Stop run(Examples choose) {
        Stop best = new Stop(network(), 0, Double.POSITIVE_INFINITY);
        for (int epoch = 1; epoch <= settings.epochs() && epoch - best.epochs() <= settings.patience(); epoch++) {
            pass();
            Network network = network();
            double now = HeadTraining.mean(HeadTraining.losses(loss, kind.around(network), choose));
            if (now < best.loss()) {
                best = new Stop(network, epoch, now);
            }
        }
        return best;
    }

    /** One pass over the fitting queries in a new order. */
    private void pass() {
        int[] shuffled = shuffle(fit.size());
        for (int from = 0; from < shuffled.length; from += settings.batch()) {
            step(Arrays.copyOfRange(shuffled, from, Math.min(shuffled.length, from + settings.batch())));
        }
    }

    private void step(int[] queries) {
        int b = queries.length;
        float[] batch = new float[b * dimension];
        for (int i = 0; i < b; i++) {
            System.arraycopy(x, queries[i] * dimension, batch, i * dimension, dimension);
        }
        try (var _ = new Scope()) {
            parameters.zeroGradients();
            Tensor hidden = Functional.geluTanh(Tensor.of(batch, b, dimension)
                    .matmul(parameters.get("first"))
                    .add(parameters.get("firstBias"))); // [b, h]
            Tensor outputs =
                    Functional.linear(hidden, parameters.get("second"), parameters.get("secondBias")); // [b, k]
            loss.of(outputs, fit.subset(queries)).backward();
            optimizer.step(settings.learningRate());
        }
    }

    private int[] shuffle(int n) {
        int[] indices = new int[n];
        for (int i = 0; i < n; i++) {
            int j = order.nextInt(i + 1);
            indices[i] = indices[j];
            indices[j] = i;
        }
        return indices;
    }

    private Network network() {
        return new Network(
                standardisation,
                parameters.get("first").floats(),
                parameters.get("firstBias").floats(),
                parameters.get("second").floats(),
                parameters.get("secondBias").floats());
    }

    @Override
    public void close() {
        optimizer.close();
        parameters.close();
    }
}
