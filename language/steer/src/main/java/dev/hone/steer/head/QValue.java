package dev.hone.steer.head;

import dev.hone.steer.Candidates;
import dev.hone.steer.TokenValues;
import dev.hone.steer.Value;
import dev.hone.tensor.Safetensors;
import dev.hone.transformer.CausalModel;
import dev.hone.transformer.Rows;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;

/**
 * The Q-head: values of the whole vocabulary from the state that the frozen model computed anyway.
 *
 * <p>{@code Q(s, a) = V(s) + u(s) . k(a)}: a small network reads the text's {@link StateFeatures} and says in a few numbers u what would
 * be welcome next; a token's key k is a projection of the vector that the frozen model itself knows the token by. So what is learnt of
 * one token holds for its like, and 32,000 tokens need no row each. All tokens that end a text share a key. Keys are computed once, when
 * the value is opened.
 *
 * <p>V is the same for all candidates, and centring takes it off again; it is computed only by {@link #withLevel}.
 */
public final class QValue implements Value {
    private final String name;
    private final CausalModel model;
    private final int limit;
    private final Network advantage;
    private final PackedLayer keys; // [vocabulary][rank]
    private final int rank;
    private final Network level;
    private final boolean levelled;

    private QValue(
            String name,
            CausalModel model,
            int limit,
            Network advantage,
            PackedLayer keys,
            int rank,
            Network level,
            boolean levelled) {
        this.name = name;
        this.model = model;
        this.limit = limit;
        this.advantage = advantage;
        this.keys = keys;
        this.rank = rank;
        this.level = level;
        this.levelled = levelled;
    }

    /**
     * A value from the tensors that training left.
     *
     * @param ends ids that end a text
     * @param limit most tokens of a text when it was learnt
     */
    static QValue read(Safetensors file, String name, CausalModel model, BitSet ends, int limit) {
        float[] mean = file.floats(QTensors.MEAN);
        float[] scale = file.floats(QTensors.SCALE);
        Network advantage = Network.read(file, QTensors.ADVANTAGE, mean, scale);
        Network level = Network.read(file, QTensors.LEVEL, mean, scale);
        float[] keys = QTensors.keys(file.floats(QTensors.KEY), file.floats(QTensors.END), model, ends);
        int rank = file.floats(QTensors.END).length;
        float[] none = new float[model.config().vocabulary()];
        return new QValue(name, model, limit, advantage, new PackedLayer(keys, none, rank), rank, level, false);
    }

    @Override
    public QValue withLevel() {
        return new QValue(name, model, limit, advantage, keys, rank, level, true);
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
        return advantage.multiplyAdds() + (levelled ? level.multiplyAdds() : 0) + (long) candidates * rank;
    }

    private final class Along implements TokenValues {
        private final StateFeatures[] features; // [sample]
        private final float[] row =
                new float[StateFeatures.dimension(model.config().hidden())];
        private final Network.Buffers advantageBuffers = advantage.buffers();
        private final Network.Buffers levelBuffers = level.buffers();
        private Optional<float[]> all = Optional.empty(); // values of the whole vocabulary, once they are asked for

        Along(int samples) {
            features = new StateFeatures[samples];
            Arrays.setAll(features, _ -> new StateFeatures(model, limit));
        }

        @Override
        public void bonus(int sample, Rows hidden, int at, Candidates candidates, double beta, double[] into) {
            features[sample].write(hidden, at, row, 0);
            float[] welcome = advantage.apply(row, advantageBuffers); // [rank]
            double value = levelled ? level.apply(row, levelBuffers)[0] : 0;
            if (candidates.whole()) {
                float[] values = all.orElseGet(() -> new float[keys.width()]);
                all = Optional.of(values);
                keys.apply(welcome, values);
                for (int i = 0; i < candidates.size(); i++) {
                    into[i] = beta * (value + values[i]);
                }
            } else {
                for (int i = 0; i < candidates.size(); i++) {
                    into[i] = beta * (value + keys.apply(welcome, candidates.id(i)));
                }
            }
        }

        @Override
        public void chosen(int sample, int token) {
            features[sample].add(token);
        }
    }
}
