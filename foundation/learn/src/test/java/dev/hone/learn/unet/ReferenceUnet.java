package dev.hone.learn.unet;

import java.util.List;
import java.util.Map;

/** A U-Net in double precision, written from the definitions with loops over [channel][time] and nothing shared with what it is compared to. */
final class ReferenceUnet {
    private final int length;
    private final int channels;
    private final int condition;
    private final int embedding;
    private final List<Integer> levels;
    private final Map<String, double[]> weights;

    /** Row-major weights by name; they may be changed between two calls. */
    ReferenceUnet(UnetShape shape, Map<String, double[]> weights) {
        length = shape.length();
        channels = shape.channels();
        condition = shape.condition();
        embedding = shape.embedding();
        levels = shape.levels();
        this.weights = weights;
    }

    double[] forward(double[] input) {
        double[][] x = new double[channels][length];
        for (int t = 0; t < length; t++) {
            for (int c = 0; c < channels; c++) {
                x[c][t] = input[t * channels + c];
            }
        }
        double[] features = features(input);
        int n = levels.size();
        double[][][] kept = new double[n][][];
        for (int l = 0; l < n; l++) {
            x = block("down." + l + ".1", block("down." + l + ".0", x, features), features);
            kept[l] = x;
            if (l + 1 < n) {
                x = convolution("shrink." + l, x, 3, 2);
            }
        }
        x = block("middle.1", block("middle.0", x, features), features);
        for (int l = n - 2; l >= 0; l--) {
            double[][] grown = convolution("grow." + l, twice(x), 3, 1);
            double[][] joined = new double[grown.length + kept[l].length][];
            System.arraycopy(grown, 0, joined, 0, grown.length);
            System.arraycopy(kept[l], 0, joined, grown.length, kept[l].length);
            x = block("up." + l + ".1", block("up." + l + ".0", joined, features), features);
        }
        double[][] said = convolution("output", normed("last_norm", convolution("last", x, 5, 1)), 1, 1);
        double[] chunk = new double[length * channels];
        for (int t = 0; t < length; t++) {
            for (int c = 0; c < channels; c++) {
                chunk[t * channels + c] = said[c][t];
            }
        }
        return chunk;
    }

    private double[] features(double[] input) {
        double[] time = new double[embedding];
        System.arraycopy(input, length * channels + condition, time, 0, embedding);
        double[] wide = linear("embed.0", time, 4 * embedding);
        for (int i = 0; i < wide.length; i++) {
            wide[i] = silu(wide[i]);
        }
        double[] features = new double[embedding + condition];
        System.arraycopy(linear("embed.1", wide, embedding), 0, features, 0, embedding);
        System.arraycopy(input, length * channels, features, embedding, condition);
        for (int i = 0; i < features.length; i++) {
            features[i] = silu(features[i]);
        }
        return features;
    }

    private double[][] block(String name, double[][] x, double[] features) {
        double[][] h = normed(name + ".first_norm", convolution(name + ".first", x, 5, 1));
        int width = h.length;
        double[] film = linear(name + ".film", features, 2 * width);
        for (int c = 0; c < width; c++) {
            for (int t = 0; t < h[c].length; t++) {
                h[c][t] = (1 + film[c]) * h[c][t] + film[width + c];
            }
        }
        h = normed(name + ".second_norm", convolution(name + ".second", h, 5, 1));
        double[][] around = width == x.length ? x : convolution(name + ".detour", x, 1, 1);
        for (int c = 0; c < width; c++) {
            for (int t = 0; t < h[c].length; t++) {
                h[c][t] += around[c][t];
            }
        }
        return h;
    }

    private double[] of(String name) {
        double[] values = weights.get(name);
        if (values == null) {
            throw new AssertionError("no weights " + name);
        }
        return values;
    }

    private double[] linear(String name, double[] x, int out) {
        double[] y = of(name + ".bias").clone();
        for (int o = 0; o < out; o++) {
            for (int i = 0; i < x.length; i++) {
                y[o] += of(name + ".weight")[o * x.length + i] * x[i];
            }
        }
        return y;
    }

    private double[][] convolution(String name, double[][] x, int kernel, int stride) {
        double[] bias = of(name + ".bias");
        double[] weight = of(name + ".weight");
        int steps = x[0].length;
        double[][] y = new double[bias.length][steps / stride];
        for (int o = 0; o < y.length; o++) {
            for (int t = 0; t < y[o].length; t++) {
                y[o][t] = bias[o];
                for (int i = 0; i < x.length; i++) {
                    for (int k = 0; k < kernel; k++) {
                        int at = t * stride + k - kernel / 2;
                        y[o][t] += at < 0 || at >= steps ? 0 : weight[(o * x.length + i) * kernel + k] * x[i][at];
                    }
                }
            }
        }
        return y;
    }

    private double[][] normed(String name, double[][] x) {
        int group = x.length / 8;
        double[][] y = new double[x.length][x[0].length];
        for (int g = 0; g < 8; g++) {
            double mean = 0;
            for (int c = g * group; c < (g + 1) * group; c++) {
                for (double value : x[c]) {
                    mean += value / (group * x[c].length);
                }
            }
            double variance = 0;
            for (int c = g * group; c < (g + 1) * group; c++) {
                for (double value : x[c]) {
                    variance += (value - mean) * (value - mean) / (group * x[c].length);
                }
            }
            for (int c = g * group; c < (g + 1) * group; c++) {
                for (int t = 0; t < x[c].length; t++) {
                    double z = (x[c][t] - mean) / Math.sqrt(variance + 1e-5);
                    y[c][t] = silu(z * of(name + ".weight")[c] + of(name + ".bias")[c]);
                }
            }
        }
        return y;
    }

    private static double[][] twice(double[][] x) {
        double[][] y = new double[x.length][2 * x[0].length];
        for (int c = 0; c < x.length; c++) {
            for (int t = 0; t < y[c].length; t++) {
                y[c][t] = x[c][t / 2];
            }
        }
        return y;
    }

    private static double silu(double x) {
        return x / (1 + Math.exp(-x));
    }
}
