package dev.hone.steer.fit;

import dev.hone.steer.head.QTensors;
import dev.hone.tensor.TensorData;
import java.util.Map;

/**
 * Mean and spread of each feature over the fit set, by which networks see it.
 *
 * @param mean [features]
 * @param scale above 0. [features]
 */
@SuppressWarnings("ArrayRecordComponent") // handed on as tensors, never compared
record FeatureScaling(float[] mean, float[] scale) {
    private static final int MOST_ROWS = 20_000;
    private static final double LEAST_SCALE = 1e-4;

    /** That of some texts from all over the pool, as many as hold about 20,000 states. */
    static FeatureScaling of(Traces traces) {
        int dimension = traces.dimension();
        double[] sum = new double[dimension];
        double[] squares = new double[dimension];
        int rows = 0;
        int stride = Math.max(1, traces.rows() / MOST_ROWS);
        for (int i = 0; i < traces.size(); i += stride) {
            float[] features = traces.features(i);
            for (int at = 0; at < features.length; at++) {
                sum[at % dimension] += features[at];
                squares[at % dimension] += (double) features[at] * features[at];
            }
            rows += features.length / dimension;
        }
        float[] mean = new float[dimension];
        float[] scale = new float[dimension];
        for (int j = 0; j < dimension; j++) {
            double m = sum[j] / rows;
            mean[j] = (float) m;
            scale[j] = (float) Math.max(LEAST_SCALE, Math.sqrt(Math.max(0, squares[j] / rows - m * m)));
        }
        return new FeatureScaling(mean, scale);
    }

    /** Scales rows in place. [rows * features] */
    float[] apply(float[] features) {
        for (int at = 0; at < features.length; at++) {
            int j = at % mean.length;
            features[at] = (features[at] - mean[j]) / scale[j];
        }
        return features;
    }

    /** Adds what decoding needs of it. */
    void save(Map<String, TensorData> tensors) {
        tensors.put(QTensors.MEAN, TensorData.of(mean, mean.length));
        tensors.put(QTensors.SCALE, TensorData.of(scale, scale.length));
    }
}
