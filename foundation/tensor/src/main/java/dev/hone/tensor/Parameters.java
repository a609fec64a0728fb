package dev.hone.tensor;

import dev.hone.core.HoneException;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * The trained tensors of a network by name, in the order in which its layers made them. They live until {@link #close}, in
 * no scope. Not safe for use by two threads while one of them trains.
 */
public final class Parameters implements AutoCloseable {
    private final SequencedMap<String, Tensor> tensors = new LinkedHashMap<>();
    private final String device;

    /** Parameters in main memory. */
    public Parameters() {
        this("cpu");
    }

    /** Parameters on a device: {@code cpu}, {@code cuda}, {@code cuda:1}. */
    public Parameters(String device) {
        this.device = device;
    }

    /** Makes a parameter that starts with these values. */
    public Tensor add(String name, float[] values, long... shape) {
        if (tensors.containsKey(name)) {
            throw new IllegalArgumentException("there is a parameter '" + name + "' already");
        }
        try (var _ = new Scope()) {
            Tensor tensor = Tensor.of(values, shape)
                    .to(device)
                    .detach()
                    .requireGradient()
                    .keep();
            tensors.put(name, tensor);
            return tensor;
        }
    }

    /**
     * The parameter of that name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public Tensor get(String name) {
        Tensor tensor = tensors.get(name);
        if (tensor == null) {
            throw new IllegalArgumentException("there is no parameter '" + name + "', only " + tensors.keySet());
        }
        return tensor;
    }

    /** All of them by name, in order; a view. */
    public SequencedMap<String, Tensor> byName() {
        return Collections.unmodifiableSequencedMap(tensors);
    }

    Collection<Tensor> all() {
        return tensors.values();
    }

    /** How many numbers they hold together. */
    public long count() {
        return tensors.values().stream().mapToLong(Tensor::count).sum();
    }

    /** Says whether operations from now on compute gradients for these; those of a network only looked through cost time. */
    public void train(boolean wanted) {
        tensors.values().forEach(tensor -> tensor.handle().set_requires_grad(wanted));
    }

    /** Forgets the gradients of the step before. */
    public void zeroGradients() {
        try (var _ = new Scope()) {
            for (Tensor tensor : tensors.values()) {
                var gradient = tensor.handle().mutable_grad();
                if (gradient.defined()) {
                    gradient.zero_();
                }
            }
        }
    }

    /**
     * Scales all gradients so that their common Euclidean norm is at most {@code most}.
     *
     * @return the norm before
     */
    public double clipGradients(double most) {
        try (var _ = new Scope()) {
            var vector = new TensorVector();
            for (Tensor tensor : tensors.values()) {
                vector.push_back(tensor.handle());
            }
            return torch.clip_grad_norm_(vector, most);
        }
    }

    /** Sets one parameter to these values, of which there must be as many as it has. [row-major] */
    public void set(String name, float[] values) {
        Tensor tensor = get(name);
        try (var _ = new Scope();
                var _ = new NoGrad()) {
            tensor.handle().copy_(Tensor.of(values, tensor.shape()).handle());
        }
    }

    /**
     * Moves every parameter the share {@code tau} of the way to the one of the same name in {@code leader}: 1 copies it
     * (Polyak averaging of target networks).
     */
    public void follow(Parameters leader, double tau) {
        try (var _ = new Scope();
                var _ = new NoGrad()) {
            tensors.forEach(
                    (name, tensor) -> tensor.handle().lerp_(leader.get(name).handle(), Native.scalar(tau)));
        }
    }

    /** Copies of the values, for {@link Safetensors#write}. */
    public SequencedMap<String, TensorData> save() {
        var copies = new LinkedHashMap<String, TensorData>();
        tensors.forEach((name, tensor) -> copies.put(name, TensorData.of(tensor.floats(), tensor.shape())));
        return copies;
    }

    /**
     * Sets every parameter from the tensor of its name.
     *
     * @throws HoneException if one is missing or has another shape
     */
    public void load(Safetensors file) {
        tensors.forEach((name, tensor) -> copyInto(tensor, name, file));
    }

    static void copyInto(Tensor tensor, String name, Safetensors file) {
        if (!Arrays.equals(file.shape(name), tensor.shape())) {
            throw new HoneException(
                    "The tensor '" + name + "' has the shape " + Arrays.toString(file.shape(name)) + " where "
                            + Arrays.toString(tensor.shape()) + " is needed.",
                    "it belongs to a model of another size");
        }
        try (var _ = new Scope();
                var _ = new NoGrad()) {
            tensor.handle().copy_(Tensor.of(file.floats(name), tensor.shape()).handle());
        }
    }

    @Override
    public void close() {
        tensors.values().forEach(Tensor::close);
        tensors.clear();
    }
}
