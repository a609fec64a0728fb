package dev.hone.learn.unet;

import dev.hone.core.Seeds;
import dev.hone.tensor.Functional;
import dev.hone.tensor.Parameters;
import dev.hone.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * A one-dimensional U-Net in training; {@link PlainUnet} is the same for acting. Time is the dimension that is convolved. On the way down, each level
 * has two residual blocks, and a convolution with stride 2 leads to the next, which is half as long. After two blocks at the bottom, the way up
 * doubles every step of time, and each level's blocks see what the same level gave on the way down beside what comes from below. All blocks
 * are conditioned on the observation and the time of the noise schedule.
 *
 * <p>Letters of shapes: b batch, c channels, t steps of time, f features.
 */
public final class Unet {
    private final UnetShape shape;
    private final Layers.Linear embedIn;
    private final Layers.Linear embedOut;
    private final List<Level> down = new ArrayList<>();
    private final List<Layers.Convolution> shrink = new ArrayList<>();
    private final Level middle;
    private final List<Layers.Convolution> grow = new ArrayList<>();
    private final List<Level> up = new ArrayList<>();
    private final Layers.Convolution last;
    private final Layers.Norm lastNorm;
    private final Layers.Convolution output;

    /** Two blocks, one after the other. */
    private record Level(ResidualBlock first, ResidualBlock second) {
        static Level of(Layers layers, String name, int in, int out, int features) {
            return new Level(
                    new ResidualBlock(layers, name + ".0", in, out, features),
                    new ResidualBlock(layers, name + ".1", out, out, features));
        }

        Tensor forward(Tensor x, Tensor features) {
            return second.forward(first.forward(x, features), features);
        }
    }

    /** Adds parameters {@code NAME.down.0.0.first.weight} and so on. */
    public Unet(Parameters parameters, String name, UnetShape shape, Seeds seeds) {
        this.shape = shape;
        Layers layers = new Layers(parameters, seeds);
        int features = shape.features();
        int wide = UnetShape.EMBEDDING_WIDENING * shape.embedding();
        embedIn = layers.linear(name + ".embed.0", shape.embedding(), wide);
        embedOut = layers.linear(name + ".embed.1", wide, shape.embedding());
        for (int l = 0; l <= shape.deepest(); l++) {
            down.add(Level.of(layers, name + ".down." + l, shape.before(l), shape.width(l), features));
            if (l < shape.deepest()) {
                shrink.add(layers.convolution(name + ".shrink." + l, shape.width(l), shape.width(l), 3, 2));
            }
        }
        int bottom = shape.width(shape.deepest());
        middle = Level.of(layers, name + ".middle", bottom, bottom, features);
        for (int l = 0; l < shape.deepest(); l++) {
            int below = shape.width(l + 1);
            grow.add(layers.convolution(name + ".grow." + l, below, below, 3, 1));
            up.add(Level.of(layers, name + ".up." + l, below + shape.width(l), shape.width(l), features));
        }
        last = layers.convolution(name + ".last", shape.width(0), shape.width(0), UnetShape.KERNEL, 1);
        lastNorm = layers.norm(name + ".last_norm", shape.width(0));
        output = layers.convolution(name + ".output", shape.width(0), shape.channels(), 1, 1);
    }

    /** Rows of chunk, condition and embedding, as {@link UnetShape#inputWidth} has them, to rows of a chunk. */
    public Tensor forward(Tensor inputs) {
        int chunk = shape.chunkWidth();
        long b = inputs.size(0);
        Tensor x = inputs.narrow(1, 0, chunk)
                .reshape(b, shape.length(), shape.channels())
                .transpose(1, 2); // [b, c, t]
        Tensor condition = inputs.narrow(1, chunk, shape.condition());
        Tensor embedding = inputs.narrow(1, chunk + shape.condition(), shape.embedding());
        Tensor embedded = embedOut.forward(Functional.silu(embedIn.forward(embedding)));
        Tensor features = Functional.silu(Tensor.cat(1, embedded, condition)); // [b, f]
        List<Tensor> across = new ArrayList<>();
        for (int l = 0; l <= shape.deepest(); l++) {
            x = down.get(l).forward(x, features);
            if (l < shape.deepest()) {
                across.add(x);
                x = shrink.get(l).forward(x); // [b, c, t / 2]
            }
        }
        x = middle.forward(x, features);
        for (int l = shape.deepest() - 1; l >= 0; l--) {
            x = grow.get(l).forward(doubled(x)); // [b, c, 2 t]
            x = up.get(l).forward(Tensor.cat(1, x, across.get(l)), features);
        }
        Tensor said = output.forward(lastNorm.forward(last.forward(x))); // [b, c, t]
        return said.transpose(1, 2).reshape(b, chunk);
    }

    /** Every step of time twice. */
    private static Tensor doubled(Tensor x) {
        long b = x.size(0);
        long c = x.size(1);
        long t = x.size(2);
        return x.unsqueeze(3).expand(b, c, t, 2).reshape(b, c, 2 * t);
    }
}
