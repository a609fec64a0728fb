package dev.hone.tensor;

import static dev.hone.tensor.Native.scalar;

import java.util.LinkedHashMap;
import java.util.SequencedMap;

/**
 * Adam with decoupled weight decay (Loshchilov, Hutter 2019, algorithm 2); with {@code weightDecay} 0 it is Adam (Kingma, Ba
 * 2015, algorithm 1).
 *
 * <p>Written here on the tensor operations, and not taken from the library, because its state must go to a file and come
 * back for a run to be resumed with the same bytes. The letters are the papers': m and v are the running means of gradient
 * and squared gradient, t the number of the step.
 */
public final class AdamW implements AutoCloseable {
    /**
     * What stays the same over a run.
     *
     * @param beta1 how much of m a step keeps, in [0, 1)
     * @param beta2 how much of v a step keeps, in [0, 1)
     * @param epsilon added to the root of v, above 0
     * @param weightDecay share of every weight that a step at learning rate 1 takes away, 0 or more; vectors (biases, norms)
     *     are left alone
     */
    public record Settings(double beta1, double beta2, double epsilon, double weightDecay) {
        /** The papers' defaults, with a weight decay of 0.01. */
        public static final Settings DEFAULT = new Settings(0.9, 0.999, 1e-8, 0.01);

        public Settings {
            if (!(beta1 >= 0 && beta1 < 1 && beta2 >= 0 && beta2 < 1 && epsilon > 0 && weightDecay >= 0)) {
                throw new IllegalArgumentException("AdamW with beta1 " + beta1 + ", beta2 " + beta2 + ", epsilon "
                        + epsilon + ", weight decay " + weightDecay);
            }
        }
    }

    private record Moments(Tensor m, Tensor v) {}

    private final Parameters parameters;
    private final Settings settings;
    private final SequencedMap<String, Moments> moments = new LinkedHashMap<>();
    private long t;

    /** An optimiser of these parameters; parameters added later are not seen. */
    public AdamW(Parameters parameters, Settings settings) {
        this.parameters = parameters;
        this.settings = settings;
        try (var _ = new Scope();
                var _ = new NoGrad()) {
            parameters
                    .byName()
                    .forEach((name, p) -> moments.put(
                            name, new Moments(p.mul(0).keep(), p.mul(0).keep())));
        }
    }

    /** How many steps were taken. */
    public long steps() {
        return t;
    }

    /** Moves every parameter that has a gradient one step downhill. */
    public void step(double learningRate) {
        t++;
        double correction1 = 1 - Math.pow(settings.beta1(), (double) t);
        double correction2 = 1 - Math.pow(settings.beta2(), (double) t);
        try (var _ = new Scope();
                var _ = new NoGrad()) {
            // native numbers are dear beside small tensors: made once a step
            var beta1 = scalar(settings.beta1());
            var beta2 = scalar(settings.beta2());
            var one = scalar(1 - settings.beta1());
            var two = scalar(1 - settings.beta2());
            var decay = scalar(1 - learningRate * settings.weightDecay());
            var unbias = scalar(Math.sqrt(correction2));
            var epsilon = scalar(settings.epsilon());
            var stride = scalar(-learningRate / correction1);
            moments.forEach((name, state) -> {
                var p = parameters.get(name).handle();
                var g = p.grad();
                if (!g.defined()) {
                    return;
                }
                var m = state.m().handle();
                var v = state.v().handle();
                if (settings.weightDecay() > 0 && p.dim() > 1) {
                    p.mul_(decay);
                }
                m.mul_(beta1).add_(g, one);
                v.mul_(beta2).addcmul_(g, g, two);
                p.addcdiv_(m, v.sqrt().div_(unbias).add_(epsilon), stride);
            });
        }
    }

    /** The state as tensors {@code NAME.m}, {@code NAME.v} and {@code t}, to go beside the parameters in a checkpoint. */
    public SequencedMap<String, TensorData> save() {
        var copies = new LinkedHashMap<String, TensorData>();
        moments.forEach((name, state) -> {
            copies.put(name + ".m", TensorData.of(state.m().floats(), state.m().shape()));
            copies.put(name + ".v", TensorData.of(state.v().floats(), state.v().shape()));
        });
        copies.put("t", TensorData.of(new long[] {t}, 1));
        return copies;
    }

    /**
     * Takes up the state that {@link #save} gave.
     *
     * @throws dev.hone.core.HoneException if a tensor is missing or has another shape
     */
    public void load(Safetensors file) {
        moments.forEach((name, state) -> {
            Parameters.copyInto(state.m(), name + ".m", file);
            Parameters.copyInto(state.v(), name + ".v", file);
        });
        t = file.longs("t")[0];
    }

    @Override
    public void close() {
        moments.values().forEach(state -> {
            state.m().close();
            state.v().close();
        });
        moments.clear();
    }
}
