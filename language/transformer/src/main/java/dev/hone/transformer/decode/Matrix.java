package dev.hone.transformer.decode;

import dev.hone.transformer.kernel.Kernels;
import dev.hone.transformer.kernel.Panels;
import java.util.Optional;

/**
 * The weights of one or several projections that read the same inputs, packed in panels, with their biases. Projections
 * that are multiplied together each begin on a panel of their own.
 */
final class Matrix {
    private final int inputs;
    private final int panels;
    private final Panels weights;
    private Optional<float[]> bias = Optional.empty();

    Matrix(int paddedRows, int inputs) {
        this.inputs = inputs;
        this.panels = Panels.count(paddedRows);
        int stride = inputs * Kernels.ROWS;
        this.weights = new Panels(new float[Math.multiplyExact(panels, stride)], 0, stride);
    }

    /** Packs a weight as linear layers store it. [rows][inputs] */
    Matrix put(int firstRow, float[] source, int rows) {
        for (int r = 0; r < rows; r++) {
            int to = indexOf(firstRow + r);
            for (int j = 0; j < inputs; j++) {
                weights.data()[to + j * Kernels.ROWS] = source[r * inputs + j];
            }
        }
        return this;
    }

    /** Packs a weight as GPT-2's convolutions store it. [inputs][rows] */
    Matrix putTransposed(int firstRow, float[] source, int rows) {
        for (int r = 0; r < rows; r++) {
            int to = indexOf(firstRow + r);
            for (int j = 0; j < inputs; j++) {
                weights.data()[to + j * Kernels.ROWS] = source[j * rows + r];
            }
        }
        return this;
    }

    Matrix putBias(int firstRow, float[] source) {
        float[] all = bias.orElseGet(() -> new float[paddedRows()]);
        System.arraycopy(source, 0, all, firstRow, source.length);
        bias = Optional.of(all);
        return this;
    }

    /** Copies one row out, for an embedding that is also the language-model head. */
    void row(int r, float[] into, int at) {
        int from = indexOf(r);
        for (int j = 0; j < inputs; j++) {
            into[at + j] = weights.data()[from + j * Kernels.ROWS];
        }
    }

    int inputs() {
        return inputs;
    }

    int panels() {
        return panels;
    }

    int paddedRows() {
        return panels * Kernels.ROWS;
    }

    Panels weights() {
        return weights;
    }

    Optional<float[]> bias() {
        return bias;
    }

    private int indexOf(int row) {
        return row / Kernels.ROWS * weights.stride() + row % Kernels.ROWS;
    }
}
