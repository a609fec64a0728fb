package dev.hone.transformer.decode;

import dev.hone.transformer.ModelConfig;
import dev.hone.transformer.kernel.Kernels;
import dev.hone.transformer.kernel.Panels;

/**
 * Keys and values of {@value #POSITIONS} positions of one sequence, for all layers and heads.
 *
 * <p>Both are matrices in panels, so that attention is two more products for the kernels. For scores, positions are the
 * rows and the head's numbers the inputs; for the weighted mean of values, the head's numbers are the rows and positions
 * the inputs.
 */
final class Page {
    static final int POSITIONS = 64;

    private final int headDimension;
    private final float[] data;
    private final Panels[] keys;
    private final Panels[] values;

    Page(ModelConfig config) {
        headDimension = config.headDimension();
        int heads = config.layers() * config.keyValueHeads();
        int keyNumbers = POSITIONS * headDimension;
        int valueNumbers = POSITIONS * Panels.pad(headDimension);
        data = new float[heads * (keyNumbers + valueNumbers)];
        keys = new Panels[heads];
        values = new Panels[heads];
        for (int h = 0; h < heads; h++) {
            int at = h * (keyNumbers + valueNumbers);
            keys[h] = new Panels(data, at, headDimension * Kernels.ROWS);
            values[h] = new Panels(data, at + keyNumbers, POSITIONS * Kernels.ROWS);
        }
    }

    static long bytes(ModelConfig config) {
        long perHead = (long) POSITIONS * (config.headDimension() + Panels.pad(config.headDimension()));
        return Float.BYTES * perHead * config.layers() * config.keyValueHeads();
    }

    /** How many pages hold this many positions. */
    static int count(int positions) {
        return (positions + POSITIONS - 1) / POSITIONS;
    }

    /** Stores key and value of one head at one position of the page; heads are counted through all layers. */
    void put(int head, int position, float[] source, int keyAt, int valueAt) {
        int key = keys[head].at() + position / Kernels.ROWS * keys[head].stride() + position % Kernels.ROWS;
        int value = values[head].at() + position * Kernels.ROWS;
        for (int i = 0; i < headDimension; i++) {
            data[key + i * Kernels.ROWS] = source[keyAt + i];
            int panel = i / Kernels.ROWS * values[head].stride();
            data[value + panel + i % Kernels.ROWS] = source[valueAt + i];
        }
    }

    /** [position][number] */
    Panels keys(int head) {
        return keys[head];
    }

    /** [number][position] */
    Panels values(int head) {
        return values[head];
    }
}
