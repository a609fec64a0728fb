package dev.hone.budget.head;

import dev.hone.core.HoneException;
import dev.hone.tensor.Safetensors;
import dev.hone.tensor.TensorData;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * A trained network in plain Java arrays: features, standardised, through one hidden layer of GELUs to a few outputs. A
 * network without hidden units says the same of every query. Immutable; safe for use by several threads.
 *
 * <p>Running it touches no native memory, so a server can ask it anywhere: about 35 microseconds for 384 features and 256
 * hidden units. The first layer is stored by feature, so that the inner loop runs over hidden units and vectorises.
 */
public final class Network {
    private static final double TANH_SCALE = Math.sqrt(2 / Math.PI);

    private final float[] mean; // [features]
    private final float[] inverseDeviation; // [features]
    private final float[] first; // [features * hidden]
    private final float[] firstBias; // [hidden]
    private final float[] second; // [outputs * hidden]
    private final float[] secondBias; // [outputs]

    /**
     * @param standardisation how the features are scaled
     * @param first weights of the hidden layer [features * hidden], by feature
     * @param firstBias [hidden]
     * @param second weights of the outputs [outputs * hidden], by output
     * @param secondBias [outputs]
     */
    Network(Standardisation standardisation, float[] first, float[] firstBias, float[] second, float[] secondBias) {
        this.mean = standardisation.mean();
        this.inverseDeviation = standardisation.inverseDeviation();
        this.first = first;
        this.firstBias = firstBias;
        this.second = second;
        this.secondBias = secondBias;
        if (inverseDeviation.length != mean.length
                || first.length != mean.length * firstBias.length
                || second.length != secondBias.length * firstBias.length) {
            throw new IllegalArgumentException("a network of " + mean.length + " features and " + firstBias.length
                    + " hidden units with " + first.length + " and " + second.length + " weights");
        }
    }

    /** The network that gives these outputs for every query. */
    static Network constant(int features, double... outputs) {
        float[] bias = new float[outputs.length];
        for (int k = 0; k < bias.length; k++) {
            bias[k] = (float) outputs[k];
        }
        return new Network(Standardisation.none(features), new float[0], new float[0], new float[0], bias);
    }

    /**
     * The network whose outputs are the means of the others' outputs: their hidden units side by side, output weights divided
     * by their number.
     *
     * @param members fitted on the same queries, so that they standardise alike; at least one
     */
    static Network average(List<Network> members) {
        Network model = members.getFirst();
        int features = model.features();
        int outputs = model.secondBias.length;
        int hidden = members.stream().mapToInt(Network::hidden).sum();
        float[] first = new float[features * hidden];
        float[] firstBias = new float[hidden];
        float[] second = new float[outputs * hidden];
        float[] secondBias = new float[outputs];
        float share = 1f / members.size();
        int from = 0;
        for (Network member : members) {
            int width = member.hidden();
            System.arraycopy(member.firstBias, 0, firstBias, from, width);
            for (int f = 0; f < features; f++) {
                System.arraycopy(member.first, f * width, first, f * hidden + from, width);
            }
            for (int k = 0; k < outputs; k++) {
                secondBias[k] += share * member.secondBias[k];
                for (int j = 0; j < width; j++) {
                    second[k * hidden + from + j] = share * member.second[k * width + j];
                }
            }
            from += width;
        }
        return new Network(
                new Standardisation(model.mean, model.inverseDeviation), first, firstBias, second, secondBias);
    }

    /** The network whose every output is this one's times a factor plus an offset. */
    Network rescaled(double factor, double offset) {
        float[] weights = second.clone();
        float[] biases = secondBias.clone();
        for (int i = 0; i < weights.length; i++) {
            weights[i] = (float) (factor * weights[i]);
        }
        for (int k = 0; k < biases.length; k++) {
            biases[k] = (float) (factor * biases[k] + offset);
        }
        return new Network(new Standardisation(mean, inverseDeviation), first, firstBias, weights, biases);
    }

    /**
     * The network that looks only at the last features, of which at most one is 1 and the others are 0: each has outputs of
     * its own. A hidden unit that reads one of them is gelu(1) for it and gelu(0) = 0 for the others.
     *
     * @param features read in all
     * @param none outputs where all are 0
     * @param outputs where the j-th of the last features is 1 [last features][outputs]
     */
    static Network byLastFeatures(int features, double[] none, double[][] outputs) {
        int hidden = outputs.length;
        float[] scale = new float[features];
        float[] first = new float[features * hidden];
        float[] second = new float[none.length * hidden];
        for (int j = 0; j < hidden; j++) {
            int feature = features - hidden + j;
            scale[feature] = 1;
            first[feature * hidden + j] = 1;
            for (int k = 0; k < none.length; k++) {
                second[k * hidden + j] = (float) ((outputs[j][k] - none[k]) / gelu(1));
            }
        }
        return new Network(
                new Standardisation(new float[features], scale),
                first,
                new float[hidden],
                second,
                constant(features, none).secondBias);
    }

