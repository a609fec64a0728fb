package dev.hone.steer.head;

import dev.hone.transformer.CausalModel;
import java.util.BitSet;

/** The tensors of a {@link QValue} or {@link DistributionValue} by name, and how keys are made of them: what training writes and decoding reads. */
public final class QTensors {
    /** Mean of each feature over the fit set. [features] */
    public static final String MEAN = "features.mean";

    /** Standard deviation of each. [features] */
    public static final String SCALE = "features.scale";

    /** The network that says what is welcome: [features] to [rank]. */
    public static final String ADVANTAGE = "advantage";

    /** The network of V: [features] to [1]. */
    public static final String LEVEL = "value";

    /** The projection of tokens' vectors to keys. [rank][hidden] */
    public static final String KEY = "key";

    /** The key of all tokens that end a text. [rank] */
    public static final String END = "end";

    /** The {@link Outcomes} of a distributional head, whose {@link #LEVEL} has an output for each and {@link #ADVANTAGE} two a key. [points] */
    public static final String POINTS = "points";

    private QTensors() {}

    /** The vectors by which the frozen model knows its tokens, divided by their common root mean square. [vocabulary][hidden] */
    public static float[] tokens(CausalModel model) {
        int hidden = model.config().hidden();
        float[] vectors = new float[Math.multiplyExact(model.config().vocabulary(), hidden)];
        double squares = 0;
        for (int id = 0; id < model.config().vocabulary(); id++) {
            model.outputEmbedding(id, vectors, id * hidden);
        }
        for (float value : vectors) {
            squares += (double) value * value;
        }
        float size = (float) Math.sqrt(squares / vectors.length);
        for (int i = 0; i < vectors.length && size > 0; i++) {
            vectors[i] /= size;
        }
        return vectors;
    }

    /** Every token's key. [vocabulary][rank] */
    static float[] keys(float[] projection, float[] end, CausalModel model, BitSet ends) {
        int hidden = model.config().hidden();
        int rank = end.length;
        float[] vectors = tokens(model);
        float[] keys = new float[model.config().vocabulary() * rank];
        for (int id = 0; id < model.config().vocabulary(); id++) {
            for (int r = 0; r < rank; r++) {
                float sum = end[r];
                if (!ends.get(id)) {
                    sum = 0;
                    for (int j = 0; j < hidden; j++) {
                        sum += projection[r * hidden + j] * vectors[id * hidden + j];
                    }
                }
                keys[id * rank + r] = sum;
            }
        }
        return keys;
    }
}
