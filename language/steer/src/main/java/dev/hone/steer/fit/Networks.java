package dev.hone.steer.fit;

import dev.hone.tensor.Parameters;
import dev.hone.tensor.Tensor;
import dev.hone.tensor.TensorData;
import java.util.Map;

/**
 * The networks of a head as they are trained: first those of V, what a state is worth; then, with V fixed, those of what each choice adds.
 * A state's worth is a number or a distribution: {@link #width} numbers.
 */
interface Networks extends AutoCloseable {
    Parameters levelParameters();

    Parameters advantageParameters();

    /** Numbers that say what a state is worth. */
    int width();

    /** V of every state. [rows * features] to [rows * width] */
    double[] levels(float[] features);

    /** The expected reward of every state. [rows * features] to [rows] */
    double[] expected(float[] features);

    /**
     * Replaces V of one text's states by what it should have been: {@link TdLambda}.
     *
     * @param at where the first state's numbers begin
     */
    void levelTargets(double[] levels, int at, Episode text, double lambda);

    /** Replaces V of one text's states by what their choices should add to it. */
    void choiceTargets(double[] levels, int at, Episode text);

    /** The loss of V. */
    Tensor levelLoss(float[] features, double[] targets);

    /** The loss of what the actions taken add. */
    Tensor advantageLoss(float[] features, int[] actions, double[] targets);

    /** Copies of all tensors that decoding needs. */
    Map<String, TensorData> save(FeatureScaling scaling);

    @Override
    void close();
}
