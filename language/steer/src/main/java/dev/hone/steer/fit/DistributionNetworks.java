package dev.hone.steer.fit;

import dev.hone.core.Seeds;
import dev.hone.steer.head.Outcomes;
import dev.hone.steer.head.QTensors;
import dev.hone.tensor.Activation;
import dev.hone.tensor.Functional;
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
 * The networks of a distributional head. A target is a mixture of distributions at the same points, so TD(lambda) holds for each point's
 * probability as it does for a mean; both parts go by cross-entropy. What a choice adds starts at nothing, and the distribution of
 * all states at that of the rewards learnt from.
 */
final class DistributionNetworks implements Networks {
    private static final int POINTS = 41;
    private static final int DIRECTIONS = 2;
    private static final double SMOOTH = 0.5; // texts that each point is given for free

    private final Parameters levelParameters = new Parameters();
    private final Parameters advantageParameters = new Parameters();
    private final Outcomes outcomes;
    private final Mlp level;
    private final Mlp advantage;
    private final TokenKeys keys;
    private final int dimension;
    private final int rank;

    /** @param texts learnt from, whose rewards say where the points lie */
    DistributionNetworks(CausalModel model, int dimension, List<Episode> texts, FitSettings settings, Seeds seeds) {
        this.dimension = dimension;
        rank = settings.rank();
        double low = texts.stream().mapToDouble(Episode::reward).min().orElseThrow();
        double high = texts.stream().mapToDouble(Episode::reward).max().orElseThrow();
        outcomes = Outcomes.between(low, high, POINTS);
        level = new Mlp(
                levelParameters, QTensors.LEVEL, List.of(dimension, settings.inner(), POINTS), Activation.SILU, seeds);
        advantage = new Mlp(
                advantageParameters,
                QTensors.ADVANTAGE,
                List.of(dimension, settings.inner(), DIRECTIONS * rank),
                Activation.SILU,
                seeds);
        QNetworks.zero(levelParameters, QTensors.LEVEL);
        QNetworks.zero(advantageParameters, QTensors.ADVANTAGE);
        levelParameters.set(QTensors.LEVEL + ".1.bias", logs(texts));
        keys = new TokenKeys(advantageParameters, model, rank, seeds);
    }

    /** Logarithms of how the rewards are distributed, less their mean. [points] */
    private float[] logs(List<Episode> texts) {
        double[] counts = new double[POINTS];
        double[] one = new double[POINTS];
        for (Episode text : texts) {
            outcomes.write(text.reward(), one, 0);
            for (int i = 0; i < POINTS; i++) {
                counts[i] += one[i];
            }
        }
        double mean = 0;
        for (double count : counts) {
            mean += Math.log(count + SMOOTH) / POINTS;
        }
        float[] logs = new float[POINTS];
        for (int i = 0; i < POINTS; i++) {
            logs[i] = (float) (Math.log(counts[i] + SMOOTH) - mean);
        }
        return logs;
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
        return POINTS;
    }

    @Override
    public double[] levels(float[] features) {
        try (var _ = new Scope();
                var _ = new NoGrad()) {
            return Functional.softmax(level(features), 1).doubles();
        }
    }

    @Override
    public double[] expected(float[] features) {
        double[] levels = levels(features);
        double[] means = new double[levels.length / POINTS];
        for (int i = 0; i < means.length; i++) {
            means[i] = outcomes.mean(levels, i * POINTS);
        }
        return means;
    }

    @Override
    public void levelTargets(double[] levels, int at, Episode text, double lambda) {
        double[] end = new double[POINTS];
        outcomes.write(text.reward(), end, 0);
        TdLambda.targets(levels, at, text.steps(), end, lambda);
    }

    /** What a choice leads to: the distribution in the next state, at the last the reward itself. */
    @Override
    public void choiceTargets(double[] levels, int at, Episode text) {
        int last = at + (text.steps() - 1) * POINTS;
        System.arraycopy(levels, at + POINTS, levels, at, last - at);
        outcomes.write(text.reward(), levels, last);
    }

    @Override
    public Tensor levelLoss(float[] features, double[] targets) {
        return crossEntropy(level(features), targets);
    }

    @Override
    public Tensor advantageLoss(float[] features, int[] actions, double[] targets) {
        int rows = actions.length;
        Tensor before = level(features).detach(); // [rows, points]
        Tensor welcome = advantage.forward(Tensor.of(features, rows, dimension)).reshape(rows, DIRECTIONS, rank);
        Tensor moves = welcome.mul(keys.of(actions).reshape(rows, 1, rank)).sum(2, false); // [rows, directions]
        float[][] directions = outcomes.directions();
        Tensor after = before;
        for (int d = 0; d < DIRECTIONS; d++) {
            after = after.add(moves.narrow(1, d, 1).mul(Tensor.of(directions[d], 1, POINTS)));
        }
        return crossEntropy(after, targets);
    }

    private Tensor level(float[] features) {
        return level.forward(Tensor.of(features, features.length / dimension, dimension));
    }

    private static Tensor crossEntropy(Tensor logits, double[] targets) {
        float[] floats = new float[targets.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) targets[i];
        }
        return Functional.logSoftmax(logits, 1)
                .mul(Tensor.of(floats, targets.length / POINTS, POINTS))
                .sum(1, false)
                .mean()
                .neg();
    }

    @Override
    public Map<String, TensorData> save(FeatureScaling scaling) {
        Map<String, TensorData> tensors = new LinkedHashMap<>(levelParameters.save());
        tensors.putAll(advantageParameters.save());
        tensors.put(QTensors.POINTS, TensorData.of(outcomes.points(), POINTS));
        scaling.save(tensors);
        return tensors;
    }

    @Override
    public void close() {
        levelParameters.close();
        advantageParameters.close();
    }
}
