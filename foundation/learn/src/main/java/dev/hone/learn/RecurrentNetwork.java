package dev.hone.learn;

import dev.hone.core.Seeds;
import dev.hone.tensor.Functional;
import dev.hone.tensor.Init;
import dev.hone.tensor.Parameters;
import dev.hone.tensor.Tensor;

/**
 * A network that remembers an episode from its beginning: a linear layer with a rectifier, a gated recurrent unit, a linear layer.
 * For training; {@link PlainRecurrent} is the same for acting.
 */
public final class RecurrentNetwork {
    private static final String[] NAMES = {
        "in.weight", "in.bias", "gru.input", "gru.state", "gru.input_bias", "gru.state_bias", "out.weight", "out.bias"
    };

    /**
     * Sizes.
     *
     * @param in of what it sees each step
     * @param width of the layer before the unit, and of its state
     * @param out of what it gives each step
     */
    public record Shape(int in, int width, int out) {
        public Shape {
            if (in < 1 || width < 1 || out < 1) {
                throw new IllegalArgumentException("a recurrent network of " + in + ", " + width + ", " + out);
            }
        }

        int[] sizes() {
            int gates = 3 * width;
            return new int[] {width * in, width, gates * width, gates * width, gates, gates, out * width, out};
        }

        private long[][] shapes() {
            long gates = 3L * width;
            return new long[][] {
                {width, in}, {width}, {gates, width}, {gates, width}, {gates}, {gates}, {out, width}, {out}
            };
        }
    }

    private final Shape shape;
    private final Tensor[] tensors = new Tensor[NAMES.length];

    /**
     * Adds parameters {@code NAME.in.weight} and so on; biases 0, weights orthogonal, those of the unit gate by gate.
     *
     * @param lastGain gain of the last layer
     */
    public RecurrentNetwork(Parameters parameters, String name, Shape shape, double lastGain, Seeds seeds) {
        this.shape = shape;
        int width = shape.width();
        Seeds own = seeds.child(name);
        float[][] first = {
            Orthogonal.weights(own.child("in"), width, shape.in(), Math.sqrt(2)),
            Init.constant(width, 0),
            gates(own.child("input"), width),
            gates(own.child("state"), width),
            Init.constant(3L * width, 0),
            Init.constant(3L * width, 0),
            Orthogonal.weights(own.child("out"), shape.out(), width, lastGain),
            Init.constant(shape.out(), 0)
        };
        for (int i = 0; i < NAMES.length; i++) {
            tensors[i] = parameters.add(name + "." + NAMES[i], first[i], shape.shapes()[i]);
        }
    }

    private static float[] gates(Seeds seeds, int width) {
        float[] all = new float[3 * width * width];
        for (int gate = 0; gate < 3; gate++) {
            System.arraycopy(
                    Orthogonal.weights(seeds.child(gate), width, width, 1),
                    0,
                    all,
                    gate * width * width,
                    width * width);
        }
        return all;
    }

    /** Whole episodes from their beginning: [time, batch, in] to [time, batch, out]. */
    public Tensor forward(Tensor x) {
        Tensor seen = Functional.relu(Functional.linear(x, tensors[0], tensors[1])); // [time, batch, width]
        Tensor state = Functional.gru(seen, tensors[2], tensors[3], tensors[4], tensors[5]);
        return Functional.linear(state, tensors[6], tensors[7]);
    }

    /** A network of the same shape for acting, with the weights of now. */
    public PlainRecurrent plain() {
        PlainRecurrent plain = new PlainRecurrent(shape);
        copyTo(plain);
        return plain;
    }

    /** Hands the weights of now to a network that {@link #plain} made. */
    public void copyTo(PlainRecurrent plain) {
        for (int i = 0; i < tensors.length; i++) {
            plain.set(i, tensors[i].floats());
        }
    }

    static String name(int tensor) {
        return NAMES[tensor];
    }

    static int tensors() {
        return NAMES.length;
    }
}