    /** The same outputs from vectors with more features at their end, which it doesn't look at. */
    Network ignoring(int more) {
        int features = mean.length + more;
        return new Network(
                new Standardisation(Arrays.copyOf(mean, features), Arrays.copyOf(inverseDeviation, features)),
                Arrays.copyOf(first, features * hidden()),
                firstBias,
                second,
                secondBias);
    }

    /** How many features it reads. */
    public int features() {
        return mean.length;
    }

    /** Hidden units; 0 if the outputs don't depend on the features. */
    public int hidden() {
        return firstBias.length;
    }

    /** Whether it says the same of every query. */
    public boolean isConstant() {
        return hidden() == 0;
    }

    double[] apply(float[] x) {
        if (x.length != mean.length) {
            throw new IllegalArgumentException(x.length + " features for a network of " + mean.length);
        }
        int hidden = firstBias.length;
        float[] h = firstBias.clone();
        int f = 0;
        for (; f + 3 < x.length && hidden > 0; f += 4) {
            addFour(h, f, standard(x, f), standard(x, f + 1), standard(x, f + 2), standard(x, f + 3));
        }
        for (; f < x.length && hidden > 0; f++) {
            float z = standard(x, f);
            for (int j = 0; j < hidden; j++) {
                h[j] += z * first[f * hidden + j];
            }
        }
        double[] outputs = new double[secondBias.length];
        for (int k = 0; k < outputs.length; k++) {
            outputs[k] = secondBias[k];
        }
        for (int j = 0; j < hidden; j++) {
            double active = gelu(h[j]);
            for (int k = 0; k < outputs.length; k++) {
                outputs[k] += active * second[k * hidden + j];
            }
        }
        return outputs;
    }

    private float standard(float[] x, int feature) {
        return (x[feature] - mean[feature]) * inverseDeviation[feature];
    }

    /** Adds what features f to f + 3 give every hidden unit; four at once, or loading and storing the sums would cost most. */
    private void addFour(float[] h, int f, float z0, float z1, float z2, float z3) {
        int hidden = h.length;
        int row0 = f * hidden;
        int row1 = row0 + hidden;
        int row2 = row1 + hidden;
        int row3 = row2 + hidden;
        for (int j = 0; j < hidden; j++) {
            h[j] += z0 * first[row0 + j] + z1 * first[row1 + j] + z2 * first[row2 + j] + z3 * first[row3 + j];
        }
    }

    /** The tanh form, the one that training uses too. */
    private static double gelu(double x) {
        return 0.5 * x * (1 + Math.tanh(TANH_SCALE * (x + 0.044715 * x * x * x)));
    }

    void requireOutputs(int outputs) {
        if (secondBias.length != outputs) {
            throw new IllegalArgumentException("a network of " + secondBias.length + " outputs, not " + outputs);
        }
    }

    /** The weights as tensors whose names begin with {@code prefix} and a dot. */
    public SequencedMap<String, TensorData> save(String prefix) {
        SequencedMap<String, TensorData> tensors = new LinkedHashMap<>();
        tensors.put(prefix + ".mean", TensorData.of(mean, mean.length));
        tensors.put(prefix + ".inverseDeviation", TensorData.of(inverseDeviation, mean.length));
        tensors.put(prefix + ".first", TensorData.of(first, hidden() == 0 ? 0 : mean.length, hidden()));
        tensors.put(prefix + ".firstBias", TensorData.of(firstBias, hidden()));
        tensors.put(prefix + ".second", TensorData.of(second, secondBias.length, hidden()));
        tensors.put(prefix + ".secondBias", TensorData.of(secondBias, secondBias.length));
        return tensors;
    }

    /**
     * The network that {@link #save} wrote.
     *
     * @throws HoneException if a tensor is missing or the shapes contradict each other
     */
    public static Network load(Safetensors file, String prefix) {
        try {
            return new Network(
                    new Standardisation(file.floats(prefix + ".mean"), file.floats(prefix + ".inverseDeviation")),
                    file.floats(prefix + ".first"),
                    file.floats(prefix + ".firstBias"),
                    file.floats(prefix + ".second"),
                    file.floats(prefix + ".secondBias"));
        } catch (IllegalArgumentException e) {
            throw new HoneException(
                    "The weights of '" + prefix + "' contradict each other: " + e.getMessage() + ".",
                    "the artefact was edited; fit it again",
                    e);
        }
    }
}
