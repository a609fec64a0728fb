package dev.hone.tensor;

import static dev.hone.tensor.Native.call;

import org.bytedeco.pytorch.DoubleOptional;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** The operations networks are made of, as pure functions; what has parameters gets them as arguments. */
public final class Functional {
    private Functional() {}

    /** Rectifier: negative values become 0. */
    public static Tensor relu(Tensor x) {
        return call("relu", () -> torch.relu(x.handle()), x);
    }

    /** Gaussian error linear unit, exact form. */
    public static Tensor gelu(Tensor x) {
        return call("gelu", () -> torch.gelu(x.handle()), x);
    }

    /** Gaussian error linear unit in the tanh form of GPT-2 ({@code gelu_new}). */
    public static Tensor geluTanh(Tensor x) {
        return call("geluTanh", () -> torch.gelu(x.handle(), "tanh"), x);
    }

    /** {@code x * sigmoid(x)}, also called swish. */
    public static Tensor silu(Tensor x) {
        return call("silu", () -> torch.silu(x.handle()), x);
    }

    public static Tensor sigmoid(Tensor x) {
        return call("sigmoid", () -> torch.sigmoid(x.handle()), x);
    }

    public static Tensor tanh(Tensor x) {
        return call("tanh", () -> torch.tanh(x.handle()), x);
    }

    /** {@code log(1 + exp(x))}: any number to a positive one. */
    public static Tensor softplus(Tensor x) {
        return call("softplus", () -> torch.softplus(x.handle()), x);
    }

    public static Tensor softmax(Tensor x, int dim) {
        return call("softmax", () -> x.handle().softmax(dim), x);
    }

    public static Tensor logSoftmax(Tensor x, int dim) {
        return call("logSoftmax", () -> x.handle().log_softmax(dim), x);
    }

    /** [.., in] times a weight [out, in]: [.., out]. */
    public static Tensor linear(Tensor x, Tensor weight) {
        return call("linear", () -> torch.linear(x.handle(), weight.handle()), x, weight);
    }

    /** [.., in] times a weight [out, in] plus a bias [out]: [.., out]. */
    public static Tensor linear(Tensor x, Tensor weight, Tensor bias) {
        return call(
                "linear",
                () -> torch.linear(x.handle(), weight.handle(), new TensorOptional(bias.handle())),
                x,
                weight,
                bias);
    }

    /** Rows of a table [entries, width] for int64 ids [..]: [.., width]. */
    public static Tensor embedding(Tensor table, Tensor ids) {
        return call("embedding", () -> torch.embedding(table.handle(), ids.handle()), table, ids);
    }

    /** Divides the last dimension by its root mean square and multiplies by a weight (Zhang, Sennrich 2019). */
    public static Tensor rmsNorm(Tensor x, Tensor weight, double epsilon) {
        return call(
                "rmsNorm",
                () -> torch.rms_norm(
                        x.handle(), weight.shape(), new TensorOptional(weight.handle()), new DoubleOptional(epsilon)),
                x,
                weight);
    }

    /** Gives the last dimension mean 0 and variance 1, then scales and shifts it (Ba, Kiros, Hinton 2016). */
    public static Tensor layerNorm(Tensor x, Tensor weight, Tensor bias, double epsilon) {
        return call(
                "layerNorm",
                () -> torch.layer_norm(
                        x.handle(),
                        weight.shape(),
                        new TensorOptional(weight.handle()),
                        new TensorOptional(bias.handle()),
                        epsilon,
                        false),
                x,
                weight,
                bias);
    }

    /**
     * Convolution over the last dimension; before its beginning and after its end lie zeros.
     *
     * @param x [batch, in, time]
     * @param weight [out, in, kernel]
     * @param bias [out]
     * @param stride from one output to the next, at least 1
     * @param padding zeros at either end
     * @return [batch, out, (time + 2 padding - kernel) / stride + 1]
     */
    public static Tensor conv1d(Tensor x, Tensor weight, Tensor bias, int stride, int padding) {
        return call(
                "conv1d",
                () -> torch.conv1d(
                        x.handle(),
                        weight.handle(),
                        new TensorOptional(bias.handle()),
                        new long[] {stride},
                        new long[] {padding},
                        new long[] {1},
                        1),
                x,
                weight,
                bias);
    }

    /**
     * Gives each group of neighbouring channels mean 0 and variance 1 over itself and time, then scales and shifts every channel (Wu, He 2018).
     *
     * @param x [batch, channels, time]
     * @param groups a divisor of the channels
     * @param weight [channels]
     * @param bias [channels]
     */
    public static Tensor groupNorm(Tensor x, int groups, Tensor weight, Tensor bias, double epsilon) {
        return call(
                "groupNorm",
                () -> torch.group_norm(
                        x.handle(),
                        groups,
                        new TensorOptional(weight.handle()),
                        new TensorOptional(bias.handle()),
                        epsilon,
                        false),
                x,
                weight,
                bias);
    }

    /**
     * Scaled dot-product attention where position i sees positions 0 to i.
     *
     * @param query [batch, heads, time, dim]
     * @param key [batch, groups, time, dim]; heads must be a multiple of groups, which share keys in order
     * @param value [batch, groups, time, dim]
     * @return [batch, heads, time, dim]
     */
    public static Tensor causalAttention(Tensor query, Tensor key, Tensor value) {
        return call(
                "causalAttention",
                () -> torch.scaled_dot_product_attention(
                        query.handle(),
                        key.handle(),
                        value.handle(),
                        new TensorOptional(),
                        0.0,
                        true,
                        new DoubleOptional(),
                        true),
                query,
                key,
                value);
    }

    /** Mean negative log-likelihood, in nats, of int64 classes [n] under logits [n, classes]. */
    public static Tensor crossEntropy(Tensor logits, Tensor classes) {
        return call("crossEntropy", () -> torch.cross_entropy_loss(logits.handle(), classes.handle()), logits, classes);
    }

    /** Mean binary cross-entropy, in nats, of targets in [0, 1] under logits of the same shape. */
    public static Tensor binaryCrossEntropy(Tensor logits, Tensor targets) {
        return call(
                "binaryCrossEntropy",
                () -> torch.binary_cross_entropy_with_logits(logits.handle(), targets.handle()),
                logits,
                targets);
    }

    /**
     * A gated recurrent unit over whole sequences from a state of zeros (Cho et al. 2014), as one native operation. Rows of the
     * weights belong to the reset gate, the update gate and the new state, in this order.
     *
     * @param x [time, batch, in]
     * @param inputWeight [3 width, in]
     * @param stateWeight [3 width, width]
     * @param inputBias [3 width]
     * @param stateBias [3 width]
     * @return the state after every step, [time, batch, width]
     */
    public static Tensor gru(Tensor x, Tensor inputWeight, Tensor stateWeight, Tensor inputBias, Tensor stateBias) {
        return call(
                "gru",
                () -> {
                    long[] first = {1, x.size(1), stateWeight.size(1)};
                    var weights = new TensorVector();
                    for (Tensor each : new Tensor[] {inputWeight, stateWeight, inputBias, stateBias}) {
                        weights.push_back(each.handle());
                    }
                    return torch.gru(x.handle(), torch.zeros(first), weights, true, 1, 0, false, false, false)
                            .get0();
                },
                x,
                inputWeight,
                stateWeight,
                inputBias,
                stateBias);
    }
}
