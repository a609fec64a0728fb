package dev.hone.transformer.decode;

import dev.hone.transformer.Family;
import dev.hone.transformer.ModelConfig;
import dev.hone.transformer.kernel.Kernels;
import dev.hone.transformer.kernel.Panels;

/**
 * The layers of a model and the buffers in which a batch goes through them. All rows share the products with the weights;
 * attention goes span by span. For one thread; a pass allocates nothing once buffers have grown to the longest sequence.
 */
final class Layers {
    private final ModelConfig config;
    private final Weights weights;
    private final Kernels kernels;
    private final Rotary rotary;
    private final Attention attention;

    private final int width; // of a row of the residual stream, padded
    private final int qkvWidth;
    private final int mixedWidth;
    private final int upWidth;
    private final float[] residual; // [row][width]
    private final float[] normed; // [row][width]
    private final float[] qkv; // [row][qkvWidth]
    private final float[] mixed; // [row][mixedWidth]
    private final float[] raised; // [row][upWidth]
    private final float[] update; // [row][width]
    private final float[] packed; // [group][input][4]
    private final float[] head; // one head, padded, for its norm

    /** @param rows most rows of a batch */
    Layers(ModelConfig config, Weights weights, Kernels kernels, int rows) {
        this.config = config;
        this.weights = weights;
        this.kernels = kernels;
        int batch = Groups.padded(rows);
        rotary = new Rotary(config);
        attention = new Attention(config, kernels, batch);
        width = Panels.pad(config.hidden());
        qkvWidth = WeightsReader.valuesAt(config) + Panels.pad(config.keyValueWidth());
        mixedWidth = Panels.pad(config.queryWidth());
        upWidth = weights.layers().getFirst().up().paddedRows();
        residual = new float[batch * width];
        normed = new float[batch * width];
        qkv = new float[batch * qkvWidth];
        mixed = new float[batch * mixedWidth];
        raised = new float[batch * upWidth];
        update = new float[batch * width];
        packed = new float[batch * Math.max(width, Math.max(mixedWidth, Panels.pad(config.intermediate())))];
        head = new float[Panels.pad(config.headDimension())];
    }

    /** Numbers from one row of the residual stream to the next. */
    int width() {
        return width;
    }

    /** The residual stream of the last batch. [row][width] */
    float[] residual() {
        return residual;
    }

    /** The last layer's output after the final norm. [width] */
    void finish(int row, float[] out, int outAt) {
        weights.finalNorm().apply(kernels, residual, row * width, out, outAt);
    }

    /** Unnormalised log-probabilities from final outputs. [row][width] to [row][padded vocabulary] */
    void logits(float[] outputs, int rows, float[] out) {
        project(weights.head(), outputs, width, rows, out);
    }

    /** Brings a batch to the first layer. */
    void embed(Batch batch) {
        for (int b = 0; b < batch.rows(); b++) {
            weights.embedding().row(batch.token(b), residual, b * width);
            if (weights.positions().isPresent()) {
                float[] positions = weights.positions().get();
                int at = batch.position(b) * config.hidden();
                for (int i = 0; i < config.hidden(); i++) {
                    residual[b * width + i] += positions[at + i];
                }
            }
        }
        if (config.family().rotary()) {
            rotary.prepare(batch);
        }
    }

    /** Takes it on through layers {@code from .. to - 1}; leaves the residual stream before the final norm. */
    void pass(Batch batch, int from, int to) {
        int rows = batch.rows();
        for (int l = from; l < to; l++) {
            Weights.Layer layer = weights.layers().get(l);

            norm(layer.attentionNorm(), rows);
            project(layer.queryKeyValue(), normed, width, rows, qkv);
            turn(layer, rows);
            store(l, batch);
            for (int i = 0; i < batch.spans(); i++) {
                attention.apply(l, batch, batch.span(i), qkv, qkvWidth, mixed, mixedWidth);
            }
            project(layer.attentionOutput(), mixed, mixedWidth, rows, update);
            addUpdate(rows);

            norm(layer.feedForwardNorm(), rows);
            project(layer.up(), normed, width, rows, raised);
            activate(rows);
            project(layer.down(), raised, upWidth, rows, update);
            addUpdate(rows);
        }
    }

    private void norm(Norm norm, int batch) {
        for (int b = 0; b < batch; b++) {
            norm.apply(kernels, residual, b * width, normed, b * width);
        }
    }

    private void project(Matrix matrix, float[] in, int inWidth, int batch, float[] out) {
        int inputs = matrix.inputs();
        int stride = Kernels.GROUP * inputs;
        float[] x = in;
        if (batch > 1) {
            x = packed;
            for (int b = 0; b < batch; b += Kernels.GROUP) {
                int present = Math.min(Kernels.GROUP, batch - b);
                Groups.interleave(in, b * inWidth, inWidth, present, inputs, packed, b * inputs);
            }
        }
        int outWidth = matrix.paddedRows();
        kernels.multiply(matrix.weights(), matrix.panels(), inputs, x, 0, stride, batch, out, 0, outWidth, false);
        if (matrix.bias().isPresent()) {
            float[] bias = matrix.bias().get();
            for (int b = 0; b < batch; b++) {
                for (int i = 0; i < bias.length; i++) {
                    out[b * outWidth + i] += bias[i];
                }
            }
        }
    }

    /** Norms of the heads, where the family has them, and rotary positions. */
    private void turn(Weights.Layer layer, int batch) {
        int n = config.headDimension();
        int keysAt = WeightsReader.keysAt(config);
        for (int b = 0; b < batch; b++) {
            for (int h = 0; h < config.heads() + config.keyValueHeads(); h++) {
                boolean query = h < config.heads();
                int at = b * qkvWidth + (query ? h * n : keysAt + (h - config.heads()) * n);
                var norm = query ? layer.queryNorm() : layer.keyNorm();
                if (norm.isPresent()) {
                    System.arraycopy(qkv, at, head, 0, n);
                    norm.get().apply(kernels, head, 0, qkv, at);
                }
                if (config.family().rotary()) {
                    rotary.rotate(qkv, at, b);
                }
            }
        }
    }

    private void store(int layer, Batch batch) {
        int n = config.headDimension();
        for (int b = 0; b < batch.rows(); b++) {
            int place = batch.place(b);
            Page page = batch.segment(b).page(place / Page.POSITIONS);
            for (int h = 0; h < config.keyValueHeads(); h++) {
                int key = b * qkvWidth + WeightsReader.keysAt(config) + h * n;
                int value = b * qkvWidth + WeightsReader.valuesAt(config) + h * n;
                page.put(layer * config.keyValueHeads() + h, place % Page.POSITIONS, qkv, key, value);
            }
        }
    }

    private void activate(int batch) {
        for (int b = 0; b < batch; b++) {
            int at = b * upWidth;
            if (config.family() == Family.GPT2) {
                kernels.gelu(raised, at, upWidth);
            } else {
                kernels.gate(raised, at, raised, at + upWidth / 2, upWidth / 2);
            }
        }
    }

    private void addUpdate(int batch) {
        for (int i = 0; i < batch * width; i++) {
            residual[i] += update[i];
        }
    }
}
