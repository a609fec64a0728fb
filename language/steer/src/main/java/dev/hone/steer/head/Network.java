package dev.hone.steer.head;

import dev.hone.tensor.Safetensors;

/** Two layers with {@code x sigmoid(x)} between them, as training left them, for one row at a time. */
final class Network {
    private final PackedLayer inner;
    private final PackedLayer outer;

    private Network(PackedLayer inner, PackedLayer outer) {
        this.inner = inner;
        this.outer = outer;
    }

    /**
     * Reads {@code NAME.0.weight}, {@code NAME.0.bias}, {@code NAME.1.weight} and {@code NAME.1.bias}.
     *
     * @param mean of each input; with {@code scale} it is folded into the first layer, so that inputs need no preparing
     * @param scale what inputs less their mean are divided by, above 0
     */
    static Network read(Safetensors file, String name, float[] mean, float[] scale) {
        float[] weight = file.floats(name + ".0.weight");
        float[] bias = file.floats(name + ".0.bias");
        int inputs = mean.length;
        for (int r = 0; r < bias.length; r++) {
            double moved = bias[r];
            for (int j = 0; j < inputs; j++) {
                weight[r * inputs + j] /= scale[j];
                moved -= (double) weight[r * inputs + j] * mean[j];
            }
            bias[r] = (float) moved;
        }
        PackedLayer inner = new PackedLayer(weight, bias, inputs);
        float[] outerWeight = file.floats(name + ".1.weight"); // [outputs][inner]
        return new Network(inner, new PackedLayer(outerWeight, file.floats(name + ".1.bias"), bias.length));
    }

    /** Room for one row's way through. */
    final class Buffers {
        private final float[] raised = new float[inner.width()];
        private final float[] out = new float[outer.width()];
    }

    /** The outputs of one row; overwritten by the next. [padded outputs] */
    float[] apply(float[] x, Buffers buffers) {
        inner.apply(x, buffers.raised);
        for (int i = 0; i < buffers.raised.length; i++) {
            buffers.raised[i] = (float) (buffers.raised[i] / (1 + Math.exp(-buffers.raised[i])));
        }
        outer.apply(buffers.raised, buffers.out);
        return buffers.out;
    }

    /** Multiply-adds of one row. */
    long multiplyAdds() {
        return inner.multiplyAdds() + outer.multiplyAdds();
    }

    Buffers buffers() {
        return new Buffers();
    }
}
