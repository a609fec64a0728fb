package dev.hone.steer.fit;

import dev.hone.core.Seeds;
import dev.hone.steer.head.QTensors;
import dev.hone.tensor.Activation;
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
final class QNetworks implements Networks {
    private final Parameters levelParameters = new Parameters();
    private final Parameters advantageParameters = new Parameters();
    private final Mlp level;
    private final Mlp advantage;
    private final TokenKeys keys;
    private final int dimension;

    QNetworks(CausalModel model, int dimension, FitSettings settings, Seeds seeds) {
        this.dimension = dimension;
        level = new Mlp(
                levelParameters, QTensors.LEVEL, List.of(dimension, settings.inner(), 1), Activation.SILU, seeds);
        advantage = new Mlp(
                advantageParameters,
                QTensors.ADVANTAGE,
                List.of(dimension, settings.inner(), settings.rank()),
                Activation.SILU,
                seeds);
        zero(levelParameters, QTensors.LEVEL);
        zero(advantageParameters, QTensors.ADVANTAGE);
        keys = new TokenKeys(advantageParameters, model, settings.rank(), seeds);
    }

    /** Makes a network's outputs 0, whatever it reads. */
    static void zero(Parameters parameters, String name) {
        for (String part : List.of(name + ".1.weight", name + ".1.bias")) {
            parameters.set(part, new float[(int) parameters.get(part).count()]);
        }
    }

    @Override
    public Parameters levelParameters() {
        return levelParameters;
    }

    @Override
    public Parameters advantageParameters() {
        return advantageParameters;
    }

    @Override
    public int width() {
        return 1;
    }

    @Override
    public double[] expected(float[] features) {
        return levels(features);
    }

    @Override
    public void levelTargets(double[] levels, int at, Episode text, double lambda) {
        TdLambda.targets(levels, at, text.steps(), new double[] {text.reward()}, lambda);
    }

    @Override
    public void choiceTargets(double[] levels, int at, Episode text) {
        TdLambda.differences(levels, at, text.steps(), text.reward());
    }

    @Override
    public double[] levels(float[] features) {
        try (var _ = new Scope();
                var _ = new NoGrad()) {
            return level(features).doubles();
        }
    }

    /** Half the mean squared error. */
    @Override
    public Tensor levelLoss(float[] features, double[] targets) {
        return halfSquare(level(features), targets);
    }

    /** Half the mean squared error. */
    @Override
    public Tensor advantageLoss(float[] features, int[] actions, double[] targets) {
        return halfSquare(advantages(features, actions), targets);
    }

    /** What each action adds to V. [rows] */
    private Tensor advantages(float[] features, int[] actions) {
        int rows = actions.length;
        Tensor welcome = advantage.forward(Tensor.of(features, rows, dimension)); // [rows, rank]
        return welcome.mul(keys.of(actions)).sum(1, false); // [rows]
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

    @Override
    public Map<String, TensorData> save(FeatureScaling scaling) {
        Map<String, TensorData> tensors = new LinkedHashMap<>(levelParameters.save());
        tensors.putAll(advantageParameters.save());
        scaling.save(tensors);
        return tensors;
    }

    @Override
    public void close() {
        levelParameters.close();
        advantageParameters.close();
    }
}
