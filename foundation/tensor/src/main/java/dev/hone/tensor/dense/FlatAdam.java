package dev.hone.tensor.dense;

import dev.hone.tensor.AdamW;
import dev.hone.tensor.Safetensors;
import dev.hone.tensor.TensorData;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/**
 * Adam (Kingma, Ba 2015, algorithm 1) on {@link FlatParameters}, with the arithmetic of {@link AdamW} and its names in a file. m
 * and v are the running means of gradient and squared gradient, t the number of the step.
 */
public final class FlatAdam {
    private final FlatParameters parameters;
    private final AdamW.Settings settings;
    private final float[] m;
    private final float[] v;
    private long t;

    /**
     * An optimiser of these parameters, to which nothing is added any more.
     *
     * @param settings without weight decay
     */
    public FlatAdam(FlatParameters parameters, AdamW.Settings settings) {
        if (settings.weightDecay() != 0) {
            throw new IllegalArgumentException("plain networks are trained without weight decay");
        }
        this.parameters = parameters;
        this.settings = settings;
        m = new float[parameters.values().length];
        v = new float[m.length];
    }

    /** Moves every parameter one step downhill. */
    public void step(double learningRate) {
        t++;
        double correction1 = 1 - Math.pow(settings.beta1(), (double) t);
        double correction2 = 1 - Math.pow(settings.beta2(), (double) t);
        move(
                parameters.values(),
                parameters.gradients(),
                (float) settings.beta1(),
                (float) (1 - settings.beta1()),
                (float) settings.beta2(),
                (float) (1 - settings.beta2()),
                (float) (1 / Math.sqrt(correction2)),
                (float) settings.epsilon(),
                (float) (learningRate / correction1));
    }

    private void move(
            float[] p,
            float[] g,
            float keep1,
            float take1,
            float keep2,
            float take2,
            float unbias,
            float epsilon,
            float stride) {
        for (int i = 0; i < m.length; i++) {
            m[i] = keep1 * m[i] + take1 * g[i];
            v[i] = keep2 * v[i] + take2 * g[i] * g[i];
            p[i] -= stride * m[i] / ((float) Math.sqrt(v[i]) * unbias + epsilon);
        }
    }

    /** The state as tensors {@code NAME.m}, {@code NAME.v} and {@code t}, to go beside the parameters in a checkpoint. */
    public SequencedMap<String, TensorData> save() {
        var copies = new LinkedHashMap<String, TensorData>();
        copies.putAll(parameters.save(m, ".m"));
        copies.putAll(parameters.save(v, ".v"));
        copies.put("t", TensorData.of(new long[] {t}, 1));
        return copies;
    }

    /**
     * Takes up the state that {@link #save} gave.
     *
     * @throws dev.hone.core.HoneException if a tensor is missing or has another shape
     */
    public void load(Safetensors file) {
        parameters.load(file, m, ".m");
        parameters.load(file, v, ".v");
        t = file.longs("t")[0];
    }
}
