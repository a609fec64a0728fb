package dev.hone.steer.fit;

import dev.hone.core.Seeds;
import dev.hone.steer.head.QTensors;
import dev.hone.tensor.Activation;
import dev.hone.tensor.Functional;
import dev.hone.tensor.Init;
import dev.hone.tensor.Mlp;
import dev.hone.tensor.NoGrad;
import dev.hone.tensor.Parameters;
import dev.hone.tensor.Scope;
import dev.hone.tensor.Tensor;
import dev.hone.tensor.TensorData;
import dev.hone.transformer.CausalModel;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The networks of a Q-head as they are trained: V on its own, then what each choice adds to it. The last layer of the advantage starts
 * at zero, so that a value that has learnt nothing steers nowhere.
 */
final class QNetworks implements AutoCloseable {
    private final Parameters levelParameters = new Parameters();
    private final Parameters advantageParameters = new Parameters();
    private final Mlp level;
    private final Mlp advantage;
    private final Tensor key; // [rank, hidden]
    private final Tensor end; // [rank]
    private final float[] tokens; // [vocabulary][hidden]
    private final int hidden;
    private final int dimension;

    QNetworks(CausalModel model, int dimension, FitSettings settings, Seeds seeds) {
        this.dimension = dimension;
        hidden = model.config().hidden();
        int rank = settings.rank();
        level = new Mlp(
                levelParameters, QTensors.LEVEL, List.of(dimension, settings.inner(), 1), Activation.SILU, seeds);
        advantage = new Mlp(
                advantageParameters,
                QTensors.ADVANTAGE,
                List.of(dimension, settings.inner(), rank),
                Activation.SILU,
                seeds);
        zero(levelParameters, QTensors.LEVEL);
        zero(advantageParameters, QTensors.ADVANTAGE);
        key = advantageParameters.add(
                QTensors.KEY,
                Init.normal(seeds.child(QTensors.KEY), (long) rank * hidden, 1 / Math.sqrt(hidden)),
                rank,
                hidden);
        end = advantageParameters.add(QTensors.END, Init.normal(seeds.child(QTensors.END), rank, 1), rank);
        tokens = QTensors.tokens(model);
    }

    private static void zero(Parameters parameters, String name) {
        for (String part : List.of(name + ".1.weight", name + ".1.bias")) {
            parameters.set(part, new float[(int) parameters.get(part).count()]);
        }
    }

    Parameters levelParameters() {
        return levelParameters;
    }

    Parameters advantageParameters() {
        return advantageParameters;
    }

    /** V of every state. [rows * features] to [rows] */
    double[] levels(float[] features) {
        try (var _ = new Scope();
                var _ = new NoGrad()) {
            return level(features).doubles();
        }
    }

    /** Half the mean squared error of V. */
    Tensor levelLoss(float[] features, double[] targets) {
        return halfSquare(level(features), targets);
    }

    /** Half the mean squared error of the advantages of the actions taken. */
    Tensor advantageLoss(float[] features, int[] actions, double[] targets) {
        return halfSquare(advantages(features, actions), targets);
    }

    /** What each action adds to V. [rows] */
    private Tensor advantages(float[] features, int[] actions) {
        int rows = actions.length;
        float[] vectors = new float[rows * hidden];
        float[] ends = new float[rows];
        for (int i = 0; i < rows; i++) {
            if (actions[i] == Episode.END) {
                ends[i] = 1;
            } else {
                System.arraycopy(tokens, actions[i] * hidden, vectors, i * hidden, hidden);
            }
        }
        Tensor welcome = advantage.forward(Tensor.of(features, rows, dimension)); // [rows, rank]
        Tensor keys = Functional.linear(Tensor.of(vectors, rows, hidden), key) // [rows, rank]
                .add(Tensor.of(ends, rows, 1).mul(end));
        return welcome.mul(keys).sum(1, false); // [rows]
    }

    private Tensor level(float[] features) {
        int rows = features.length / dimension;
        return level.forward(Tensor.of(features, rows, dimension)).reshape(rows);
    }

    private static Tensor halfSquare(Tensor values, double[] targets) {
        float[] floats = new float[targets.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) targets[i];
        }
        return values.sub(Tensor.of(floats, floats.length)).square().mean().mul(0.5);
    }

    /** Copies of all tensors that decoding needs. */
    Map<String, TensorData> save(FeatureScaling scaling) {
        Map<String, TensorData> tensors = new LinkedHashMap<>(levelParameters.save());
        tensors.putAll(advantageParameters.save());
        tensors.put(QTensors.MEAN, TensorData.of(scaling.mean(), dimension));
        tensors.put(QTensors.SCALE, TensorData.of(scaling.scale(), dimension));
        return tensors;
    }

    @Override
    public void close() {
        levelParameters.close();
        advantageParameters.close();
    }
}
