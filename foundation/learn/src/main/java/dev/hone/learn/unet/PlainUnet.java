package dev.hone.learn.unet;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** What {@link Unet} is, in plain Java, for acting: no native call and no allocation. Not safe for two threads. */
public final class PlainUnet {
    private final UnetShape shape;
    private final PlainConvolution embedIn;
    private final PlainConvolution embedOut;
    private final List<Level> down = new ArrayList<>();
    private final List<PlainConvolution> shrink = new ArrayList<>();
    private final Level middle;
    private final List<PlainConvolution> grow = new ArrayList<>();
    private final List<Level> up = new ArrayList<>();
    private final PlainConvolution last;
    private final PlainNorm lastNorm;
    private final PlainConvolution output;
    private final float[] chunk;
    private final float[] embedding;
    private final float[] features;
    private final float[][] across;
    private final float[][] doubled;
    private final float[][] joined;

    private record Level(PlainResidualBlock first, PlainResidualBlock second) {
        static Level of(Function<String, float[]> tensors, String name, int length, int in, int out, int features) {
            return new Level(
                    new PlainResidualBlock(tensors, name + ".0", length, in, out, features),
                    new PlainResidualBlock(tensors, name + ".1", length, out, out, features));
        }

        float[] forward(float[] x, float[] features) {
            return second.forward(first.forward(x, features), features);
        }
    }

    /**
     * With weights by the names that {@link Unet} gives its parameters, without the network's name.
     *
     * @param tensors row-major values of a name
     * @throws IllegalArgumentException if a tensor has another size
     */
    public PlainUnet(UnetShape shape, Function<String, float[]> tensors) {
        this.shape = shape;
        int deepest = shape.deepest();
        int wide = UnetShape.EMBEDDING_WIDENING * shape.embedding();
        embedIn = PlainConvolution.linear(tensors, "embed.0", shape.embedding(), wide);
        embedOut = PlainConvolution.linear(tensors, "embed.1", wide, shape.embedding());
        across = new float[deepest][];
        doubled = new float[deepest][];
        joined = new float[deepest][];
        for (int l = 0; l <= deepest; l++) {
            down.add(level(tensors, "down." + l, l, shape.before(l)));
            if (l < deepest) {
                int width = shape.width(l);
                shrink.add(new PlainConvolution(tensors, "shrink." + l, shape.length(l), width, width, 3, 2));
                int below = shape.width(l + 1);
                grow.add(new PlainConvolution(tensors, "grow." + l, shape.length(l), below, below, 3, 1));
                up.add(level(tensors, "up." + l, l, below + width));
                across[l] = new float[shape.length(l) * width];
                doubled[l] = new float[shape.length(l) * below];
                joined[l] = new float[shape.length(l) * (below + width)];
            }
        }
        middle = level(tensors, "middle", deepest, shape.width(deepest));
        int top = shape.width(0);
        last = new PlainConvolution(tensors, "last", shape.length(), top, top, UnetShape.KERNEL, 1);
        lastNorm = new PlainNorm(tensors, "last_norm", shape.length(), top);
        output = new PlainConvolution(tensors, "output", shape.length(), top, shape.channels(), 1, 1);
        chunk = new float[shape.chunkWidth()];
        embedding = new float[shape.embedding()];
        features = new float[shape.features()];
    }

    private Level level(Function<String, float[]> tensors, String name, int level, int in) {
        return Level.of(tensors, name, shape.length(level), in, shape.width(level), shape.features());
    }

    /** Chunk, condition and embedding to a chunk; valid until the next call. */
    public float[] forward(float[] input) {
        System.arraycopy(input, 0, chunk, 0, chunk.length);
        condition(input);
        float[] x = chunk;
        for (int l = 0; l <= shape.deepest(); l++) {
            x = down.get(l).forward(x, features);
            if (l < shape.deepest()) {
                System.arraycopy(x, 0, across[l], 0, x.length);
                x = shrink.get(l).forward(x);
            }
        }
        x = middle.forward(x, features);
        for (int l = shape.deepest() - 1; l >= 0; l--) {
            repeat(x, shape.width(l + 1), doubled[l]);
            join(grow.get(l).forward(doubled[l]), shape.width(l + 1), across[l], shape.width(l), joined[l]);
            x = up.get(l).forward(joined[l], features);
        }
        float[] h = last.forward(x);
        lastNorm.apply(h);
        return output.forward(h);
    }

    private void condition(float[] input) {
        System.arraycopy(input, chunk.length + shape.condition(), embedding, 0, embedding.length);
        float[] wide = embedIn.forward(embedding);
        activate(wide);
        System.arraycopy(embedOut.forward(wide), 0, features, 0, embedding.length);
        System.arraycopy(input, chunk.length, features, embedding.length, shape.condition());
        activate(features);
    }

    private static void activate(float[] x) {
        for (int i = 0; i < x.length; i++) {
            x[i] = PlainNorm.silu(x[i]);
        }
    }

    /** Every step of time twice. */
    private static void repeat(float[] x, int width, float[] to) {
        for (int at = 0; at < x.length; at += width) {
            System.arraycopy(x, at, to, 2 * at, width);
            System.arraycopy(x, at, to, 2 * at + width, width);
        }
    }

    /** Two channels side by side at every step. */
    private static void join(float[] one, int oneWidth, float[] other, int otherWidth, float[] to) {
        for (int t = 0; t * oneWidth < one.length; t++) {
            int at = t * (oneWidth + otherWidth);
            System.arraycopy(one, t * oneWidth, to, at, oneWidth);
            System.arraycopy(other, t * otherWidth, to, at + oneWidth, otherWidth);
        }
    }
}
