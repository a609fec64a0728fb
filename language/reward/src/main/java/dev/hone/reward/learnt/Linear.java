package dev.hone.reward.learnt;

/** A weighted sum of a vector's parts and a constant. The weights are not copied and must be left alone. */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record Linear(double[] weights, double intercept) {
    /** Its value for one vector. [columns] */
    public double of(float[] vector) {
        double sum = intercept;
        for (int c = 0; c < weights.length; c++) {
            sum += weights[c] * vector[c];
        }
        return sum;
    }
}
