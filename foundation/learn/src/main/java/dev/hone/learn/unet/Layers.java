package dev.hone.learn.unet;

import dev.hone.core.Seeds;
import dev.hone.tensor.Functional;
import dev.hone.tensor.Init;
import dev.hone.tensor.Parameters;
import dev.hone.tensor.Tensor;

/**
 * Makes layers for training. Weights and biases of convolutions and linear layers are uniform within 1 / sqrt(fan-in), as PyTorch's own.
 *
 * @param parameters where their tensors go
 * @param seeds a stream by each tensor's name
 */
record Layers(Parameters parameters, Seeds seeds) {
    /** A convolution over time that keeps its length where the stride is 1. */
    record Convolution(Tensor weight, Tensor bias, int stride) {
        /** [batch, in, time] to [batch, out, time / stride]. */
        Tensor forward(Tensor x) {
            return Functional.conv1d(x, weight, bias, stride, (int) weight.size(2) / 2);
        }
    }

    /** A linear layer. */
    record Linear(Tensor weight, Tensor bias) {
        /** [batch, in] to [batch, out]. */
        Tensor forward(Tensor x) {
            return Functional.linear(x, weight, bias);
        }
    }

    /** Group normalisation and SiLU. */
    record Norm(Tensor weight, Tensor bias) {
        /** [batch, channels, time], unchanged. */
        Tensor forward(Tensor x) {
            return Functional.silu(Functional.groupNorm(x, UnetShape.GROUPS, weight, bias, UnetShape.EPSILON));
        }
    }

    Convolution convolution(String name, int in, int out, int kernel, int stride) {
        int fan = in * kernel;
        return new Convolution(
                uniform(name + ".weight", fan, out, in, kernel), uniform(name + ".bias", fan, out), stride);
    }

    Linear linear(String name, int in, int out) {
        return new Linear(uniform(name + ".weight", in, out, in), uniform(name + ".bias", in, out));
    }

    Norm norm(String name, int channels) {
        return new Norm(
                parameters.add(name + ".weight", Init.constant(channels, 1), channels),
                parameters.add(name + ".bias", Init.constant(channels, 0), channels));
    }

    private Tensor uniform(String name, int fan, long... shape) {
        long count = 1;
        for (long size : shape) {
            count *= size;
        }
        return parameters.add(name, Init.uniform(seeds.child(name), count, 1 / Math.sqrt(fan)), shape);
    }
}
