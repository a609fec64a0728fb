package dev.hone.budget.head;

/**
 * Shifts and scales features so that on the fitting queries each has mean 0 and deviation 1. A feature that doesn't vary
 * there is dropped (scaled by 0), or rounding noise would be blown up.
 */
final class Standardisation {
    private static final double CONSTANT = 1e-7; // relative to the feature's size

    private final float[] mean;
    private final float[] inverseDeviation;

    Standardisation(float[] mean, float[] inverseDeviation) {
        this.mean = mean;
        this.inverseDeviation = inverseDeviation;
    }

    static Standardisation none(int features) {
        return new Standardisation(new float[features], new float[features]);
    }

    /**
     * Learns from features, which must be finite.
     *
     * @param features [queries][dimension], at least one query
     */
    static Standardisation of(float[][] features) {
        int dimension = features[0].length;
        float[] mean = new float[dimension];
        float[] inverse = new float[dimension];
        for (int f = 0; f < dimension; f++) {
            double sum = 0;
            for (float[] x : features) {
                sum += x[f];
            }
            double centre = sum / features.length;
            double squares = 0;
            for (float[] x : features) {
                squares += (x[f] - centre) * (x[f] - centre);
            }
            double deviation = Math.sqrt(squares / features.length);
            mean[f] = (float) centre;
            inverse[f] = deviation > CONSTANT * (1 + Math.abs(centre)) ? (float) (1 / deviation) : 0;
        }
        return new Standardisation(mean, inverse);
    }

    float[] mean() {
        return mean;
    }

    float[] inverseDeviation() {
        return inverseDeviation;
    }

    /** Standardised features, one query after another. [queries * dimension] */
    float[] apply(float[][] features) {
        int dimension = mean.length;
        float[] z = new float[features.length * dimension];
        for (int i = 0; i < features.length; i++) {
            for (int f = 0; f < dimension; f++) {
                z[i * dimension + f] = (features[i][f] - mean[f]) * inverseDeviation[f];
            }
        }
        return z;
    }
}
