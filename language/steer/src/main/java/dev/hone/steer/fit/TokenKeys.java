package dev.hone.steer.fit;

import dev.hone.core.Seeds;
import dev.hone.steer.head.QTensors;
import dev.hone.tensor.Functional;
import dev.hone.tensor.Init;
import dev.hone.tensor.Parameters;
import dev.hone.tensor.Tensor;
import dev.hone.transformer.CausalModel;

/** Keys of tokens while they are learnt: a projection of the vectors that the frozen model knows them by, and one key for all ends. */
final class TokenKeys {
    private final Tensor key; // [rank, hidden]
    private final Tensor end; // [rank]
    private final float[] tokens; // [vocabulary][hidden]
    private final int hidden;

    TokenKeys(Parameters parameters, CausalModel model, int rank, Seeds seeds) {
        hidden = model.config().hidden();
        key = parameters.add(
                QTensors.KEY,
                Init.normal(seeds.child(QTensors.KEY), (long) rank * hidden, 1 / Math.sqrt(hidden)),
                rank,
                hidden);
        end = parameters.add(QTensors.END, Init.normal(seeds.child(QTensors.END), rank, 1), rank);
        tokens = QTensors.tokens(model);
    }

    /** The keys of some actions. [rows, rank] */
    Tensor of(int[] actions) {
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
        return Functional.linear(Tensor.of(vectors, rows, hidden), key)
                .add(Tensor.of(ends, rows, 1).mul(end));
    }
}
