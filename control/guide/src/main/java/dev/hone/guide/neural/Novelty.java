package dev.hone.guide.neural;

import dev.hone.core.Seeds;
import dev.hone.learn.Checkpointed;
import dev.hone.learn.RunningNorm;
import dev.hone.learn.Snapshot;
import dev.hone.tensor.Functional;
import dev.hone.tensor.Init;
import dev.hone.tensor.Tensor;
import java.util.Map;

/**
 * How new something looks, from 1 for what nothing seen before resembles down to 0: the elliptical bonus
 * {@code b(x) = phi(x)' (I + sum phi phi')^-1 phi(x)}, summed over everything seen, with random features phi of length 1
 * (Abbasi-Yadkori et al. 2011 for linear models; Henaff et al. 2022 for exploration).
 *
 * <p>What is seen is first brought to mean 0 and variance 1 by what {@link #prepare} saw, so that a feature that hardly ever changes makes a
 * difference when it does. Where features of different things are at right angles this is 1 / (visits + 1), the bonus that tables count; elsewhere what looks
 * alike shares its visits. Nothing is trained for it, so it can't forget and has no rate to choose.
 */
final class Novelty implements Learnt {
    /** How far apart things must be to look different: the larger the finer. */
    private static final double SHARPNESS = 2;

    private final int width;
    private final int size;
    private final float[] weights;
    private final float[] biases;
    private final RunningNorm norm;
    private final float[] row;
    private final double[] inverse;
    private final double[] phi;
    private final double[] along;

    /**
     * One to which everything is new.
     *
     * @param width features of what is seen
     * @param size random features made of them: about as many different things can be told apart
     */
    Novelty(int width, int size, Seeds seeds) {
        this.width = width;
        this.size = size;
        weights = Init.normal(seeds.child("weights"), (long) size * width, SHARPNESS / Math.sqrt(width));
        biases = Init.normal(seeds.child("biases"), size, 1);
        norm = new RunningNorm(width);
        row = new float[width];
        inverse = new double[size * size];
        phi = new double[size];
        along = new double[size];
        for (int i = 0; i < size; i++) {
            inverse[i * size + i] = 1;
        }
    }

    /** Sees how features are spread, before anything counts; reads the first {@code width} features. */
    void prepare(float[] features) {
        System.arraycopy(features, 0, row, 0, width);
        norm.see(row);
    }

    /** Takes note of something; reads the first {@code width} features. */
    void see(float[] features) {
        project(features);
        double spread = 1;
        for (int i = 0; i < size; i++) {
            double sum = 0;
            for (int j = 0; j < size; j++) {
                sum += inverse[i * size + j] * phi[j];
            }
            along[i] = sum;
            spread += sum * phi[i];
        }
        for (int i = 0; i < size; i++) { // the inverse after one more outer product (Sherman, Morrison 1950)
            for (int j = 0; j < size; j++) {
                inverse[i * size + j] -= along[i] * along[j] / spread;
            }
        }
    }

    private void project(float[] features) {
        System.arraycopy(features, 0, row, 0, width);
        norm.apply(row, 0);
        double squares = 0;
        for (int i = 0; i < size; i++) {
            double sum = biases[i];
            for (int j = 0; j < width; j++) {
                sum += weights[i * width + j] * row[j];
            }
            phi[i] = Math.tanh(sum);
            squares += phi[i] * phi[i];
        }
        double length = Math.sqrt(squares);
        for (int i = 0; i < size; i++) {
            phi[i] /= length;
        }
    }

    /** How new each row looks: [..., width] to [...]. Not differentiable. */
    Tensor of(Tensor rows) {
        float[] seen = rows.floats();
        for (int at = 0; at < seen.length; at += width) {
            norm.apply(seen, at);
        }
        Tensor drawn = Functional.tanh(Functional.linear(
                Tensor.of(seen, rows.shape()),
                Tensor.of(weights, size, width),
                Tensor.of(biases, size))); // [..., size]
        int last = rows.shape().length - 1;
        Tensor unit = drawn.div(drawn.square().sum(last, true).sqrt());
        float[] matrix = new float[inverse.length];
        for (int i = 0; i < matrix.length; i++) {
            matrix[i] = (float) inverse[i];
        }
        return unit.matmul(Tensor.of(matrix, size, size)).mul(unit).sum(last, false);
    }

    @Override
    public void parts(String name, Map<String, Checkpointed.Part> to) {
        to.put(name, Checkpointed.Part.of(this::save, this::restore));
    }

    private void save(Snapshot.Writer to) {
        norm.save(to);
        to.put(inverse);
    }

    private void restore(Snapshot.Reader from) {
        norm.restore(from);
        from.next(inverse);
    }

    @Override
    public void close() {}
}
