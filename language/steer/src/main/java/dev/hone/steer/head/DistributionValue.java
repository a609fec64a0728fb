package dev.hone.steer.head;

import dev.hone.steer.Candidates;
import dev.hone.steer.TokenValues;
import dev.hone.steer.Value;
import dev.hone.tensor.Safetensors;
import dev.hone.transformer.CausalModel;
import dev.hone.transformer.Rows;
import java.util.Arrays;
import java.util.BitSet;

/**
 * The distributional head: how the whole text's reward is distributed after each token, from the state that the frozen model computed
 * anyway. A bonus is then the logarithm of the mean of {@code exp(beta * reward)}, the exact soft value at every strength (Zhou and others
 * 2025, arXiv 2502.20548), where a mean value counts only what is gained on average.
 *
 * <p>One small network gives the distribution in the state, as logits at the {@link Outcomes}; a second says in a few numbers how a
 * token's key, the same as a {@link QValue}'s, moves it: {@code logit(z | s, a) = logit(z | s) + (t(s) . k(a)) z + (w(s) . k(a)) z^2},
 * with z from -1 to 1.
 */
public final class DistributionValue implements Value {
    private final String name;
    private final CausalModel model;
    private final int limit;
    private final Outcomes outcomes;
    private final Network level; // [features] to [points]
    private final Network advantage; // [features] to [2 * rank]
    private final PackedLayer keys; // [vocabulary][rank]
    private final int rank;

    private DistributionValue(
            String name,
            CausalModel model,
            int limit,
            Outcomes outcomes,
            Network level,
            Network advantage,
            PackedLayer keys,
            int rank) {
        this.name = name;
        this.model = model;
        this.limit = limit;
        this.outcomes = outcomes;
        this.level = level;
        this.advantage = advantage;
        this.keys = keys;
        this.rank = rank;
    }

    /**
     * A value from the tensors that training left.
     *
     * @param ends ids that end a text
     * @param limit most tokens of a text when it was learnt
     */
    static DistributionValue read(Safetensors file, String name, CausalModel model, BitSet ends, int limit) {
        float[] mean = file.floats(QTensors.MEAN);
        float[] scale = file.floats(QTensors.SCALE);
        float[] keys = QTensors.keys(file.floats(QTensors.KEY), file.floats(QTensors.END), model, ends);
        int rank = file.floats(QTensors.END).length;
        return new DistributionValue(
                name,
                model,
                limit,
                new Outcomes(file.floats(QTensors.POINTS)),
                Network.read(file, QTensors.LEVEL, mean, scale),
                Network.read(file, QTensors.ADVANTAGE, mean, scale),
                new PackedLayer(keys, new float[model.config().vocabulary()], rank),
                rank);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public TokenValues begin(int samples) {
        return new Along(samples);
    }

    @Override
    public long multiplyAdds(int candidates) {
        return level.multiplyAdds() + advantage.multiplyAdds() + 2L * candidates * (rank + outcomes.size());
    }

    private final class Along implements TokenValues {
        private final StateFeatures[] features; // [sample]
        private final float[] row =
                new float[StateFeatures.dimension(model.config().hidden())];
        private final Network.Buffers levelBuffers = level.buffers();
        private final Network.Buffers advantageBuffers = advantage.buffers();
        private final double[] logits = new double[outcomes.size()];
        private final float[] tilt = new float[rank];
        private final float[] width = new float[rank];
        private float[] tilts = {}; // of the whole vocabulary, once they are asked for
        private float[] widths = {};

        Along(int samples) {
            features = new StateFeatures[samples];
            Arrays.setAll(features, _ -> new StateFeatures(model, limit));
        }

        @Override
        public void bonus(int sample, Rows hidden, int at, Candidates candidates, double beta, double[] into) {
            features[sample].write(hidden, at, row, 0);
            float[] welcome = advantage.apply(row, advantageBuffers);
            System.arraycopy(welcome, 0, tilt, 0, rank);
            System.arraycopy(welcome, rank, width, 0, rank);
            float[] before = level.apply(row, levelBuffers);
            for (int i = 0; i < logits.length; i++) {
                logits[i] = before[i];
            }
            if (candidates.whole()) {
                all();
            }
            for (int i = 0; i < candidates.size(); i++) {
                int id = candidates.id(i);
                double t = candidates.whole() ? tilts[id] : keys.apply(tilt, id);
                double w = candidates.whole() ? widths[id] : keys.apply(width, id);
                into[i] = outcomes.soft(logits, t, w, beta);
            }
        }

        private void all() {
            if (tilts.length == 0) {
                tilts = new float[keys.width()];
                widths = new float[keys.width()];
            }
            keys.apply(tilt, tilts);
            keys.apply(width, widths);
        }

        @Override
        public void chosen(int sample, int token) {
            features[sample].add(token);
        }
    }
}
